package org.changecontrol.approval;

/** Where a gate stands. */
public enum GateState {
  /** Votes are being cast. */
  OPEN,
  /** Its quorum was reached. */
  APPROVED,
  /** It was refused, or its quorum cannot be reached any more. */
  REJECTED,
  /** What it judged has changed, or the subject has ended: its votes do not count. */
  VOID
}
