package org.changecontrol.fact;

/**
 * Somebody tried what he may not do. Published at the door, after the roll-back, and written down
 * in a transaction of its own.
 *
 * @param person who tried, or {@code anonymous}
 * @param subject what it was tried on
 * @param action what was tried, for example {@code POST /api/changes/CHG-000001/gates/peer/votes}
 * @param reason why it was refused
 */
public record RefusedAttempt(String person, String subject, String action, String reason) {}
