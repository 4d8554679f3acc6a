package org.changecontrol.approval;

import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All that was ever said at gates. Offers no way to change or remove a row. */
interface Votes extends Repository<Vote, Long> {

  Vote save(Vote vote);

  /** In the order in which they were said. */
  @Query("select v from Vote v where v.subject = :subject order by v.castAt, v.id")
  List<Vote> of(String subject);

  @Query("select v.id from Vote v where v.id > :last order by v.id")
  List<Long> idsAfter(long last, Limit limit);

  @Query("select v from Vote v where v.id in :ids order by v.id")
  List<Vote> withIds(Collection<Long> ids);
}
