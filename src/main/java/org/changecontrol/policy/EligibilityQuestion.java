package org.changecontrol.policy;

/**
 * What is known of a standard change when it is decided whether its model has authorised it.
 *
 * @param modelState PUBLISHED, SUSPENDED or RETIRED
 * @param conflict whether another change or a field that has moved stands in the way
 */
public record EligibilityQuestion(
    String modelState,
    boolean typesCovered,
    boolean environmentsCovered,
    boolean ownersCovered,
    boolean operationsCovered,
    boolean attributesCovered,
    boolean highRiskTarget,
    boolean conflict) {}
