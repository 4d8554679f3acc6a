package org.changecontrol.approval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Evidence from the rows of the votes. */
@Component
@Transactional(readOnly = true)
class VoteRows implements ApprovalEvidence {

  private static final int AT_A_TIME = 1_000;

  private final Votes votes;
  private final jakarta.persistence.EntityManager rows;

  VoteRows(Votes votes, jakarta.persistence.EntityManager rows) {
    this.votes = votes;
    this.rows = rows;
  }

  @Override
  public List<Row> of(String subject) {
    return votes.of(subject).stream().map(VoteRows::row).toList();
  }

  @Override
  public List<Row> edited() {
    List<Row> edited = new ArrayList<>();
    long last = Long.MIN_VALUE;
    List<Vote> some;
    do {
      some = votes.after(last, Limit.of(AT_A_TIME));
      for (var vote : some) {
        last = vote.id();
        if (!vote.isIntact()) {
          edited.add(row(vote));
        }
        rows.detach(vote);
      }
    } while (some.size() == AT_A_TIME);
    return edited;
  }

  @Override
  public Map<Long, String> digests(Collection<Long> ids) {
    Map<Long, String> digests = new LinkedHashMap<>();
    if (!ids.isEmpty()) {
      votes.withIds(ids).forEach(vote -> digests.put(vote.id(), vote.recomputedDigest()));
    }
    return digests;
  }

  private static Row row(Vote vote) {
    return new Row(
        vote.id(),
        vote.gate(),
        vote.gateKey(),
        vote.voter(),
        vote.word(),
        vote.reason(),
        vote.castAt(),
        vote.judged(),
        vote.digest(),
        vote.isIntact());
  }
}
