package org.changecontrol.cmdb;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation, checked against the estate: names are resolved to keys, and what it was planned
 * against is on record.
 *
 * @param position its place in the change set, from 0
 * @param ref the name that later operations of the same change set give to a created item; null
 *     unless CREATE_ITEM
 * @param item the item it acts on; null for CREATE_ITEM until the item is planned, and for
 *     relationships
 * @param type item type of a created item, or relationship type
 * @param source an item key or {@code ref:NAME}; relationships only
 * @param target an item key or {@code ref:NAME}; relationships only
 * @param base by field ({@code state}, {@code owner}, {@code attributes.serial} …) the value it was
 *     planned against
 * @param to by field the value it leads to
 * @param revision the item's revision it was planned against
 */
public record PlannedOperation(
    int position,
    OperationKind op,
    @Nullable String ref,
    @Nullable ItemKey item,
    @Nullable String type,
    @Nullable String source,
    @Nullable String target,
    boolean soft,
    Map<String, @Nullable Object> base,
    Map<String, @Nullable Object> to,
    @Nullable Integer revision) {}
