package org.changecontrol.approval;

/** How an election stands. */
enum Outcome {
  /** Votes can still decide it. */
  UNDECIDED,
  /** The quorum is reached. */
  APPROVED,
  /** A no that is final, or too many of them. */
  REJECTED,
  /** There are too few people to reach the quorum, whatever they say. */
  UNREACHABLE
}
