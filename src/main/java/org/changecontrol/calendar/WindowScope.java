package org.changecontrol.calendar;

import java.util.Collection;
import java.util.List;

/**
 * What a window covers: the items that are named, and those that meet each of types, owners and
 * environments that says anything. One that says nothing covers the whole estate.
 *
 * @param types item types, each with its subtypes
 * @param owners groups that own items
 * @param environments where items are used
 * @param items keys
 */
public record WindowScope(
    List<String> types, List<String> owners, List<String> environments, List<String> items) {

  /** Everything there is and everything that will be. */
  public static final WindowScope WHOLE_ESTATE =
      new WindowScope(List.of(), List.of(), List.of(), List.of());

  public WindowScope {
    types = List.copyOf(types);
    owners = List.copyOf(owners);
    environments = List.copyOf(environments);
    items = List.copyOf(items);
  }

  boolean isWholeEstate() {
    return !describes() && items.isEmpty();
  }

  boolean covers(TouchedItem item) {
    return isWholeEstate()
        || items.contains(item.key())
        || (describes()
            && (types.isEmpty() || item.types().stream().anyMatch(types::contains))
            && (owners.isEmpty() || (item.owner() != null && owners.contains(item.owner())))
            && (environments.isEmpty()
                || (item.environment() != null && environments.contains(item.environment()))));
  }

  /** Those of the items that it covers, in their order. */
  List<TouchedItem> covered(Collection<TouchedItem> touched) {
    return touched.stream().filter(this::covers).toList();
  }

  private boolean describes() {
    return !types.isEmpty() || !owners.isEmpty() || !environments.isEmpty();
  }
}
