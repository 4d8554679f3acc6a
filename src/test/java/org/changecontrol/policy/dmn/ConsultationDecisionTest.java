package org.changecontrol.policy.dmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import org.changecontrol.policy.ConsultationPolicy;
import org.changecontrol.policy.Involvement;
import org.changecontrol.policy.Involvement.How;
import org.changecontrol.policy.MatchedRule;
import org.changecontrol.policy.PolicySet;
import org.changecontrol.policy.Risk;
import org.changecontrol.policy.Stake;
import org.changecontrol.policy.StakeQuestion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsultationDecisionTest {

  private final ConsultationPolicy policy = PoliciesFromFiles.consultation();

  @ParameterizedTest
  @CsvSource({
    "1, NORMAL, LOW, SERVICE_OWNER",
    "1, NORMAL, LOW, ITEM_OWNER",
    "1, NORMAL, LOW, BY_HAND",
    "1, EMERGENCY, LOW, BY_HAND",
    "2, EMERGENCY, CRITICAL, SERVICE_OWNER",
    "2, RETROSPECTIVE, HIGH, SERVICE_OWNER",
    "2, STANDARD, MEDIUM, BY_HAND",
    "2, MODEL, HIGH, BY_HAND",
    "4, NORMAL, MEDIUM, ITEM_OWNER"
  })
  void theseAreInformed(int rule, String type, Risk risk, Stake stake) {
    var involvement = policy.involvementOf(new StakeQuestion(type, risk, stake));

    assertThat(involvement.how()).isEqualTo(How.INFORM);
    assertThat(involvement.deadline()).isNull();
    assertThat(involvement.rules())
        .filteredOn(matched -> matched.decision().equals("inform-or-consult"))
        .extracting(MatchedRule::rule)
        .containsExactly(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "3, 1, MEDIUM, SERVICE_OWNER, P2D",
    "3, 1, MEDIUM, BY_HAND, P2D",
    "5, 2, HIGH, SERVICE_OWNER, P3D",
    "5, 2, HIGH, ITEM_OWNER, P3D",
    "5, 2, HIGH, BY_HAND, P3D",
    "5, 3, CRITICAL, SERVICE_OWNER, P5D",
    "5, 3, CRITICAL, ITEM_OWNER, P5D",
    "5, 3, CRITICAL, BY_HAND, P5D"
  })
  void theseAreAskedAndHaveSoLong(int rule, int time, Risk risk, Stake stake, Duration deadline) {
    var involvement = policy.involvementOf(new StakeQuestion("NORMAL", risk, stake));

    assertThat(involvement.how()).isEqualTo(How.CONSULT);
    assertThat(involvement.deadline()).isEqualTo(deadline);
    assertThat(involvement.rules())
        .extracting(MatchedRule::decision, MatchedRule::rule)
        .containsExactly(tuple("time-to-answer", time), tuple("inform-or-consult", rule));
  }

  @Test
  void whatWasAskedAndWhichVersionAnsweredIsKept() {
    var involvement =
        policy.involvementOf(new StakeQuestion("NORMAL", Risk.HIGH, Stake.ITEM_OWNER));

    assertThat(involvement.inputs())
        .containsEntry("changeType", "NORMAL")
        .containsEntry("risk", "HIGH")
        .containsEntry("stake", "ITEM_OWNER");
    assertThat(involvement.policyVersion()).startsWith("stakeholder-consultation:");
    assertThat(involvement.rules()).allMatch(rule -> !rule.clause().isBlank());
  }

  @Test
  void whereNoRuleMatchesHeIsAsked() {
    var involvement = without("Rule_InformOrConsult_1", Risk.LOW);

    assertThat(involvement.how()).isEqualTo(How.CONSULT);
    assertThat(involvement.deadline()).isEqualTo(DmnConsultationPolicy.UNLESS_SAID);
    assertThat(involvement.rules())
        .extracting(MatchedRule::decision)
        .containsExactly("time-to-answer");
  }

  @ParameterizedTest
  @CsvSource({"'\"PERHAPS\"', '\"P7D\"', P7D", "'\"CONSULT\"', '\"soon\"', P2D", "'', '', P2D"})
  void whatTheTableSaysOtherwiseThanInItsTermsCountsAsAQuestion(
      String how, String deadline, Duration read) {
    var involvement =
        asked(
            cell(
                cell(file(), "Rule_InformOrConsult_5_Out_1", how),
                "Rule_InformOrConsult_5_Out_2",
                deadline),
            Risk.HIGH);

    assertThat(involvement.how()).isEqualTo(How.CONSULT);
    assertThat(involvement.deadline()).isEqualTo(read);
  }

  @Test
  void aChangeFromBeforeThereWasSuchAPolicyGoesByTheOneInForce() {
    var tables =
        new PolicyTables() {
          @Override
          public PolicyTable of(PolicySet set, String policy) {
            assertThat(set).isEqualTo(PolicySet.IN_FORCE);
            return PoliciesFromFiles.table(policy);
          }

          @Override
          public boolean holds(PolicySet set, String policy) {
            return set.id() == null;
          }
        };

    var involvement =
        new DmnConsultationPolicy(tables)
            .of(new PolicySet("from-before"))
            .involvementOf(new StakeQuestion("NORMAL", Risk.HIGH, Stake.BY_HAND));

    assertThat(involvement.how()).isEqualTo(How.CONSULT);
  }

  private static String cell(String file, String id, String text) {
    return file.replaceAll(
        "(?s)(<outputEntry id=\"" + id + "\">\\s*<text>).*?(</text>)",
        "$1" + Matcher.quoteReplacement(text) + "$2");
  }

  private static Involvement without(String rule, Risk risk) {
    return asked(file().replaceAll("(?s)<rule id=\"" + rule + "\">.*?</rule>", ""), risk);
  }

  private static Involvement asked(String file, Risk risk) {
    var table =
        new PolicyTable(
            "stakeholder-consultation:0",
            new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
    return new DmnConsultationPolicy((set, policy) -> table)
        .involvementOf(new StakeQuestion("NORMAL", risk, Stake.ITEM_OWNER));
  }

  private static String file() {
    try {
      return Files.readString(Path.of("bpmn", "stakeholder-consultation.dmn"));
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
