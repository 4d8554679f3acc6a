package org.changecontrol.change;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All that stakeholders were asked. */
interface ConsultationQuestions extends Repository<ConsultationQuestion, Long> {

  List<ConsultationQuestion> saveAll(Iterable<ConsultationQuestion> questions);

  /** About any of the changes, oldest first. */
  @Query("select q from ConsultationQuestion q where q.changeId in :changes order by q.id")
  List<ConsultationQuestion> about(Collection<Long> changes);

  /** What waits for a person or for any of his groups, the most urgent first. */
  @Query(
      """
      select q from ConsultationQuestion q, Change c
      where c.id = q.changeId and c.state = org.changecontrol.change.ChangeState.AUTHORISING
        and q.deadline > :now
        and (q.kind = org.changecontrol.change.Stakeholder$Kind.GROUP and q.name in :groups
             or q.kind = org.changecontrol.change.Stakeholder$Kind.PERSON and q.name = :person)
      order by q.deadline, q.id
      """)
  List<ConsultationQuestion> open(
      String person, Collection<String> groups, Instant now, Limit limit);
}
