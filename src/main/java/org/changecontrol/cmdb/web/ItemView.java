package org.changecontrol.cmdb.web;

import java.time.Instant;
import java.util.Map;
import org.changecontrol.cmdb.ItemSnapshot;
import org.changecontrol.cmdb.LifecycleState;
import org.jspecify.annotations.Nullable;

/** An item as the contract shows it. */
record ItemView(
    String key,
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

  static ItemView of(ItemSnapshot item) {
    return new ItemView(
        item.key().value(),
        item.type(),
        item.name(),
        item.state(),
        item.criticality(),
        item.environment(),
        item.location(),
        item.owner(),
        item.attributes(),
        item.highRisk(),
        item.needs(),
        item.revision(),
        item.sources(),
        item.lastVerified());
  }
}
