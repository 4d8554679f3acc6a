package org.changecontrol.cmdb;

import java.util.List;

/**
 * Existing items that could serve instead of a new one: same type or a subtype, in stock, not
 * reserved.
 *
 * @param position the CREATE_ITEM operation they could replace
 */
public record Capability(int position, String type, String name, List<ItemSnapshot> candidates) {}
