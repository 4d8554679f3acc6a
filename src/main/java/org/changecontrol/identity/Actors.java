package org.changecontrol.identity;

/** Knows who acts. */
public interface Actors {

  /**
   * The signed-in actor of this request; {@link Actor#PLATFORM} where nobody is signed in (timers,
   * start-up).
   */
  Actor current();
}
