package org.changecontrol.change;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.changecontrol.fact.Evidence;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The rows of the answers as evidence: the trail holds the digest of each. */
@Component
@Transactional(readOnly = true)
class AnswerRows implements Evidence {

  static final String KIND = "consultation_answer";

  private final ConsultationAnswers answers;

  AnswerRows(ConsultationAnswers answers) {
    this.answers = answers;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, String> digests(Collection<String> keys) {
    Map<String, String> digests = new LinkedHashMap<>();
    if (!keys.isEmpty()) {
      answers
          .withIds(keys.stream().map(Long::valueOf).toList())
          .forEach(answer -> digests.put(Long.toString(answer.id()), answer.recomputedDigest()));
    }
    return digests;
  }

  @Override
  public List<String> keysAfter(@Nullable String key, int limit) {
    return answers
        .idsAfter(key == null ? Long.MIN_VALUE : Long.parseLong(key), Limit.of(limit))
        .stream()
        .map(id -> Long.toString(id))
        .toList();
  }
}
