package org.changecontrol.cmdb;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Follows outages through the estate, redundancy respected; cycles end. */
public interface ImpactAnalysis {

  /**
   * @param start items that fail; those that are not live are ignored
   * @param maxDepth at least 1, or null for no bound
   */
  Impact of(Collection<ItemKey> start, ImpactDirection direction, @Nullable Integer maxDepth);
}
