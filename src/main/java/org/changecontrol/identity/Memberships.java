package org.changecontrol.identity;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
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

  @Query(
      "select m from MembershipRecord m where m.groupId in :groups"
          + " and (m.leftAt is null or m.leftAt > :since) order by m.person, m.groupId, m.joinedAt")
  List<MembershipRecord> findHeldSince(Collection<String> groups, Instant since);
}
