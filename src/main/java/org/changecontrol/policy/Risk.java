package org.changecontrol.policy;

/** How much a change may harm (ITIL 4, change enablement): what control it gets in proportion. */
public enum Risk {
  /** Routine; a colleague's look is enough. */
  LOW,
  /** The owners of impacted services are asked. */
  MEDIUM,
  /** The change advisory board decides. */
  HIGH,
  /** An executive decides as well. */
  CRITICAL
}
