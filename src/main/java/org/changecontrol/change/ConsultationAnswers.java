package org.changecontrol.change;

import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All that stakeholders ever answered. Offers no way to change or remove a row. */
interface ConsultationAnswers extends Repository<ConsultationAnswer, Long> {

  ConsultationAnswer save(ConsultationAnswer answer);

  /** About any of the changes, in the order in which they were said. */
  @Query(
      "select a from ConsultationAnswer a where a.changeId in :changes order by a.answeredAt, a.id")
  List<ConsultationAnswer> about(Collection<Long> changes);

  @Query("select a from ConsultationAnswer a where a.id in :ids order by a.id")
  List<ConsultationAnswer> withIds(Collection<Long> ids);

  @Query("select a.id from ConsultationAnswer a where a.id > :last order by a.id")
  List<Long> idsAfter(long last, Limit limit);
}
