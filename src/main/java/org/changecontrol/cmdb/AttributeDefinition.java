package org.changecontrol.cmdb;

import java.util.Map;

/**
 * What an attribute of an item may be.
 *
 * @param schema its JSON Schema (2020-12)
 * @param controlled whether it changes only through a change; otherwise discovery may write it
 * @param declaredBy the type that declares it
 */
public record AttributeDefinition(
    String name, Map<String, Object> schema, boolean controlled, String declaredBy) {}
