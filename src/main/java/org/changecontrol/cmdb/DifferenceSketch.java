package org.changecontrol.cmdb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gathers what operations make of the estate, with the names that a reader knows the items by. */
final class DifferenceSketch {

  private final Map<ItemKey, Item> items;
  private final Map<String, String> createdNames = new LinkedHashMap<>();
  private final List<EstateDifference.FieldChange> fields = new ArrayList<>();
  private final List<EstateDifference.RelationshipChange> relationships = new ArrayList<>();

  DifferenceSketch(Map<ItemKey, Item> items) {
    this.items = items;
  }

  void created(PlannedOperation operation, String type, String name, Map<String, ?> values) {
    var item = createdItem(operation);
    createdNames.put(item, name);
    values.forEach(
        (field, value) ->
            fields.add(
                new EstateDifference.FieldChange(item, type, name, "CREATED", field, null, value)));
  }

  private static String createdItem(PlannedOperation operation) {
    if (operation.item() != null) {
      return operation.item().value();
    }
    return "ref:"
        + (operation.ref() == null ? "operation-" + operation.position() : operation.ref());
  }

  void changed(
      ItemKey key, String action, String field, @Nullable Object before, @Nullable Object after) {
    var item = items.get(key);
    if (item != null && !Values.same(before, after)) {
      fields.add(
          new EstateDifference.FieldChange(
              key.value(), item.type(), item.name(), action, field, before, after));
    }
  }

  /**
   * @param source an item key or {@code ref:NAME}
   */
  void related(String action, String type, String source, String target) {
    relationships.add(
        new EstateDifference.RelationshipChange(
            action, type, source, name(source), target, name(target)));
  }

  private String name(String end) {
    if (End.isRef(end)) {
      return Objects.requireNonNullElse(createdNames.get(end), End.ref(end));
    }
    var item = items.get(new ItemKey(end));
    return item == null ? end : item.name();
  }

  /** A created item that has its key by now is still spoken of by its ref. */
  void refers(String ref, String name) {
    createdNames.put("ref:" + ref, name);
  }

  EstateDifference finished() {
    return new EstateDifference(List.copyOf(fields), List.copyOf(relationships));
  }
}
