package org.changecontrol.calendar;

import java.time.Instant;

/**
 * One date of a freeze or of a maintenance window.
 *
 * @param suspended whether it means nothing for the time being
 */
public record StandingDate(
    WindowNumber id,
    WindowKind kind,
    String name,
    Instant start,
    Instant end,
    WindowScope scope,
    String reason,
    boolean suspended) {}
