package org.changecontrol.approval;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.changecontrol.fact.Evidence;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The rows of the votes as evidence: the trail holds the digest of each. */
@Component
@Transactional(readOnly = true)
class VoteRows implements ApprovalEvidence, Evidence {

  static final String KIND = "approval_vote";

  private final Votes votes;

  VoteRows(Votes votes) {
    this.votes = votes;
  }

  @Override
  public List<Row> of(String subject) {
    return votes.of(subject).stream().map(VoteRows::row).toList();
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, String> digests(Collection<String> keys) {
    Map<String, String> digests = new LinkedHashMap<>();
    if (!keys.isEmpty()) {
      votes
          .withIds(keys.stream().map(Long::valueOf).toList())
          .forEach(vote -> digests.put(Long.toString(vote.id()), vote.recomputedDigest()));
    }
    return digests;
  }

  @Override
  public List<String> keysAfter(@Nullable String key, int limit) {
    return votes
        .idsAfter(key == null ? Long.MIN_VALUE : Long.parseLong(key), Limit.of(limit))
        .stream()
        .map(id -> Long.toString(id))
        .toList();
  }

  private static Row row(Vote vote) {
    return new Row(
        vote.id(),
        vote.gate(),
        vote.gateKey(),
        vote.voter(),
        vote.onBehalfOf(),
        vote.word(),
        vote.reason(),
        vote.confirmsPriority1(),
        vote.castAt(),
        vote.judged(),
        vote.digest(),
        vote.isIntact());
  }
}
