package org.changecontrol.policy;

/** Rates the risk of a change: {@code change-risk.dmn}. */
public interface RiskPolicy {

  /**
   * @throws PolicySilent when no rule matches
   */
  RiskRating rate(RiskQuestion question);

  /** The same policy as it was in that set. */
  RiskPolicy of(PolicySet set);
}
