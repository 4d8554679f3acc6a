package org.changecontrol.policy.dmn;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.changecontrol.engine.ModelCheck;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks through all that the tables of a policy can be asked, before they are in force: what no
 * rule answers, what two rules answer where only one may, what cannot be asked at all.
 */
@Component
class PolicyGuard implements ModelCheck {

  private final FeelEngine feel = feel();

  private static FeelEngine feel() {
    DefaultDmnEngineConfiguration configuration = new DefaultDmnEngineConfiguration();
    configuration.buildEngine();
    return configuration.getFeelEngine();
  }

  @Override
  public List<String> problems(SortedMap<String, byte[]> files) {
    List<String> problems = new ArrayList<>();
    Map<String, Set<String>> decisions = new HashMap<>();
    files.forEach(
        (name, content) -> {
          if (name.endsWith(".dmn")) {
            PolicyFile file =
                new PolicyFile(Dmn.readModelFromStream(new ByteArrayInputStream(content)));
            decisions
                .computeIfAbsent(file.policy(), key -> new HashSet<>())
                .addAll(file.decisions());
            file.tables()
                .forEach(
                    (decision, table) ->
                        problems(file, decision, table)
                            .forEach(
                                problem ->
                                    problems.add(name + ": " + decision.getId() + ": " + problem)));
          }
        });
    KnownInputs.asked()
        .forEach(
            (policy, asked) ->
                asked.stream()
                    .filter(
                        decision -> !decisions.getOrDefault(policy, Set.of()).contains(decision))
                    .forEach(
                        decision ->
                            problems.add(
                                "bpmn/: the decision "
                                    + decision
                                    + " of "
                                    + policy
                                    + ", which the platform asks, is missing")));
    return problems;
  }

  private List<String> problems(PolicyFile file, Decision decision, DecisionTable table) {
    List<String> problems = new ArrayList<>();
    try {
      if (table.getOutputs().stream().anyMatch(it -> it.getDefaultOutputEntry() != null)) {
        problems.add("has a default output, which is not applied; add a last rule instead");
      }
      Map<String, Domain> inputs = file.inputs(decision, table);
      List<Column> columns = PolicyFile.columns(table, inputs, problems);
      if (problems.isEmpty()) {
        List<Axis> axes =
            independent(columns).stream()
                .map(group -> Axis.of(group, inputs, this::compute))
                .toList();
        check(decision.getId(), table, new InputSpace(axes, table.getRules().size()), problems);
      }
    } catch (RuntimeException e) {
      // what cannot be looked through is refused like what is found; the last good set stays
      problems.add("cannot be checked: " + e.getMessage());
    }
    return problems;
  }

  private static void check(
      String decision, DecisionTable table, InputSpace space, List<String> problems) {
    HitPolicy policy = table.getHitPolicy();
    if (policy == HitPolicy.UNIQUE || policy == HitPolicy.ANY) {
      space
          .overlaps()
          .forEach(
              (pair, example) -> {
                if (policy == HitPolicy.UNIQUE || !concludeTheSame(table, pair)) {
                  problems.add(
                      "rules "
                          + (pair.one() + 1)
                          + " and "
                          + (pair.other() + 1)
                          + (policy == HitPolicy.UNIQUE
                              ? " both match "
                              : " conclude differently for ")
                          + example);
                }
              });
    }
    space.idle().stream()
        .forEach(rule -> problems.add("rule " + (rule + 1) + " matches nothing that can be asked"));
    String gap = KnownInputs.hasFallback(decision) ? null : space.gap();
    if (gap != null) {
      problems.add("no rule matches " + gap);
    }
  }

  private static boolean concludeTheSame(DecisionTable table, InputSpace.Pair pair) {
    List<Rule> rules = List.copyOf(table.getRules());
    return outputs(rules.get(pair.one())).equals(outputs(rules.get(pair.other())));
  }

  private static List<String> outputs(Rule rule) {
    return rule.getOutputEntries().stream().map(it -> it.getTextContent().strip()).toList();
  }

  /** Columns that look at the same inputs stay together. */
  private static List<List<Column>> independent(List<Column> columns) {
    List<List<Column>> groups = new ArrayList<>();
    for (Column column : columns) {
      List<Column> group = new ArrayList<>();
      groups.removeIf(
          other -> {
            boolean shared =
                other.stream()
                    .anyMatch(it -> it.inputs().stream().anyMatch(column.inputs()::contains));
            if (shared) {
              group.addAll(other);
            }
            return shared;
          });
      group.add(column);
      groups.add(group);
    }
    return groups;
  }

  private @Nullable Object compute(String expression, Map<String, Object> inputs) {
    Object value =
        feel.evaluateSimpleExpression(expression, Variables.fromMap(inputs).asVariableContext());
    return value instanceof Number number ? new BigDecimal(number.toString()) : value;
  }
}
