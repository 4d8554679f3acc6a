package org.changecontrol.policy;

import java.util.List;
import java.util.Map;

/**
 * How the risk was rated, and why.
 *
 * @param impact 1 to 4
 * @param likelihood 1 to 4
 * @param inputs what went into the tables, by name
 * @param rules what matched, in order of evaluation
 * @param policyVersion which version of the tables
 */
public record RiskRating(
    int impact,
    int likelihood,
    Risk risk,
    Map<String, Object> inputs,
    List<MatchedRule> rules,
    String policyVersion) {}
