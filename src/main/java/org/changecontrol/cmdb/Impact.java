package org.changecontrol.cmdb;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What suffers from, or is needed by, a set of items; services first, then by depth and key,
 * without the start.
 *
 * @param services keys of the impacted services
 * @param incomplete whether data that the answer rests on is missing or too old
 */
public record Impact(List<Impacted> impacted, List<ItemKey> services, boolean incomplete) {

  /**
   * @param depth how many relationships away, from 1
   * @param path a shortest path from a start item to this one, both included
   */
  public record Impacted(Affected item, int depth, List<Step> path) {}

  /** An impacted item, with what a reader wants to know of it first. */
  public record Affected(
      ItemKey key,
      String type,
      String name,
      LifecycleState state,
      int criticality,
      @Nullable String owner) {}

  /**
   * @param item key of the item reached
   * @param relationship the type of relationship that led there; null at the start
   */
  public record Step(ItemKey item, String name, @Nullable String relationship) {}
}
