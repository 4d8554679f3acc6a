package org.changecontrol.identity;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.changecontrol.fact.Evidence;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Early ends of delegations as evidence: the trail holds the digest of each. */
@Component
@Transactional(readOnly = true)
class DelegationEndRows implements Evidence {

  static final String KIND = "identity_delegation_end";

  private final DelegationEnds ends;

  DelegationEndRows(DelegationEnds ends) {
    this.ends = ends;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, String> digests(Collection<String> keys) {
    Map<String, String> digests = new LinkedHashMap<>();
    if (!keys.isEmpty()) {
      ends.of(keys.stream().map(Long::valueOf).toList())
          .forEach(row -> digests.put(Long.toString(row.getId()), row.recomputedDigest()));
    }
    return digests;
  }

  @Override
  public List<String> keysAfter(@Nullable String key, int limit) {
    return ends
        .idsAfter(key == null ? Long.MIN_VALUE : Long.parseLong(key), Limit.of(limit))
        .stream()
        .map(id -> Long.toString(id))
        .toList();
  }
}
