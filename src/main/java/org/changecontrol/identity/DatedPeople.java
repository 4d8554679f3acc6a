package org.changecontrol.identity;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.changecontrol.transaction.OncePerTransaction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The directory as it stands in the database. Persons and groups are read from the engine's
 * identity tables, where Admin maintains them, and past the engine's own queries: these would
 * answer according to what the asking person may see, and cost several statements.
 */
@Component
class DatedPeople implements People {

  private final Memberships memberships;
  private final JdbcClient jdbc;

  /** Every gate that is looked at asks who belonged where. */
  private final OncePerTransaction<Stays, List<Membership>> stays = new OncePerTransaction<>();

  private record Stays(Set<String> groups, Instant since) {}

  DatedPeople(Memberships memberships, JdbcClient jdbc) {
    this.memberships = memberships;
    this.jdbc = jdbc;
  }

  @Override
  public boolean exists(String person) {
    return jdbc.sql("select 1 from act_id_user where id_ = ?")
        .param(person)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  @Override
  public boolean groupExists(String group) {
    return jdbc.sql("select 1 from act_id_group where id_ = ?")
        .param(group)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  @Override
  public Set<String> groupsOf(String person) {
    return Set.copyOf(
        jdbc.sql("select group_id_ from act_id_membership where user_id_ = ?")
            .param(person)
            .query(String.class)
            .list());
  }

  @Override
  public List<Membership> membersOf(Collection<String> groups) {
    if (groups.isEmpty()) {
      return List.of();
    }
    return memberships.findByGroupIdInAndLeftAtIsNullOrderByPersonAscGroupIdAsc(groups).stream()
        .map(MembershipRecord::asMembership)
        .toList();
  }

  @Override
  public List<Membership> membersSince(Collection<String> groups, Instant since) {
    if (groups.isEmpty()) {
      return List.of();
    }
    return stays.get(
        new Stays(Set.copyOf(groups), since),
        () ->
            memberships.findHeldSince(groups, since).stream()
                .map(MembershipRecord::asMembership)
                .toList());
  }

  /** Somebody joins or leaves in this transaction. */
  void changed() {
    stays.forget();
  }
}
