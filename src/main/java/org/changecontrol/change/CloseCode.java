package org.changecontrol.change;

/** How a change ended, in the judgement of its review. */
public enum CloseCode {
  /** As planned. */
  SUCCESSFUL,
  /** It is in place, but not everything went as planned. */
  SUCCESSFUL_WITH_ISSUES,
  /** What was done was undone. */
  BACKED_OUT,
  /** It did not work and nothing was touched. */
  FAILED;

  /** Whether what was wanted was not reached. */
  boolean isFailure() {
    return this == BACKED_OUT || this == FAILED;
  }
}
