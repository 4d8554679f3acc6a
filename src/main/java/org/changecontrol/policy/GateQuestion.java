package org.changecontrol.policy;

import org.jspecify.annotations.Nullable;

/**
 * What the approval policy is asked.
 *
 * @param changeType STANDARD, NORMAL, EMERGENCY or RETROSPECTIVE
 * @param serviceImpacted whether a service is impacted
 * @param highRiskTarget whether a target is reserved for the central configuration authority
 * @param conflict whether another change has the same item in an overlapping window, or an item is
 *     worked on outside of its maintenance windows
 * @param freeze whether the window runs into a freeze
 * @param leadTimeShort whether the window comes sooner than the risk's lead time
 * @param riskLowered whether a person lowered the risk
 * @param redeployment whether an existing item is redeployed instead
 * @param itemOwner the group that owns the item to be redeployed; null where nothing is redeployed
 *     or nobody owns it
 */
public record GateQuestion(
    String changeType,
    Risk risk,
    boolean serviceImpacted,
    boolean highRiskTarget,
    boolean conflict,
    boolean freeze,
    boolean leadTimeShort,
    boolean riskLowered,
    boolean redeployment,
    @Nullable String itemOwner) {

  /** A change that redeploys nothing and runs into no freeze. */
  public GateQuestion(
      String changeType,
      Risk risk,
      boolean serviceImpacted,
      boolean highRiskTarget,
      boolean conflict,
      boolean leadTimeShort,
      boolean riskLowered) {
    this(
        changeType,
        risk,
        serviceImpacted,
        highRiskTarget,
        conflict,
        false,
        leadTimeShort,
        riskLowered,
        false,
        null);
  }
}
