package org.changecontrol.policy;

import java.time.Duration;

/** Says which gates a change needs: {@code approval-policy.dmn}. */
public interface ApprovalPolicy {

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
}
