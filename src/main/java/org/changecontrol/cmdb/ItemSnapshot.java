package org.changecontrol.cmdb;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A configuration item as it is, or was believed to be.
 *
 * @param criticality 1 (low) to 4 (mission critical); null when unknown, which counts as 2
 * @param attributes by name, as the item's type allows them
 * @param highRisk whether changes to it are reserved for the central configuration authority, by
 *     itself or by its type
 * @param needs by relationship type, how many sources must remain for the item not to fail
 *     (redundancy)
 * @param revision counts every write from 1
 * @param sources by field, what has said so last: the source that reported it, or the change that
 *     has written it; a field that was put back has none
 * @param lastVerified when a source or a person last confirmed it
 */
public record ItemSnapshot(
    ItemKey key,
    String type,
    String name,
    LifecycleState state,
    @Nullable Integer criticality,
    @Nullable String environment,
    @Nullable String location,
    @Nullable String owner,
    Map<String, Object> attributes,
    boolean highRisk,
    Map<String, Integer> needs,
    int revision,
    Map<String, String> sources,
    @Nullable Instant lastVerified) {

  /** Criticality that counts: 2 where it is unknown. */
  public int effectiveCriticality() {
    return criticality == null ? 2 : criticality;
  }

  /** As an import or a change set names it: {@code type:name}. */
  public String qualifiedName() {
    return type + ":" + name;
  }
}
