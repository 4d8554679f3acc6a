package org.changecontrol.identity;

import java.time.Duration;

/** What somebody hands on, and when it is worth something. */
public enum DelegationKind {
  /** The right to vote, for the time of an absence. */
  DELEGATION(Duration.ofDays(90)),
  /**
   * The right to vote once a gate is overdue, and not before: a standing deputy for who lets a gate
   * wait.
   */
  SUBSTITUTE(Duration.ofDays(366));

  private final Duration longest;

  DelegationKind(Duration longest) {
    this.longest = longest;
  }

  /** How long it may last from its start to its end. */
  public Duration longest() {
    return longest;
  }
}
