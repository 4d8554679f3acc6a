package org.changecontrol.policy;

/**
 * What the approval policy is asked.
 *
 * @param changeType STANDARD, NORMAL, EMERGENCY or RETROSPECTIVE
 * @param serviceImpacted whether a service is impacted
 * @param highRiskTarget whether a target is reserved for the central configuration authority
 * @param conflict whether another change has the same item in an overlapping window
 * @param leadTimeShort whether the window comes sooner than the risk's lead time
 * @param riskLowered whether a person lowered the risk
 * @param redeployment whether an existing item is redeployed instead
 */
public record GateQuestion(
    String changeType,
    Risk risk,
    boolean serviceImpacted,
    boolean highRiskTarget,
    boolean conflict,
    boolean leadTimeShort,
    boolean riskLowered,
    boolean redeployment) {}
