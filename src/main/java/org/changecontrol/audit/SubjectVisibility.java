package org.changecontrol.audit;

import org.changecontrol.identity.Actor;

/**
 * Whoever owns subjects of the trail says who may know of them; implemented outside this module,
 * for example for changes of a team that is closed to others.
 */
public interface SubjectVisibility {

  /** Whether subjects of this form are this owner's, whether they exist or not. */
  boolean owns(String subject);

  /** Whether the reader may know what happened to a subject of this owner. */
  boolean isVisible(String subject, Actor reader);
}
