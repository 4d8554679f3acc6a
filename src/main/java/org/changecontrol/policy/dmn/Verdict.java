package org.changecontrol.policy.dmn;

import java.util.List;
import java.util.Map;
import org.changecontrol.policy.MatchedRule;

/**
 * What a table said.
 *
 * @param results what each matching rule concluded, in the order of the table; one where the table
 *     takes the highest
 * @param rules all rules that matched, those of the required tables first
 */
record Verdict(List<Map<String, Object>> results, List<MatchedRule> rules) {

  boolean silent() {
    return results.isEmpty();
  }
}
