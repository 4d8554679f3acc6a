package org.changecontrol.identity;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The directory: who there is, and who belongs to which group since when. */
public interface People {

  boolean exists(String person);

  boolean groupExists(String group);

  /** The groups a person belongs to now. */
  Set<String> groupsOf(String person);

  /** Present members of any of the groups, each membership with its dates; one query. */
  List<Membership> membersOf(Collection<String> groups);

  /**
   * Everybody who belonged to any of the groups at some time since that instant, present members
   * included, each membership with its dates; one query. Answers "who belonged when the gate
   * closed".
   */
  default List<Membership> membersSince(Collection<String> groups, Instant since) {
    return rollSince(groups, Set.of(), since).memberships().stream()
        .filter(membership -> groups.contains(membership.group()))
        .toList();
  }

  /**
   * The same, and who stands in for whom in these groups at some time since that instant or later;
   * for the givers in whatever group. Of those who stand in, all memberships since then are told.
   * One query.
   *
   * @param givers whose delegates are asked for whatever the group
   */
  Roll rollSince(Collection<String> groups, Collection<String> givers, Instant since);
}
