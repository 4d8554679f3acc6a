package org.changecontrol.cmdb.imports;

import java.util.LinkedHashMap;
import java.util.Map;
import org.changecontrol.cmdb.Fields;
import org.changecontrol.cmdb.Item;
import org.changecontrol.cmdb.ItemType;
import org.changecontrol.cmdb.LifecycleState;
import org.changecontrol.cmdb.ReportedItem;
import org.changecontrol.cmdb.Values;
import org.jspecify.annotations.Nullable;

/**
 * What a source reports of one item.
 *
 * @param line where it stands in its file
 * @param highRisk null where nothing is said about it
 * @param needs null where nothing is said about them
 */
record ItemReport(
    int line,
    ItemType type,
    String name,
    LifecycleState state,
    @Nullable Integer criticality,
    @Nullable String environment,
    @Nullable String location,
    @Nullable String owner,
    Map<String, Object> attributes,
    @Nullable Boolean highRisk,
    @Nullable Map<String, Integer> needs) {

  String qualifiedName() {
    return type.key() + ":" + name;
  }

  String identity() {
    return Item.identityOf(type, name, reported()::get);
  }

  ReportedItem description() {
    return new ReportedItem(
        name,
        state,
        criticality,
        environment,
        location,
        owner,
        attributes,
        highRisk != null && highRisk,
        needs == null ? Map.of() : needs);
  }

  /** The observed attributes it reports. */
  Map<String, Object> observed() {
    var observed = new LinkedHashMap<String, Object>();
    attributes.forEach(
        (attribute, value) -> {
          if (type.isObserved(attribute)) {
            observed.put(attribute, value);
          }
        });
    return observed;
  }

  /** Whether one of its observed attributes is on record otherwise. */
  boolean observesNews(Item recorded) {
    var known = recorded.attributes();
    return observed().entrySet().stream()
        .anyMatch(entry -> !Values.same(known.get(entry.getKey()), entry.getValue()));
  }

  /** By field, what it reports of controlled fields and is on record otherwise. */
  Map<String, Object> controlledDifferences(Item recorded) {
    var differences = new LinkedHashMap<String, Object>();
    if (!name.equals(recorded.name())) {
      differences.put("name", name);
    }
    reported()
        .forEach(
            (field, value) -> {
              if (!Values.same(recordedValue(recorded, field), value)
                  && !(field.equals(Fields.STATE) && isInUseAnyway(recorded))) {
                differences.put(field, value);
              }
            });
    observed().keySet().forEach(attribute -> differences.remove(Fields.attribute(attribute)));
    return differences;
  }

  /** Maintenance is the platform's own mark on an item that is in use. */
  private boolean isInUseAnyway(Item recorded) {
    return state == LifecycleState.IN_USE && recorded.state() == LifecycleState.MAINTENANCE;
  }

  static @Nullable Object recordedValue(Item item, String field) {
    return switch (field) {
      case "name" -> item.name();
      case "highRisk" -> item.highRisk();
      case "needs" -> item.needs();
      default -> item.valueOf(field);
    };
  }

  /** By field, all that it says something about, its name left out. */
  private Map<String, Object> reported() {
    var reported = new LinkedHashMap<String, Object>();
    reported.put(Fields.STATE, state.name());
    putSaid(reported, Fields.CRITICALITY, criticality);
    putSaid(reported, Fields.ENVIRONMENT, environment);
    putSaid(reported, Fields.LOCATION, location);
    putSaid(reported, Fields.OWNER, owner);
    putSaid(reported, "highRisk", highRisk);
    putSaid(reported, "needs", needs);
    attributes.forEach((attribute, value) -> reported.put(Fields.attribute(attribute), value));
    return reported;
  }

  private static void putSaid(Map<String, Object> fields, String field, @Nullable Object value) {
    if (value != null) {
      fields.put(field, value);
    }
  }
}
