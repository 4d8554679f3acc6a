package org.changecontrol.cmdb;

/** The way an outage travels along a relationship. */
public enum OutageDirection {
  /** When the source fails, the target suffers. */
  SOURCE_TO_TARGET,
  /** When the target fails, the source suffers. */
  TARGET_TO_SOURCE,
  /** Neither suffers from the other. */
  NONE
}
