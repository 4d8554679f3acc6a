package org.changecontrol.policy;

/**
 * What the risk policy is asked.
 *
 * @param criticality highest criticality among impacted services, or among the targets where no
 *     service is impacted, 1 to 4
 * @param outageExpected whether the service is expected to be interrupted
 * @param questionnaire the requester's answers
 * @param recentChanges how many changes of this category were closed lately
 * @param recentFailures how many of those failed or were backed out
 * @param itemFailures how many failed or backed-out changes the targets themselves have seen lately
 * @param impactIncomplete whether the impact rests on incomplete data
 */
public record RiskQuestion(
    int criticality,
    boolean outageExpected,
    Questionnaire questionnaire,
    int recentChanges,
    int recentFailures,
    int itemFailures,
    boolean impactIncomplete) {}
