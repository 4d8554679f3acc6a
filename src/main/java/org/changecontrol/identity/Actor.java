package org.changecontrol.identity;

import java.util.Collection;
import java.util.Set;

/**
 * Who acts.
 *
 * @param id the person's or robot's account
 * @param groups the groups he belongs to now
 */
public record Actor(String id, Set<String> groups) {

  /** The platform itself: timers and start-up. Never an eligible voter. */
  public static final Actor PLATFORM = new Actor("platform", Set.of());

  public Actor {
    groups = Set.copyOf(groups);
  }

  public boolean isIn(String group) {
    return groups.contains(group);
  }

  public boolean isInAny(Collection<String> others) {
    return others.stream().anyMatch(groups::contains);
  }
}
