package org.changecontrol.identity;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All stays of persons in groups, past and present. */
interface Memberships extends Repository<MembershipRecord, Long> {

  MembershipRecord save(MembershipRecord membership);

  List<MembershipRecord> findByPersonAndGroupIdAndLeftAtIsNull(String person, String groupId);

  List<MembershipRecord> findByPersonAndLeftAtIsNull(String person);

  List<MembershipRecord> findByGroupIdAndLeftAtIsNull(String groupId);

  List<MembershipRecord> findByGroupIdInAndLeftAtIsNullOrderByPersonAscGroupIdAsc(
      Collection<String> groups);

  List<MembershipRecord> findByLeftAtIsNull();

  /** The present stays of a person, and nobody else moves them until this transaction ends. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select m from MembershipRecord m where m.person = :person and m.leftAt is null")
  List<MembershipRecord> holdOf(String person);

  /**
   * Who belonged to the groups since then, who stands in for somebody there or for one of the
   * givers, and where those who stand in belong themselves: in one trip.
   */
  @Query(
      """
      select '' as kind, m.person as person, m.groupId as groupId, m.joinedAt as since,
             m.leftAt as until, '' as delegate
        from MembershipRecord m
       where m.groupId in :groups and (m.leftAt is null or m.leftAt > :since)
      union all
      select d.kind, d.giver, g, d.startsAt, coalesce(e.endedAt, d.endsAt), d.delegate
        from DelegationRecord d join d.groups g left join DelegationEnd e on e.delegation = d.id
       where d.endsAt > :since and (e.endedAt is null or e.endedAt > :since)
         and (g in :groups or d.giver in :givers)
      union all
      select '', m.person, m.groupId, m.joinedAt, m.leftAt, ''
        from MembershipRecord m
       where m.groupId not in :groups and (m.leftAt is null or m.leftAt > :since)
         and m.person in (select d.delegate from DelegationRecord d join d.groups g
                           where d.endsAt > :since and (g in :groups or d.giver in :givers))
      """)
  List<Entry> rollSince(Collection<String> groups, Collection<String> givers, Instant since);

  /** A line of the roll: that somebody belongs to a group, or that another stands in for him. */
  interface Entry {

    /** What was handed on; the empty text where he belongs to the group himself. */
    String getKind();

    String getPerson();

    String getGroupId();

    Instant getSince();

    @Nullable Instant getUntil();

    /** Who stands in for him; the empty text where he belongs to the group himself. */
    String getDelegate();
  }
}
