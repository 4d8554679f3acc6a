package org.changecontrol.audit;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of the trail.
 *
 * @param seq its place, counted from 1 without gaps
 * @param at when it happened, at microseconds
 * @param actor who did it; {@code platform} for timers and start-up, {@code anonymous} where nobody
 *     was signed in
 * @param subject what it happened to
 * @param name what happened
 * @param reason why, or null where none was asked for
 * @param detail what else is on record
 * @param prevHash the hash of the entry before it; 64 zeros for the first
 * @param hash its own
 */
public record AuditEntry(
    long seq,
    Instant at,
    String actor,
    String subject,
    String name,
    @Nullable String reason,
    Map<String, Object> detail,
    String prevHash,
    String hash) {}
