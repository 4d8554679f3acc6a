package org.changecontrol.change;

/** What the implementer reports at the end of his work. */
public enum ImplementationOutcome {
  /** Done as planned. */
  SUCCESSFUL,
  /** Done, but not everything went as planned. */
  SUCCESSFUL_WITH_ISSUES,
  /**
   * Not done: nothing is applied; it is backed out, or closed as failed where nothing was touched.
   */
  FAILED
}
