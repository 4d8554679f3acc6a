package org.changecontrol.policy.dmn;

import java.util.LinkedHashMap;
import java.util.Map;
import org.changecontrol.policy.MatchedRule;
import org.changecontrol.policy.PolicySet;
import org.changecontrol.policy.PolicySilent;
import org.changecontrol.policy.Risk;
import org.changecontrol.policy.RiskPolicy;
import org.changecontrol.policy.RiskQuestion;
import org.changecontrol.policy.RiskRating;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Rates risk by {@code change-risk.dmn}. */
@Component
class DmnRiskPolicy implements RiskPolicy {

  static final String POLICY = "change-risk";

  private final PolicyTables tables;
  private final PolicySet set;

  @Autowired
  DmnRiskPolicy(PolicyTables tables) {
    this(tables, PolicySet.IN_FORCE);
  }

  private DmnRiskPolicy(PolicyTables tables, PolicySet set) {
    this.tables = tables;
    this.set = set;
  }

  @Override
  public RiskPolicy of(PolicySet other) {
    return new DmnRiskPolicy(tables, other);
  }

  @Override
  public RiskRating rate(RiskQuestion question) {
    var inputs = inputs(question);
    var table = tables.of(set, POLICY);
    var verdict = table.ask("risk", inputs);
    var impact = concluded(verdict, "impact", inputs);
    var likelihood = concluded(verdict, "likelihood", inputs);
    var risk = concluded(verdict, "risk", inputs);
    inputs.values().removeIf(java.util.Objects::isNull);
    return new RiskRating(
        number(impact),
        number(likelihood),
        Risk.valueOf((String) risk),
        inputs,
        verdict.rules(),
        table.version());
  }

  private static Object concluded(Verdict verdict, String decision, Map<String, Object> inputs) {
    return verdict.rules().stream()
        .filter(rule -> rule.decision().equals(decision))
        .map(MatchedRule::outputs)
        .map(outputs -> outputs.get(decision))
        .findFirst()
        .orElseThrow(() -> new PolicySilent(decision, inputs));
  }

  private static int number(Object value) {
    return ((Number) value).intValue();
  }

  @SuppressWarnings("NullAway") // an unanswered question goes into the table as null
  private static Map<String, Object> inputs(RiskQuestion question) {
    var answers = question.questionnaire();
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("criticality", question.criticality());
    inputs.put("outageExpected", question.outageExpected());
    inputs.put("doneBefore", answers.doneBefore());
    inputs.put("tested", answers.tested());
    inputs.put("backoutTested", answers.backoutTested());
    inputs.put("teamsInvolved", answers.teamsInvolved());
    inputs.put("reversible", answers.reversible());
    inputs.put("recentChanges", question.recentChanges());
    inputs.put("recentFailures", question.recentFailures());
    inputs.put("itemFailures", question.itemFailures());
    inputs.put("impactIncomplete", question.impactIncomplete());
    return inputs;
  }
}
