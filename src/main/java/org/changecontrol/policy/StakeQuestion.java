package org.changecontrol.policy;

/**
 * What the consultation policy is asked.
 *
 * @param changeType STANDARD, NORMAL, EMERGENCY, RETROSPECTIVE or MODEL
 */
public record StakeQuestion(String changeType, Risk risk, Stake stake) {}
