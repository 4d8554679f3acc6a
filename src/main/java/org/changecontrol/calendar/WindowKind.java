package org.changecontrol.calendar;

/** What a standing window means for those who want to work on what it covers. */
public enum WindowKind {
  /** No work: whoever has to work all the same needs the vote of a freeze owner. */
  FREEZE,
  /** Work belongs here: outside of it what it covers should be left alone. */
  MAINTENANCE
}
