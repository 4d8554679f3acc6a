package org.changecontrol.policy;

import java.util.Map;

/**
 * A rule of a decision table that matched.
 *
 * @param decision the table's id, for example {@code likelihood}
 * @param rule the rule's number in its table, from 1
 * @param clause the rule's annotation: the policy clause it stands for
 * @param outputs what it concluded
 */
public record MatchedRule(String decision, int rule, String clause, Map<String, Object> outputs) {}
