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

/** Delegations as evidence: the trail holds the digest of each. */
@Component
@Transactional(readOnly = true)
class DelegationRows implements Evidence {

  static final String KIND = "identity_delegation";

  private final Delegations delegations;

  DelegationRows(Delegations delegations) {
    this.delegations = delegations;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, String> digests(Collection<String> keys) {
    Map<String, String> digests = new LinkedHashMap<>();
    if (!keys.isEmpty()) {
      delegations
          .withIds(keys.stream().map(Long::valueOf).toList())
          .forEach(row -> digests.put(Long.toString(row.id()), row.recomputedDigest()));
    }
    return digests;
  }

  @Override
  public List<String> keysAfter(@Nullable String key, int limit) {
    return delegations
        .idsAfter(key == null ? Long.MIN_VALUE : Long.parseLong(key), Limit.of(limit))
        .stream()
        .map(id -> Long.toString(id))
        .toList();
  }
}
