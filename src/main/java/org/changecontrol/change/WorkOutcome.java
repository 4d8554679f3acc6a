package org.changecontrol.change;

/** How a task of a change went, as whoever carried it out reports it. */
public enum WorkOutcome {
  /** Done. */
  DONE,
  /** Found to be unnecessary, for a reason. */
  SKIPPED,
  /** Not done, for a reason; nothing follows it. */
  FAILED
}
