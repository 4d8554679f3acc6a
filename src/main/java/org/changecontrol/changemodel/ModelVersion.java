package org.changecontrol.changemodel;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of a model, as it is on record.
 *
 * @param proposal number of the change that proposed it; null where it came with the installation
 * @param endReason why it was suspended, retired or rejected
 */
public record ModelVersion(
    String key,
    int version,
    ModelState state,
    String title,
    String description,
    ModelScope scope,
    Map<String, Object> fields,
    List<String> evidence,
    @Nullable String proposal,
    String proposedBy,
    Instant proposedAt,
    @Nullable Instant publishedAt,
    @Nullable Instant endedAt,
    @Nullable String endReason) {

  /** What its gates judge. */
  public ProposedModel proposed() {
    return new ProposedModel(key, title, description, scope, fields, evidence);
  }

  /** How people and records call it: {@code resize-virtual-machine:2}. */
  public String name() {
    return key + ":" + version;
  }

  /** Whether it authorises beforehand. */
  public boolean authorises() {
    return state == ModelState.PUBLISHED;
  }
}
