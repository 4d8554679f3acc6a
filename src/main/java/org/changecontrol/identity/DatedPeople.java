package org.changecontrol.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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
  private final OncePerTransaction<Asked, Roll> rolls = new OncePerTransaction<>();

  private record Asked(Set<String> groups, Set<String> givers, Instant since) {}

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
  public Roll rollSince(Collection<String> groups, Collection<String> givers, Instant since) {
    if (groups.isEmpty() && givers.isEmpty()) {
      return new Roll(List.of(), List.of());
    }
    return rolls.get(
        new Asked(Set.copyOf(groups), Set.copyOf(givers), since),
        () -> roll(memberships.rollSince(groups, givers, since)));
  }

  private static Roll roll(List<Memberships.Entry> entries) {
    List<Membership> stays = new ArrayList<>();
    List<Delegation> delegations = new ArrayList<>();
    for (var entry : entries) {
      var until = entry.getUntil();
      if (entry.getDelegate().isEmpty()) {
        stays.add(new Membership(entry.getPerson(), entry.getGroupId(), entry.getSince(), until));
      } else {
        delegations.add(
            new Delegation(
                entry.getPerson(),
                entry.getDelegate(),
                entry.getGroupId(),
                DelegationKind.valueOf(entry.getKind()),
                entry.getSince(),
                Objects.requireNonNull(until, "a right is handed on for a time")));
      }
    }
    stays.sort(
        Comparator.comparing(Membership::person)
            .thenComparing(Membership::group)
            .thenComparing(Membership::joinedAt));
    return new Roll(stays, delegations);
  }

  /** Somebody joins or leaves, or hands something on, in this transaction. */
  void changed() {
    rolls.forget();
  }
}
