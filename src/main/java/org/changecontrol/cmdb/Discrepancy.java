package org.changecontrol.cmdb;

import org.jspecify.annotations.Nullable;

/**
 * A field that an operation touches has moved since the operation was planned (three-way check).
 *
 * @param field {@code state}, {@code attributes.serial}, {@code relationship} …
 * @param expected the value it was planned against
 * @param actual the value on record now
 */
public record Discrepancy(
    int position, ItemKey item, String field, @Nullable Object expected, @Nullable Object actual) {}
