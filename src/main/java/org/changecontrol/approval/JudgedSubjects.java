package org.changecontrol.approval;

/**
 * Whoever owns the subjects of votes tells what they contain now; implemented outside this module.
 */
public interface JudgedSubjects {

  /**
   * @throws org.changecontrol.problem.NotVisible when there is no such subject
   */
  JudgedSubject judged(String subject);
}
