package org.changecontrol.identity;

import java.util.Set;

/**
 * Somebody has begun or ceased to stand in for another, or will begin later. Published inside the
 * transaction that puts it on record.
 *
 * @param groups in which
 * @param given whether it was given now, or else ended
 */
public record StandInChanged(String giver, String delegate, Set<String> groups, boolean given) {

  public StandInChanged {
    groups = Set.copyOf(groups);
  }
}
