package org.changecontrol.identity;

import java.time.Instant;

/**
 * That one person stands in for another in one group, and when.
 *
 * @param giver who belongs to the group
 * @param delegate who stands in for him; what he received he cannot hand on
 * @param start from when, inclusive; never before it was given
 * @param end until when, exclusive; when it was ended, where that was earlier
 */
public record Delegation(
    String giver, String delegate, String group, DelegationKind kind, Instant start, Instant end) {

  /** Whether it stands at that instant. */
  public boolean inForceAt(Instant instant) {
    return !start.isAfter(instant) && end.isAfter(instant);
  }

  /** Whether it stands at some time from that instant on, and before another. */
  public boolean inForceBetween(Instant from, Instant to) {
    return end.isAfter(from) && start.isBefore(to) && start.isBefore(end);
  }
}
