package org.changecontrol.cmdb;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of the estate that a change set is about, read before it is checked.
 *
 * @param named items by the text that names them
 * @param ambiguous texts that name several
 * @param identified items that have one of the identities that are to be created
 * @param standing relationships that are to be added or removed and stand
 * @param links relationships at the ends of those that are to be added, where their number is
 *     bounded
 * @param underWork items that are in maintenance because the platform put them there
 * @param past images of items at the revisions that operations name, by key and revision
 */
record PlanningGround(
    Map<String, Item> named,
    Set<String> ambiguous,
    Map<String, Item> identified,
    Map<String, Relationship> standing,
    List<Links.Link> links,
    Set<ItemKey> underWork,
    Map<ItemKey, Map<Integer, Map<String, Object>>> past) {

  @Nullable Item item(String text) {
    return named.get(text);
  }

  boolean isAmbiguous(String text) {
    return ambiguous.contains(text);
  }

  @Nullable Item identified(String identity) {
    return identified.get(identity);
  }

  /** What a field holds, leaving aside that work is going on at the item. */
  @Nullable Object valueOf(Item item, String field) {
    return Fields.STATE.equals(field) && underWork.contains(item.key())
        ? LifecycleState.IN_USE.name()
        : item.valueOf(field);
  }

  LifecycleState stateOf(Item item) {
    return underWork.contains(item.key()) ? LifecycleState.IN_USE : item.state();
  }
}
