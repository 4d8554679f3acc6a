package org.changecontrol.policy.dmn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.changecontrol.policy.Eligibility;
import org.changecontrol.policy.EligibilityPolicy;
import org.changecontrol.policy.EligibilityQuestion;
import org.changecontrol.policy.MatchedRule;
import org.changecontrol.policy.PolicySet;
import org.changecontrol.policy.PolicySilent;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Judges standard changes by {@code standard-change-eligibility.dmn}. */
@Component
class DmnEligibilityPolicy implements EligibilityPolicy {

  static final String POLICY = "standard-change-eligibility";

  private final PolicyTables tables;
  private final PolicySet set;

  @Autowired
  DmnEligibilityPolicy(PolicyTables tables) {
    this(tables, PolicySet.IN_FORCE);
  }

  private DmnEligibilityPolicy(PolicyTables tables, PolicySet set) {
    this.tables = tables;
    this.set = set;
  }

  @Override
  public EligibilityPolicy of(PolicySet other) {
    return new DmnEligibilityPolicy(tables, other);
  }

  @Override
  public Eligibility judge(EligibilityQuestion question) {
    var table = tables.of(set, POLICY);
    var inputs = inputs(question);
    var verdict = table.ask("eligibility", inputs);
    var obstacles =
        verdict.rules().stream()
            .filter(rule -> !Boolean.TRUE.equals(rule.outputs().get("eligible")))
            .map(DmnEligibilityPolicy::obstacle)
            .toList();
    if (verdict.silent()) {
      obstacles =
          List.of(new Eligibility.Obstacle("POLICY", "No rule of " + table.version() + " matches"));
    }
    return new Eligibility(
        obstacles.isEmpty(), obstacles, inputs, verdict.rules(), table.version());
  }

  private static Eligibility.Obstacle obstacle(MatchedRule rule) {
    return new Eligibility.Obstacle(
        String.valueOf(rule.outputs().getOrDefault("respect", "POLICY")), rule.clause());
  }

  @Override
  public Standing standing(int runs, int failures) {
    Map<String, Object> inputs = Map.of("runs", runs, "failures", failures);
    var table = tables.of(set, POLICY);
    var verdict = table.ask("model-standing", inputs);
    if (verdict.silent()) {
      throw new PolicySilent("model-standing", inputs);
    }
    return new Standing(
        Boolean.TRUE.equals(verdict.results().get(0).get("suspended")),
        verdict.rules().get(0).clause(),
        table.version());
  }

  @Override
  public boolean isSampled(String modelState, int run) {
    Map<String, Object> inputs = Map.of("modelState", modelState);
    var verdict = tables.of(set, POLICY).ask("review-sample", inputs);
    if (verdict.silent()) {
      throw new PolicySilent("review-sample", inputs);
    }
    return verdict.results().get(0).get("everyNth") instanceof Number everyNth
        && everyNth.intValue() > 0
        && run % everyNth.intValue() == 0;
  }

  private static Map<String, Object> inputs(EligibilityQuestion question) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("modelState", question.modelState());
    inputs.put("typesCovered", question.typesCovered());
    inputs.put("environmentsCovered", question.environmentsCovered());
    inputs.put("ownersCovered", question.ownersCovered());
    inputs.put("operationsCovered", question.operationsCovered());
    inputs.put("attributesCovered", question.attributesCovered());
    inputs.put("highRiskTarget", question.highRiskTarget());
    inputs.put("conflict", question.conflict());
    inputs.put("freeze", question.freeze());
    return inputs;
  }
}
