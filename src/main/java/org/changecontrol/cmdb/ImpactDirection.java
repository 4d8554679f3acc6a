package org.changecontrol.cmdb;

/** Which way an impact is followed. */
public enum ImpactDirection {
  /** What suffers if the items fail. */
  DOWNSTREAM,
  /** What the items need. */
  UPSTREAM
}
