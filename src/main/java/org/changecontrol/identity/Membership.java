package org.changecontrol.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a person belonged to a group, and when.
 *
 * @param joinedAt from when, inclusive
 * @param leftAt until when, exclusive; null while he belongs to it
 */
public record Membership(String person, String group, Instant joinedAt, @Nullable Instant leftAt) {

  /** Whether the person belonged to the group at that instant. */
  public boolean heldAt(Instant instant) {
    return !joinedAt.isAfter(instant) && (leftAt == null || leftAt.isAfter(instant));
  }
}
