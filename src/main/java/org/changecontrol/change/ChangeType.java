package org.changecontrol.change;

/** Which course a change takes (ITIL 4, change enablement). */
public enum ChangeType {
  /** Assessed and authorised one by one, through gates in proportion to its risk. */
  NORMAL
}
