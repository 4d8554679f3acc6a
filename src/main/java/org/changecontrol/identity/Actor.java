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

  /** Somebody at a door who is not signed in. Belongs nowhere, may nothing. */
  public static final Actor NOBODY = new Actor("anonymous", Set.of());

  /** Whether the platform keeps the name for itself: nobody may have an account of that name. */
  public static boolean isReserved(String id) {
    return id.equalsIgnoreCase(PLATFORM.id) || id.equalsIgnoreCase(NOBODY.id);
  }

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
