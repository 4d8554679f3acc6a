package org.changecontrol.policy;

import java.time.Duration;

/**
 * Until when a change is reviewed after the fact.
 *
 * @param within counted from the beginning of the review; more than nothing
 * @param escalateTo the group that may hold the review as well once it is overdue
 */
public record ReviewDeadline(Duration within, String escalateTo) {

  public ReviewDeadline {
    if (within.isNegative() || within.isZero()) {
      throw new IllegalArgumentException("a review becomes overdue after a while, not at once");
    }
    if (escalateTo.isBlank()) {
      throw new IllegalArgumentException("an overdue review is escalated to a group");
    }
  }
}
