package org.changecontrol.approval;

import java.util.List;

/**
 * Whoever owns the subjects of votes tells what others have said about them; implemented outside
 * this module.
 */
public interface Counsel {

  /**
   * The last word of each, in the order in which they were given.
   *
   * @throws org.changecontrol.problem.NotVisible when there is no such subject
   */
  List<Advice> on(String subject);
}
