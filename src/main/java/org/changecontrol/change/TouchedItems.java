package org.changecontrol.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.changecontrol.calendar.TouchedItem;
import org.changecontrol.cmdb.ConfigurationModels;
import org.changecontrol.cmdb.Estate;
import org.changecontrol.cmdb.ItemKey;
import org.changecontrol.cmdb.ItemSnapshot;
import org.changecontrol.cmdb.OperationKind;
import org.changecontrol.cmdb.PlannedOperation;
import org.changecontrol.cmdb.PlannedOperations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells the calendar what a change works on: its targets as they are, what they are to become, and
 * what it creates. Who moves a machine into a frozen environment works in that environment.
 */
@Component
class TouchedItems {

  private final Estate estate;
  private final ConfigurationModels models;

  TouchedItems(Estate estate, ConfigurationModels models) {
    this.estate = estate;
    this.models = models;
  }

  List<TouchedItem> of(Change change) {
    return of(change.workedOn(), change.operations());
  }

  List<TouchedItem> of(Set<ItemKey> workedOn, PlannedOperations operations) {
    Map<ItemKey, ItemSnapshot> items = workedOn.isEmpty() ? Map.of() : estate.find(workedOn);
    var touched = new ArrayList<TouchedItem>();
    items.values().forEach(item -> touched.add(touched(item, item.owner(), item.environment())));
    for (var operation : operations.operations()) {
      if (operation.op() == OperationKind.CREATE_ITEM) {
        touched.add(created(operation));
      } else if (operation.item() != null) {
        moved(operation, items.get(operation.item()), touched);
      }
    }
    return touched;
  }

  private void moved(
      PlannedOperation operation, @Nullable ItemSnapshot item, Collection<TouchedItem> touched) {
    var to = operation.to();
    if (item != null && (to.containsKey("owner") || to.containsKey("environment"))) {
      touched.add(
          touched(
              item,
              to.containsKey("owner") ? text(to.get("owner")) : item.owner(),
              to.containsKey("environment") ? text(to.get("environment")) : item.environment()));
    }
  }

  private TouchedItem created(PlannedOperation operation) {
    var type = Objects.requireNonNull(operation.type());
    var to = operation.to();
    return new TouchedItem(
        operation.item() == null ? type + ":" + to.get("name") : operation.item().value(),
        lineage(type),
        text(to.get("owner")),
        text(to.get("environment")));
  }

  private TouchedItem touched(
      ItemSnapshot item, @Nullable String owner, @Nullable String environment) {
    return new TouchedItem(item.key().value(), lineage(item.type()), owner, environment);
  }

  private Set<String> lineage(String type) {
    return models.current().typeOf(type).lineage();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
