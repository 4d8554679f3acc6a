package org.changecontrol.policy.dmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.changecontrol.policy.MatchedRule;
import org.changecontrol.policy.PolicySilent;
import org.changecontrol.policy.Questionnaire;
import org.changecontrol.policy.Risk;
import org.changecontrol.policy.RiskPolicy;
import org.changecontrol.policy.RiskQuestion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeRiskDecisionTest {

  private static final Questionnaire WELL_PREPARED = new Questionnaire(true, true, true, 1, true);

  private final PolicyTable table = PoliciesFromFiles.table("change-risk");
  private final RiskPolicy policy = PoliciesFromFiles.risk();

  @ParameterizedTest(name = "rule {0}: criticality {1}, outage {2} -> impact {3}")
  @CsvSource({
    "1, 1, false, 1",
    "1, 1, true, 1",
    "2, 2, false, 2",
    "2, 2, true, 2",
    "3, 3, false, 3",
    "4, 3, true, 4",
    "5, 4, false, 4",
    "5, 4, true, 4"
  })
  void impactIsTheHighestCriticalityRaisedByAnOutage(
      int rule, int criticality, boolean outage, int impact) {
    var verdict = table.ask("impact", Map.of("criticality", criticality, "outageExpected", outage));
    assertThat(verdict.rules()).extracting(MatchedRule::rule).containsExactly(rule);
    assertThat(verdict.results()).containsExactly(Map.of("impact", impact));
  }

  @ParameterizedTest(name = "rules {6}: {0} {1} {2} {3} {4} -> band {5}")
  @CsvSource(
      nullValues = "-",
      value = {
        "true,  true,  true,  1, true,  1, 1",
        "true,  true,  true,  2, true,  1, 1",
        "false, true,  true,  1, true,  2, 1 2",
        "true,  false, true,  1, true,  2, 1 3",
        "true,  true,  false, 1, true,  2, 1 4",
        "true,  true,  true,  3, true,  2, 1 5",
        "true,  true,  true,  5, true,  2, 1 5",
        "true,  true,  true,  1, false, 3, 1 6",
        "true,  true,  true,  6, true,  3, 1 7",
        "false, false, true,  1, true,  3, 1 2 3 8",
        "true,  false, false, 1, true,  3, 1 3 4 9",
        "true,  false, true,  1, false, 4, 1 3 6 10",
        "false, true,  false, 1, false, 4, 1 2 4 6 11",
        "-,     true,  true,  1, true,  2, 1 2",
        "true,  -,     true,  1, true,  2, 1 3",
        "true,  true,  -,     1, true,  2, 1 4",
        "true,  true,  true,  -, true,  3, 1 7",
        "true,  true,  true,  1, -,     3, 1 6",
        "-,     -,     -,     -, -,     4, 1 2 3 4 6 7 8 9 10 11",
      })
  void theQuestionnaireCountsItsWorstAnswerAndAnUnansweredQuestionAsTheWorse(
      Boolean doneBefore,
      Boolean tested,
      Boolean backoutTested,
      Integer teamsInvolved,
      Boolean reversible,
      int band,
      String rules) {
    var verdict =
        table.ask(
            "questionnaire-band",
            answers(doneBefore, tested, backoutTested, teamsInvolved, reversible));
    assertThat(verdict.results()).containsExactly(Map.of("questionnaireBand", band));
    assertThat(verdict.rules())
        .extracting(MatchedRule::rule)
        .containsExactlyElementsOf(numbers(rules));
  }

  @ParameterizedTest(name = "rule {0}: {2} of {1} failed -> band {3}")
  @CsvSource({
    "1, 0, 0, 1",
    "1, 50, 0, 1",
    "2, 1, 1, 2",
    "2, 50, 1, 2",
    "3, 21, 2, 2",
    "4, 20, 2, 3",
    "4, 9, 2, 3",
    "5, 8, 2, 4",
    "5, 2, 2, 4"
  })
  void theHistoryOfThisKindOfChangeCountsItsFailureRate(
      int rule, int changes, int failures, int band) {
    var verdict =
        table.ask(
            "change-history-band", Map.of("recentChanges", changes, "recentFailures", failures));
    assertThat(verdict.rules()).extracting(MatchedRule::rule).containsExactly(rule);
    assertThat(verdict.results()).containsExactly(Map.of("changeHistoryBand", band));
  }

  @ParameterizedTest(name = "rule {0}: {1} failures -> band {2}")
  @CsvSource({"1, 0, 1", "2, 1, 2", "3, 2, 3", "3, 3, 3", "4, 4, 4", "4, 40, 4"})
  void theFailureHistoryOfTheItemsCounts(int rule, int failures, int band) {
    var verdict = table.ask("item-history-band", Map.of("itemFailures", failures));
    assertThat(verdict.rules()).extracting(MatchedRule::rule).containsExactly(rule);
    assertThat(verdict.results()).containsExactly(Map.of("itemHistoryBand", band));
  }

  @ParameterizedTest(name = "rule {0}: bands {1} {2} {3}, incomplete {4} -> likelihood {5}")
  @CsvSource({
    "1, 1, 1, 1, false, 1",
    "2, 2, 1, 1, false, 2",
    "2, 1, 2, 1, false, 2",
    "2, 1, 1, 2, false, 2",
    "3, 1, 3, 2, false, 3",
    "4, 1, 1, 1, true, 2",
    "5, 1, 2, 1, true, 3",
    "6, 3, 1, 2, true, 4",
    "7, 1, 1, 4, false, 4",
    "7, 4, 1, 1, true, 4"
  })
  void likelihoodIsTheHighestBandRaisedByIncompleteImpactData(
      int rule, int questionnaire, int history, int items, boolean incomplete, int likelihood) {
    var verdict = table.ask("likelihood", bands(questionnaire, history, items, incomplete));
    assertThat(verdict.results()).containsExactly(Map.of("likelihood", likelihood));
    assertThat(rulesOf("likelihood", verdict)).containsExactly(rule);
  }

  @ParameterizedTest(name = "rule {0}: impact {1}, likelihood {2} -> {3}")
  @CsvSource({
    "1, 1, 1, LOW", "1, 1, 2, LOW", "1, 1, 3, LOW", "2, 1, 4, MEDIUM",
    "3, 2, 1, LOW", "3, 2, 2, LOW", "4, 2, 3, MEDIUM", "5, 2, 4, HIGH",
    "6, 3, 1, LOW", "7, 3, 2, MEDIUM", "8, 3, 3, HIGH", "8, 3, 4, HIGH",
    "9, 4, 1, MEDIUM", "10, 4, 2, HIGH", "10, 4, 3, HIGH", "11, 4, 4, CRITICAL"
  })
  void riskIsWhereImpactAndLikelihoodMeet(int rule, int impact, int likelihood, Risk risk) {
    var inputs = bands(1, 1, likelihood, false);
    inputs.put("criticality", impact);
    inputs.put("outageExpected", false);
    var verdict = table.ask("risk", inputs);
    assertThat(verdict.results()).containsExactly(Map.of("risk", risk.name()));
    assertThat(rulesOf("risk", verdict)).containsExactly(rule);
  }

  @Test
  void everyRuleCitesItsClause() {
    var verdict = table.ask("risk", with(bands(4, 4, 4, true), 4, true));
    assertThat(verdict.rules())
        .hasSizeGreaterThan(6)
        .allSatisfy(rule -> assertThat(rule.clause()).startsWith("Change policy, 4: "));
  }

  @Test
  void theTablesAreCompleteAndSayOneThingOverTheWholeInputSpace() {
    for (Map<String, Object> answers : allAnswers()) {
      assertThat(table.ask("questionnaire-band", answers).results()).as("%s", answers).hasSize(1);
    }
    for (int changes = 0; changes <= 40; changes++) {
      for (int failures = 0; failures <= changes; failures++) {
        Map<String, Object> history = Map.of("recentChanges", changes, "recentFailures", failures);
        assertThat(table.ask("change-history-band", history).results())
            .as("%s", history)
            .hasSize(1);
      }
    }
    for (int failures = 0; failures <= 40; failures++) {
      assertThat(table.ask("item-history-band", Map.of("itemFailures", failures)).results())
          .hasSize(1);
    }
    Set<String> seen = new LinkedHashSet<>();
    for (int questionnaire = 1; questionnaire <= 4; questionnaire++) {
      for (int history : new int[] {1, 2, 3, 4}) {
        for (int items = 1; items <= 4; items++) {
          for (boolean incomplete : new boolean[] {false, true}) {
            for (int criticality = 1; criticality <= 4; criticality++) {
              for (boolean outage : new boolean[] {false, true}) {
                var inputs =
                    with(bands(questionnaire, history, items, incomplete), criticality, outage);
                var verdict = table.ask("risk", inputs);
                int impact = Math.min(4, criticality + (outage && criticality >= 3 ? 1 : 0));
                int highest = Math.max(questionnaire, Math.max(history, items));
                int likelihood = Math.min(4, highest + (incomplete ? 1 : 0));
                assertThat(verdict.results())
                    .as("%s", inputs)
                    .containsExactly(Map.of("risk", MATRIX[impact - 1][likelihood - 1]));
                verdict.rules().forEach(rule -> seen.add(rule.decision() + " " + rule.rule()));
              }
            }
          }
        }
      }
    }
    assertThat(seen).filteredOn(rule -> rule.startsWith("risk ")).hasSize(11);
    assertThat(seen).filteredOn(rule -> rule.startsWith("likelihood ")).hasSize(7);
    assertThat(seen).filteredOn(rule -> rule.startsWith("impact ")).hasSize(5);
  }

  private static final String[][] MATRIX = {
    {"LOW", "LOW", "LOW", "MEDIUM"},
    {"LOW", "LOW", "MEDIUM", "HIGH"},
    {"LOW", "MEDIUM", "HIGH", "HIGH"},
    {"MEDIUM", "HIGH", "HIGH", "CRITICAL"},
  };

  @Test
  void aRatingTellsWhatWentInWhatMatchedAndWhichVersionOfTheTables() {
    var rating = policy.rate(new RiskQuestion(3, false, WELL_PREPARED, 10, 0, 1, false));
    assertThat(rating.impact()).isEqualTo(3);
    assertThat(rating.likelihood()).isEqualTo(2);
    assertThat(rating.risk()).isEqualTo(Risk.MEDIUM);
    assertThat(rating.inputs()).containsEntry("criticality", 3).containsEntry("itemFailures", 1);
    assertThat(rating.policyVersion()).isEqualTo("change-risk:0");
    assertThat(rating.rules())
        .extracting(MatchedRule::decision)
        .containsExactlyInAnyOrder(
            "impact",
            "questionnaire-band",
            "change-history-band",
            "item-history-band",
            "likelihood",
            "risk");
  }

  @Test
  void aRatingKeepsAnUnansweredQuestionOutOfItsInputs() {
    var rating = policy.rate(new RiskQuestion(1, false, Questionnaire.UNANSWERED, 0, 0, 0, false));
    assertThat(rating.likelihood()).isEqualTo(4);
    assertThat(rating.risk()).isEqualTo(Risk.MEDIUM);
    assertThat(rating.inputs()).doesNotContainKey("tested");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "5, 0", "1, -1"})
  void thePolicyIsSilentOutsideItsTables(int criticality, int itemFailures) {
    var question = new RiskQuestion(criticality, false, WELL_PREPARED, 0, 0, itemFailures, false);
    assertThatThrownBy(() -> policy.rate(question)).isInstanceOf(PolicySilent.class);
  }

  private static List<Integer> numbers(String text) {
    return Arrays.stream(text.split(" ")).map(Integer::valueOf).toList();
  }

  private static List<Integer> rulesOf(String decision, Verdict verdict) {
    return verdict.rules().stream()
        .filter(rule -> rule.decision().equals(decision))
        .map(MatchedRule::rule)
        .toList();
  }

  private static Map<String, Object> answers(
      Boolean doneBefore, Boolean tested, Boolean backout, Integer teams, Boolean reversible) {
    Map<String, Object> answers = new HashMap<>();
    answers.put("doneBefore", doneBefore);
    answers.put("tested", tested);
    answers.put("backoutTested", backout);
    answers.put("teamsInvolved", teams);
    answers.put("reversible", reversible);
    return answers;
  }

  private static List<Map<String, Object>> allAnswers() {
    List<Map<String, Object>> all = new java.util.ArrayList<>();
    Boolean[] said = {true, false, null};
    for (Boolean a : said) {
      for (Boolean b : said) {
        for (Boolean c : said) {
          for (Boolean d : said) {
            for (Integer teams : new Integer[] {null, 1, 2, 3, 5, 6, 99}) {
              all.add(answers(a, b, c, teams, d));
            }
          }
        }
      }
    }
    return all;
  }

  /** Inputs that lead to these bands. */
  private static Map<String, Object> bands(
      int questionnaire, int history, int items, boolean incomplete) {
    Map<String, Object> inputs =
        switch (questionnaire) {
          case 1 -> answers(true, true, true, 1, true);
          case 2 -> answers(false, true, true, 1, true);
          case 3 -> answers(true, true, true, 1, false);
          default -> answers(false, false, false, 9, false);
        };
    inputs.put("recentChanges", 10);
    inputs.put("recentFailures", history == 4 ? 3 : history - 1);
    inputs.put("itemFailures", items - 1 + (items == 4 ? 1 : 0));
    inputs.put("impactIncomplete", incomplete);
    return inputs;
  }

  private static Map<String, Object> with(
      Map<String, Object> inputs, int criticality, boolean outage) {
    inputs.put("criticality", criticality);
    inputs.put("outageExpected", outage);
    return inputs;
  }
}
