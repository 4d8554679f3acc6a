package org.changecontrol.change;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person decided about a difference that was observed.
 *
 * @param explainedBy number of the change that has done it; null unless EXPLAINED
 * @param doneBy who did it outside of change control, as far as it was found out
 */
public record DifferenceReview(
    Decision decision,
    String reason,
    @Nullable String explainedBy,
    @Nullable String doneBy,
    String by,
    Instant at) {

  /** What is to become of it. */
  public enum Decision {
    /** What was observed becomes the record, once its gates agree. */
    AUTHORISE,
    /** A normal change puts the estate back. */
    REMEDIATE,
    /** Another change has done it. */
    EXPLAINED
  }
}
