package org.changecontrol.cmdb.history;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.changecontrol.cmdb.ConfigurationModel;
import org.changecontrol.cmdb.ItemSnapshot;
import org.changecontrol.cmdb.ItemType;
import org.changecontrol.cmdb.LifecycleState;
import org.changecontrol.cmdb.Revision;
import org.jspecify.annotations.Nullable;

/** What a revision keeps of an item, read back. */
record PastImage(Revision revision, Map<String, Object> image) {

  static PastImage of(Revision revision) {
    return new PastImage(revision, revision.after());
  }

  ItemSnapshot snapshot(ConfigurationModel model) {
    var type = Objects.requireNonNull(text("type"));
    var criticality = (Number) image.get("criticality");
    var verified = text("lastVerified");
    return new ItemSnapshot(
        revision.item(),
        type,
        Objects.requireNonNull(text("name")),
        LifecycleState.valueOf(Objects.requireNonNull(text("state"))),
        criticality == null ? null : criticality.intValue(),
        text("environment"),
        text("location"),
        text("owner"),
        object("attributes"),
        Boolean.TRUE.equals(image.get("highRisk"))
            || model.itemType(type).map(ItemType::highRisk).orElse(false),
        needs(),
        revision.revision(),
        sources(),
        verified == null ? null : Instant.parse(verified));
  }

  private @Nullable String text(String field) {
    return (String) image.get(field);
  }

  private Map<String, Object> object(String field) {
    var read = new TreeMap<String, Object>();
    if (image.get(field) instanceof Map<?, ?> map) {
      map.forEach((name, value) -> read.put((String) name, value));
    }
    return read;
  }

  private Map<String, Integer> needs() {
    var needs = new TreeMap<String, Integer>();
    object("needs").forEach((type, count) -> needs.put(type, ((Number) count).intValue()));
    return needs;
  }

  private Map<String, String> sources() {
    var sources = new TreeMap<String, String>();
    object("sources").forEach((field, source) -> sources.put(field, (String) source));
    return sources;
  }
}
