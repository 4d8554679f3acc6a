package org.changecontrol.identity;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Delegations that were ended before their time. */
interface DelegationEnds extends Repository<DelegationEnd, Long> {

  DelegationEnd save(DelegationEnd end);

  @Query("select e from DelegationEnd e where e.delegation = :delegation")
  Optional<DelegationEnd> of(long delegation);

  @Query("select e from DelegationEnd e where e.delegation in :delegations order by e.delegation")
  List<DelegationEnd> of(Collection<Long> delegations);

  @Query(
      "select e.delegation from DelegationEnd e where e.delegation > :last order by e.delegation")
  List<Long> idsAfter(long last, Limit limit);
}
