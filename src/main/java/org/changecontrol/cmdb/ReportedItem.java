package org.changecontrol.cmdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a source says of an item that is not on record yet.
 *
 * @param criticality 1 to 4, or null when unknown
 * @param needs by relationship type, how many sources must remain
 */
public record ReportedItem(
    String name,
    LifecycleState state,
    @Nullable Integer criticality,
    @Nullable String environment,
    @Nullable String location,
    @Nullable String owner,
    Map<String, Object> attributes,
    boolean highRisk,
    Map<String, Integer> needs) {

  /** The fields the source says something about. */
  List<String> fields() {
    var fields = new ArrayList<String>();
    fields.add(Fields.STATE);
    if (criticality != null) {
      fields.add(Fields.CRITICALITY);
    }
    if (environment != null) {
      fields.add(Fields.ENVIRONMENT);
    }
    if (location != null) {
      fields.add(Fields.LOCATION);
    }
    if (owner != null) {
      fields.add(Fields.OWNER);
    }
    attributes.keySet().forEach(attribute -> fields.add(Fields.attribute(attribute)));
    return fields;
  }
}
