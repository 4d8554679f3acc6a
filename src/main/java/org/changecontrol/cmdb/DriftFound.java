package org.changecontrol.cmdb;

import java.util.Map;

/**
 * A source reports controlled fields of an item otherwise than they are on record. The record
 * stands; what becomes of the difference is for others to decide. Published in the transaction of
 * the import.
 *
 * @param name the item as {@code type:name}
 * @param reported by field ({@code state}, {@code owner}, {@code attributes.serial} …) what the
 *     source says
 */
public record DriftFound(ItemKey item, String name, String source, Map<String, Object> reported) {}
