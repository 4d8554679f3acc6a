package org.changecontrol.policy;

/**
 * What is known of a standard change when it is decided whether its model has authorised it.
 *
 * @param modelState PUBLISHED, SUSPENDED or RETIRED
 * @param conflict whether another change, a maintenance window that is missed or a field that has
 *     moved stands in the way
 * @param freeze whether the window runs into a freeze
 */
public record EligibilityQuestion(
    String modelState,
    boolean typesCovered,
    boolean environmentsCovered,
    boolean ownersCovered,
    boolean operationsCovered,
    boolean attributesCovered,
    boolean highRiskTarget,
    boolean conflict,
    boolean freeze) {}
