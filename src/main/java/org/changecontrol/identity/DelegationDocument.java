package org.changecontrol.identity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delegation as people and pipelines read it.
 *
 * @param from who handed it on
 * @param to who stands in for him
 * @param end as it was given; an early end is told under {@code ended}
 * @param reason why it was given; null where nobody said
 * @param ended null unless somebody ended it before its time
 */
public record DelegationDocument(
    DelegationNumber id,
    DelegationKind kind,
    String from,
    String to,
    List<String> groups,
    Instant start,
    Instant end,
    @Nullable String reason,
    State state,
    Instant givenAt,
    @Nullable Ending ended) {

  /** Whether a delegation is worth something. */
  public enum State {
    /** It begins later. */
    UPCOMING,
    /** It stands. */
    IN_FORCE,
    /** Its time is up, or somebody ended it. */
    OVER
  }

  /**
   * That it was ended before its time.
   *
   * @param reason null where nobody said
   */
  public record Ending(Instant at, String by, @Nullable String reason) {}
}
