package org.changecontrol.policy;

import java.time.Duration;
import java.time.Instant;

/** Says which gates a change needs: {@code approval-policy.dmn}. */
public interface ApprovalPolicy {

  /** The same policy as it was in that set. */
  ApprovalPolicy of(PolicySet set);

  /**
   * @return the gates of all matching rules; where no rule matches, one gate of the central
   *     configuration authority
   */
  RequiredGate.Conclusion gatesFor(GateQuestion question);

  /** The gate that decides where nobody else can: the central configuration authority. */
  RequiredGate fallback();

  /**
   * How long before its window a change of that risk must be submitted: {@code lead-time} of the
   * policy.
   */
  Duration leadTime(Risk risk);

  /**
   * How long a review may take, and who may hold it as well once it is overdue.
   *
   * @param changeType STANDARD, NORMAL, EMERGENCY or RETROSPECTIVE
   * @throws PolicySilent when no rule matches
   */
  ReviewDeadline reviewDeadline(String changeType);

  /**
   * Who decides whether work may go on after its window.
   *
   * @param changeType STANDARD, NORMAL, EMERGENCY or RETROSPECTIVE
   * @throws PolicySilent when no rule matches
   */
  RequiredGate windowExtension(String changeType);

  /**
   * Whether the window comes sooner after the submission than the risk's lead time allows. Where
   * the lead time is zero no window comes too soon, not even one that is open already.
   */
  default boolean comesTooSoon(Risk risk, Instant submitted, Instant windowStart) {
    var leadTime = leadTime(risk);
    return !leadTime.isZero() && windowStart.isBefore(submitted.plus(leadTime));
  }
}
