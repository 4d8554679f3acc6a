package org.changecontrol.policy.dmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What an adopter may break in a table, each refused with table, rules and an example. */
class PolicyGuardTest {

  private static final String RISK = "change-risk";
  private static final String APPROVAL = "approval-policy";

  private final PolicyGuard guard = new PolicyGuard();

  @Test
  void theShippedTablesPass() {
    assertThat(guard.problems(new Tables().files)).isEmpty();
  }

  @Nested
  class Gaps {

    @Test
    void aRuleIsMissing() {
      assertThat(problems(new Tables().remove(RISK, "Rule_Impact_4")))
          .containsExactly(
              "bpmn/change-risk.dmn: impact: no rule matches criticality = 3,"
                  + " outageExpected = true");
    }

    @Test
    void aValueOfAnEnumerationIsForgotten() {
      assertThat(problems(new Tables().cell(APPROVAL, "Rule_LeadTime_2_In_1", "\"LOWER\"")))
          .contains(
              "bpmn/approval-policy.dmn: lead-time: no rule matches risk = \"MEDIUM\"",
              "bpmn/approval-policy.dmn: lead-time: rule 2 matches nothing that can be asked");
    }

    @Test
    void aNumberIsForgotten() {
      assertThat(problems(new Tables().cell(RISK, "Rule_ItemHistoryBand_4_In_1", "> 4")))
          .containsExactly(
              "bpmn/change-risk.dmn: item-history-band: no rule matches itemFailures = 4");
    }

    @Test
    void aNarrowGapInWhatIsComputed() {
      assertThat(problems(new Tables().cell(RISK, "Rule_ChangeHistoryBand_4_In_2", "[10..24.9)")))
          .singleElement()
          .asString()
          .startsWith("bpmn/change-risk.dmn: change-history-band: no rule matches Failures = ")
          .contains("Failure rate in per cent = 24.9");
    }

    @Test
    void whatADecisionConcludesIsNotAnsweredByTheOneThatAsksIt() {
      assertThat(problems(new Tables().cell(RISK, "Rule_ItemHistoryBand_4_Out_1", "5")))
          .containsExactly(
              "bpmn/change-risk.dmn: likelihood: no rule matches changeHistoryBand = 1,"
                  + " itemHistoryBand = 5, questionnaireBand = 1, impactIncomplete = true");
    }

    @Test
    void aFirstTableHasNoLastRule() {
      assertThat(
              problems(
                  new Tables()
                      .replace(
                          APPROVAL,
                          "<decisionTable id=\"Table_LeadTime\">",
                          "<decisionTable id=\"Table_LeadTime\" hitPolicy=\"FIRST\">")
                      .remove(APPROVAL, "Rule_LeadTime_4")))
          .containsExactly(
              "bpmn/approval-policy.dmn: lead-time: no rule matches risk = \"CRITICAL\"");
    }

    @Test
    void aCollectTableWithoutAFallbackAnswersNothing() {
      assertThat(problems(new Tables().remove(RISK, "Rule_QuestionnaireBand_1")))
          .contains(
              "bpmn/change-risk.dmn: questionnaire-band: no rule matches doneBefore = true, tested ="
                  + " true, backoutTested = true, teamsInvolved = 1, reversible = true");
    }

    @Test
    void whereTheCodeHasAFallbackACollectTableMayBeSilent() {
      assertThat(problems(new Tables().remove(APPROVAL, "Rule_RequiredGates_1"))).isEmpty();
    }

    @Test
    void anUnansweredQuestionIsForgotten() {
      assertThat(
              problems(
                  new Tables()
                      .replace(RISK, "<text>reversible = true</text>", "<text>reversible</text>")
                      .cell(RISK, "Rule_QuestionnaireBand_1_In_5", "true")))
          .singleElement()
          .asString()
          .startsWith("bpmn/change-risk.dmn: questionnaire-band: no rule matches")
          .contains("reversible = null");
    }
  }

  @Nested
  class Overlaps {

    @Test
    void twoRulesAnswerTheSame() {
      assertThat(
              problems(new Tables().cell(APPROVAL, "Rule_LeadTime_3_In_1", "\"MEDIUM\", \"HIGH\"")))
          .containsExactly(
              "bpmn/approval-policy.dmn: lead-time: rules 2 and 3 both match risk = \"MEDIUM\"");
    }

    @Test
    void anIntervalReachesIntoTheNext() {
      assertThat(problems(new Tables().cell(RISK, "Rule_Risk_1_In_2", "[1..4]")))
          .containsExactly(
              "bpmn/change-risk.dmn: risk: rules 1 and 2 both match impact = 1, likelihood = 4");
    }

    @Test
    void twoBoundsMeetInWhatIsComputed() {
      assertThat(problems(new Tables().cell(RISK, "Rule_ChangeHistoryBand_3_In_2", "<= 10")))
          .singleElement()
          .asString()
          .startsWith(
              "bpmn/change-risk.dmn: change-history-band: rules 3 and 4 both match recentChanges =");
    }

    @Test
    void rulesThatAgreeMayOverlapWhereTheTableSaysSo() {
      var any =
          new Tables()
              .replace(
                  APPROVAL,
                  "<decisionTable id=\"Table_LeadTime\">",
                  "<decisionTable id=\"Table_LeadTime\" hitPolicy=\"ANY\">")
              .cell(APPROVAL, "Rule_LeadTime_3_In_1", "\"MEDIUM\", \"HIGH\"");
      assertThat(problems(any))
          .containsExactly(
              "bpmn/approval-policy.dmn: lead-time: rules 2 and 3 conclude differently for"
                  + " risk = \"MEDIUM\"");
      assertThat(problems(any.cell(APPROVAL, "Rule_LeadTime_3_Out_1", "\"P1D\""))).isEmpty();
    }
  }

  @Nested
  class Unreadable {

    @Test
    void aCellThatCallsSomething() {
      assertThat(
              problems(
                  new Tables().cell(APPROVAL, "Rule_RequiredGates_4_In_2", "contains(?, \"H\")")))
          .containsExactly(
              "bpmn/approval-policy.dmn: required-gates: rule 4, column \"Risk\": the cell"
                  + " contains(?, \"H\") cannot be read; use values, bounds, intervals, lists of"
                  + " them and not()");
    }

    @Test
    void aCellOfAnotherKind() {
      assertThat(problems(new Tables().cell(RISK, "Rule_Impact_1_In_1", "\"one\"")))
          .containsExactly(
              "bpmn/change-risk.dmn: impact: rule 1, column \"Criticality\": the cell \"one\" is"
                  + " never a integer");
    }

    @Test
    void aColumnThatLooksAtNothing() {
      assertThat(
              problems(
                  new Tables()
                      .replace(RISK, "<text>criticality</text>", "<text>critcality</text>")))
          .containsExactly(
              "bpmn/change-risk.dmn: impact: column \"Criticality\" looks at critcality, of which"
                  + " nothing says what it can be");
    }

    @Test
    void aValueThatIsNeverAsked() {
      assertThat(
              problems(new Tables().cell(APPROVAL, "Rule_RequiredGates_12_In_1", "\"EMERGNCY\"")))
          .containsExactly(
              "bpmn/approval-policy.dmn: required-gates: rule 12 matches nothing that can be"
                  + " asked");
    }

    @Test
    void aDefaultThatIsNotApplied() {
      assertThat(
              problems(
                  new Tables()
                      .replace(
                          APPROVAL,
                          "name=\"leadTime\" typeRef=\"string\" />",
                          "name=\"leadTime\" typeRef=\"string\"><defaultOutputEntry"
                              + " id=\"Default_LeadTime\"><text>\"P5D\"</text></defaultOutputEntry></output>")))
          .containsExactly(
              "bpmn/approval-policy.dmn: lead-time: has a default output, which is not applied; add"
                  + " a last rule instead");
    }

    @Test
    void aDecisionThatThePlatformAsksIsGone() {
      assertThat(
              problems(new Tables().replace(APPROVAL, "id=\"review-deadline\"", "id=\"deadline\"")))
          .containsExactly(
              "bpmn/: the decision review-deadline of approval-policy, which the platform asks, is"
                  + " missing");
    }
  }

  @Nested
  class TablesOfAdopters {

    @Test
    void negationAndListsAndBoundsAreRead() {
      assertThat(
              problems(
                  new Tables()
                      .cell(APPROVAL, "Rule_ReviewDeadline_2_In_1", "not(\"EMERGENCY\")")
                      .cell(RISK, "Rule_ItemHistoryBand_3_In_1", "2, 3")
                      .cell(RISK, "Rule_ItemHistoryBand_4_In_1", "]3..1000], > 1000")))
          .isEmpty();
    }

    @Test
    void aCatchAllAtTheEndOfAFirstTable() {
      assertThat(
              problems(
                  new Tables()
                      .replace(
                          APPROVAL,
                          "<decisionTable id=\"Table_LeadTime\">",
                          "<decisionTable id=\"Table_LeadTime\" hitPolicy=\"FIRST\">")
                      .cell(APPROVAL, "Rule_LeadTime_4_In_1", "-")))
          .isEmpty();
    }

    @Test
    void anotherBandIsAddedAndAnswered() {
      assertThat(
              problems(
                  new Tables()
                      .cell(RISK, "Rule_QuestionnaireBand_11_Out_1", "5")
                      .cell(RISK, "Rule_Likelihood_7_In_1", ">= 4")))
          .isEmpty();
    }
  }

  private List<String> problems(Tables tables) {
    return guard.problems(tables.files);
  }

  /** The shipped tables as an adopter has edited them. */
  private static final class Tables {

    private final TreeMap<String, byte[]> files = new TreeMap<>();

    Tables() {
      try (var all = Files.newDirectoryStream(Path.of("bpmn"), "*.dmn")) {
        for (Path file : all) {
          files.put("bpmn/" + file.getFileName(), Files.readAllBytes(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Tables cell(String policy, String id, String text) {
      return edit(
          policy,
          Pattern.compile("(id=\"" + id + "\">\\s*<text>)[^<]*"),
          "$1" + text.replace("<", "&lt;").replace(">", "&gt;"));
    }

    Tables remove(String policy, String rule) {
      return edit(
          policy, Pattern.compile("<rule id=\"" + rule + "\">.*?</rule>", Pattern.DOTALL), "");
    }

    Tables replace(String policy, String old, String with) {
      return edit(policy, Pattern.compile(Pattern.quote(old)), with);
    }

    private Tables edit(String policy, Pattern old, String with) {
      files.computeIfPresent(
          "bpmn/" + policy + ".dmn",
          (name, content) -> {
            var found = old.matcher(new String(content, StandardCharsets.UTF_8));
            assertThat(found.find()).as(old.pattern()).isTrue();
            return found.replaceAll(with).getBytes(StandardCharsets.UTF_8);
          });
      return this;
    }
  }
}
