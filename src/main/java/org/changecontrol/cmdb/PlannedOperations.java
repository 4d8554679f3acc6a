package org.changecontrol.cmdb;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A change set that was checked against the estate; may be empty, then the estate stays as it is.
 * Serialises to JSON and back without loss.
 */
public record PlannedOperations(List<PlannedOperation> operations) {

  public static final PlannedOperations NONE = new PlannedOperations(List.of());

  public PlannedOperations {
    operations = List.copyOf(operations);
  }

  /** Every existing item an operation acts on or relates, in key order. */
  public Set<ItemKey> touchedItems() {
    var touched = new TreeSet<ItemKey>();
    for (var operation : operations) {
      if (operation.item() != null) {
        touched.add(operation.item());
      }
      addKey(touched, operation.source());
      addKey(touched, operation.target());
    }
    return touched;
  }

  private static void addKey(Set<ItemKey> keys, @org.jspecify.annotations.Nullable String end) {
    if (end != null && ItemKey.isKey(end)) {
      keys.add(new ItemKey(end));
    }
  }
}
