package org.changecontrol.calendar;

import java.time.Instant;

/**
 * When work could be done.
 *
 * @param end as long after the start as was asked for
 * @param freeUntil until when nothing stands against it, at least until the end
 */
public record FreeSlot(Instant start, Instant end, Instant freeUntil) {}
