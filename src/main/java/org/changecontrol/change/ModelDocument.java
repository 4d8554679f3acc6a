package org.changecontrol.change;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.changecontrol.changemodel.ModelScope;
import org.changecontrol.changemodel.ModelState;
import org.changecontrol.changemodel.ModelVersion;
import org.jspecify.annotations.Nullable;

/**
 * A version of a model as the contract shows it.
 *
 * @param proposal number of the change that proposed it; null where it came with the installation
 * @param endReason why it was suspended, retired or rejected
 */
public record ModelDocument(
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
    @Nullable String endReason,
    Runs record) {

  /**
   * How its changes went.
   *
   * @param runs how many were closed
   * @param failures how many of them failed or were backed out
   */
  public record Runs(long runs, long failures) {}

  static ModelDocument of(ModelVersion model, long runs, long failures) {
    return new ModelDocument(
        model.key(),
        model.version(),
        model.state(),
        model.title(),
        model.description(),
        model.scope(),
        model.fields(),
        model.evidence(),
        model.proposal(),
        model.proposedBy(),
        model.proposedAt(),
        model.publishedAt(),
        model.endedAt(),
        model.endReason(),
        new Runs(runs, failures));
  }
}
