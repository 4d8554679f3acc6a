package org.changecontrol.approval;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A gate as people see it.
 *
 * @param id identifies this opening of the gate; a gate that reopens after an edit is a new one
 * @param key for example {@code cab}
 * @param quorum what decides it, in words, for example {@code 60 % of those eligible, at least 3}
 * @param priority1Counts whether fewer approvals are enough once an approver confirms that the
 *     linked incident has priority 1
 * @param eligible who may vote: members of its group when it opened who still are, without those
 *     barred, and whoever stands in for one of them
 * @param standIns who of them stands in for whom now
 * @param waitingFor who of them may still vote; nobody once it is closed
 * @param votes all that were cast, the invalid ones too
 * @param missing what is still needed, in words; empty when it is decided
 * @param dueAt when it is overdue
 * @param escalatedTo the group that may decide as well since it is overdue; null before
 * @param seen says what the sections it judges contain now; opaque, to be sent with a vote by
 *     whoever has read them; null once the gate is closed
 */
public record GateView(
    long id,
    String key,
    String name,
    String group,
    GateState state,
    String quorum,
    boolean priority1Counts,
    List<String> eligible,
    List<StandIn> standIns,
    List<String> waitingFor,
    List<VoteView> votes,
    String missing,
    Instant openedAt,
    Instant dueAt,
    @Nullable Instant closedAt,
    @Nullable String escalatedTo,
    @Nullable String seen) {

  /**
   * @param person who votes
   * @param onBehalfOf whose vote it is
   */
  public record StandIn(String person, String onBehalfOf) {}

  /**
   * @param onBehalfOf whose vote it is where the voter stands in for him; null where it is his own
   * @param confirmsPriority1 whether the voter confirms that the linked incident has priority 1
   * @param valid whether it counts: what it judged is unchanged, the voter still belongs to the
   *     group or did when the gate closed, and it was not withdrawn
   * @param invalidBecause why it does not count; null when it does
   */
  public record VoteView(
      String voter,
      @Nullable String onBehalfOf,
      Decision decision,
      String reason,
      boolean confirmsPriority1,
      Instant at,
      boolean valid,
      @Nullable String invalidBecause) {}
}
