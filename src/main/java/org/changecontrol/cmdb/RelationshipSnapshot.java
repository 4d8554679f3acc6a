package org.changecontrol.cmdb;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A relationship between two items.
 *
 * @param type for example {@code runs-on}
 * @param soft whether it does not carry an outage
 * @param since from when it was on record
 * @param until until when; null while it stands
 */
public record RelationshipSnapshot(
    long id,
    String type,
    ItemKey source,
    ItemKey target,
    boolean soft,
    Instant since,
    @Nullable Instant until) {}
