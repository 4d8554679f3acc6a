package org.changecontrol.policy.dmn;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.changecontrol.policy.MatchedRule;

/**
 * One version of a policy's file, ready to be asked. Immutable, and may be asked by many at once.
 */
final class PolicyTable {

  private static final ThreadLocal<List<DmnDecisionTableEvaluationEvent>> EVALUATED =
      ThreadLocal.withInitial(ArrayList::new);

  private static final DmnEngine ENGINE =
      DmnEngineConfiguration.createDefaultDmnEngineConfiguration()
          .customPostDecisionTableEvaluationListeners(List.of(event -> EVALUATED.get().add(event)))
          .buildEngine();

  private final String version;
  private final Map<String, DmnDecision> decisions = new LinkedHashMap<>();
  private final Map<String, NumberedRule> rules = new LinkedHashMap<>();

  /** A rule's place in its table and its annotation. */
  private record NumberedRule(int number, String clause) {}

  /**
   * @param version what the platform puts on record, for example {@code approval-policy:3}
   */
  PolicyTable(String version, InputStream file) {
    this.version = version;
    DmnModelInstance model = Dmn.readModelFromStream(file);
    for (DmnDecision decision : ENGINE.parseDecisions(model)) {
      decisions.put(decision.getKey(), decision);
    }
    for (var table :
        model.getModelElementsByType(org.camunda.bpm.model.dmn.instance.DecisionTable.class)) {
      int number = 0;
      for (Rule rule : table.getRules()) {
        number++;
        var clause = rule.getDescription();
        rules.put(
            rule.getId(), new NumberedRule(number, clause == null ? "" : clause.getTextContent()));
      }
    }
  }

  String version() {
    return version;
  }

  /** Asks one decision and those it requires. */
  Verdict ask(String decision, Map<String, Object> inputs) {
    var asked = decisions.get(decision);
    if (asked == null) {
      throw new IllegalStateException(version + " has no decision \"" + decision + "\"");
    }
    List<DmnDecisionTableEvaluationEvent> evaluated = EVALUATED.get();
    evaluated.clear();
    try {
      var results =
          ENGINE.evaluateDecision(asked, inputs).stream()
              .map(DmnDecisionResultEntries::getEntryMap)
              .toList();
      return new Verdict(results, matched(evaluated));
    } finally {
      evaluated.clear();
    }
  }

  private List<MatchedRule> matched(List<DmnDecisionTableEvaluationEvent> evaluated) {
    List<MatchedRule> matched = new ArrayList<>();
    for (var event : evaluated) {
      for (var rule : event.getMatchingRules()) {
        var numbered = rules.getOrDefault(rule.getId(), new NumberedRule(0, ""));
        matched.add(
            new MatchedRule(
                event.getDecisionTable().getKey(),
                numbered.number(),
                numbered.clause(),
                outputs(rule)));
      }
    }
    return List.copyOf(matched);
  }

  private static Map<String, Object> outputs(DmnEvaluatedDecisionRule rule) {
    Map<String, Object> outputs = new LinkedHashMap<>();
    rule.getOutputEntries()
        .forEach(
            (name, output) -> {
              var value = output.getValue().getValue();
              if (value != null) {
                outputs.put(name, value);
              }
            });
    return outputs;
  }
}
