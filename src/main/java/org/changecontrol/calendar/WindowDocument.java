package org.changecontrol.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A freeze or a maintenance window as people and pipelines read it.
 *
 * @param start what the clock in the zone shows when it begins for the first time
 * @param end what the clock in the zone shows when it ends for the first time
 * @param zone by its IANA name
 * @param rrule how it recurs (RFC 5545); null: it does not
 * @param next when it stands now or will stand next; null when it is over
 * @param suspension null while it means what it was declared for
 */
public record WindowDocument(
    WindowNumber id,
    WindowKind kind,
    String name,
    LocalDateTime start,
    LocalDateTime end,
    String zone,
    @Nullable String rrule,
    WindowScope scope,
    String reason,
    @Nullable ChangeWindow next,
    @Nullable Suspension suspension,
    String declaredBy,
    Instant declaredAt) {

  /** Why it means nothing for the time being, and who says so. */
  public record Suspension(String reason, String by, Instant at) {}
}
