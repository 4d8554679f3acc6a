package org.changecontrol.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.changecontrol.identity.Delegation;
import org.changecontrol.identity.Membership;
import org.changecontrol.identity.Roll;

/** Who belonged to which group, who stood in for whom there, and when. */
final class Affiliations {

  private final Map<String, Map<String, List<Membership>>> byGroup = new HashMap<>();

  private final List<Delegation> delegations;

  Affiliations(Roll roll) {
    delegations = roll.delegations();
    for (var membership : roll.memberships()) {
      byGroup
          .computeIfAbsent(membership.group(), group -> new HashMap<>())
          .computeIfAbsent(membership.person(), person -> new ArrayList<>())
          .add(membership);
    }
  }

  /** Those in the groups asked for, and all of requester and implementer, whatever the group. */
  List<Delegation> delegations() {
    return delegations;
  }

  /**
   * Whether the person belonged to any group at that instant, as far as is known: of those who
   * stand in, all is.
   */
  boolean anywhereAt(String person, Instant instant) {
    return byGroup.keySet().stream().anyMatch(group -> at(person, group, instant));
  }

  /** Whether one unbroken membership covers both instants: leaving and coming back does not. */
  boolean throughout(String person, String group, Instant from, Instant to) {
    return of(person, group).stream().anyMatch(held -> held.heldAt(from) && held.heldAt(to));
  }

  /** Whether the person belongs at that instant, however late he joined. */
  boolean at(String person, String group, Instant instant) {
    return of(person, group).stream().anyMatch(held -> held.heldAt(instant));
  }

  /** Whether the person belonged at any time between the two instants. */
  boolean everBetween(String person, String group, Instant from, Instant to) {
    return of(person, group).stream()
        .anyMatch(
            held ->
                !held.joinedAt().isAfter(to)
                    && (held.leftAt() == null || held.leftAt().isAfter(from)));
  }

  /** All whose membership covers both instants. */
  SortedSet<String> allThroughout(String group, Instant from, Instant to) {
    SortedSet<String> people = new TreeSet<>();
    for (var person : byGroup.getOrDefault(group, Map.of()).keySet()) {
      if (throughout(person, group, from, to)) {
        people.add(person);
      }
    }
    return people;
  }

  private List<Membership> of(String person, String group) {
    return byGroup.getOrDefault(group, Map.of()).getOrDefault(person, List.of());
  }
}
