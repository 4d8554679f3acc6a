package org.changecontrol.identity;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All that was ever handed on. Offers no way to change or remove a row. */
interface Delegations extends Repository<DelegationRecord, Long> {

  DelegationRecord save(DelegationRecord delegation);

  Optional<DelegationRecord> findById(long id);

  /** The same, and nobody else ends it until this transaction does. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select d from DelegationRecord d where d.id = :id")
  Optional<DelegationRecord> hold(long id);

  /** What a person gave that is not over at that instant. */
  @Query(
      "select d from DelegationRecord d left join DelegationEnd e on e.delegation = d.id"
          + " where d.giver = :giver and d.endsAt > :at and e.delegation is null order by d.id")
  List<DelegationRecord> standingOf(String giver, Instant at);

  /** What the person gave and received, newest first; of everybody where nobody is named. */
  @Query(
      "select d from DelegationRecord d where :person is null or d.giver = :person or d.delegate = :person")
  Page<DelegationRecord> concerning(@Nullable String person, Pageable page);

  @Query("select d.id from DelegationRecord d where d.id > :last order by d.id")
  List<Long> idsAfter(long last, Limit limit);

  @Query("select d from DelegationRecord d where d.id in :ids order by d.id")
  List<DelegationRecord> withIds(Collection<Long> ids);
}
