package org.changecontrol.policy.dmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.changecontrol.identity.Groups;
import org.changecontrol.policy.ApprovalPolicy;
import org.changecontrol.policy.GateQuestion;
import org.changecontrol.policy.MatchedRule;
import org.changecontrol.policy.RequiredGate;
import org.changecontrol.policy.RequiredGate.Quorum;
import org.changecontrol.policy.Risk;
import org.changecontrol.policy.Section;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ApprovalPolicyDecisionTest {

  private static final Set<Section> EVERYTHING = EnumSet.allOf(Section.class);

  private final ApprovalPolicy policy = PoliciesFromFiles.approval();

  @ParameterizedTest
  @EnumSource(Risk.class)
  void rule1AsksAPeerWhateverTheRisk(Risk risk) {
    var gate = gate("peer", 1, normal(risk));
    assertThat(gate.group()).isEqualTo(Groups.PEERS);
    assertThat(gate.quorum()).isEqualTo(Quorum.NUMBER);
    assertThat(gate.votes()).isEqualTo(1);
    assertThat(gate.judges()).isEqualTo(EVERYTHING);
    assertThat(gate.overdueAfter()).isEqualTo(Duration.ofDays(2));
    assertThat(gate.escalateTo()).isEqualTo(Groups.CHANGE_MANAGERS);
  }

  @Test
  void rules14And15AskAChangeManagerAndTheConfigurationAuthorityAboutAModel() {
    var question = question("MODEL", Risk.CRITICAL, false, false, false, false, false, null);
    assertThat(keys(question)).containsExactly("change-manager", "configuration-authority");
    for (var gate :
        List.of(
            gate("change-manager", 14, question), gate("configuration-authority", 15, question))) {
      assertThat(gate.quorum()).isEqualTo(Quorum.NUMBER);
      assertThat(gate.votes()).isEqualTo(1);
      assertThat(gate.judges()).containsExactlyInAnyOrder(Section.PLAN, Section.SCOPE);
      assertThat(gate.overdueAfter()).isEqualTo(Duration.ofDays(5));
      assertThat(gate.escalateTo()).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(Risk.class)
  void rule16AsksAChangeManagerAboutWhatWasDoneOutsideOfChangeControl(Risk risk) {
    var question = question("RETROSPECTIVE", risk, true, false, false, false, false, null);
    assertThat(keys(question)).containsExactly("change-manager");
    var gate = gate("change-manager", 16, question);
    assertThat(gate.judges())
        .containsExactlyInAnyOrder(Section.PLAN, Section.SCOPE, Section.RISK, Section.IMPACT);
    assertThat(gate.overdueAfter()).isEqualTo(Duration.ofDays(5));
  }

  @Test
  void aLowChangeNeedsNothingButAPeer() {
    assertThat(keys(normal(Risk.LOW))).containsExactly("peer");
    assertThat(keys(question("NORMAL", Risk.LOW, false, false, false, false, false, null)))
        .containsExactly("peer");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LOW")
  void rule2AsksTheOwnerOfEachServiceAtStakeFromMediumUp(Risk risk) {
    var gate = gate("service-owner", 2, normal(risk));
    assertThat(gate.group()).isEqualTo(Groups.SERVICE_OWNERS);
    assertThat(gate.quorum()).isEqualTo(Quorum.EACH_SERVICE);
    assertThat(gate.judges())
        .containsExactlyInAnyOrder(Section.SCOPE, Section.WINDOW, Section.IMPACT);
    assertThat(gate.overdueAfter()).isEqualTo(Duration.ofDays(3));
    assertThat(gate.escalateTo()).isEqualTo(Groups.SERVICE_OWNERS);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LOW")
  void rule3AsksTheConfigurationAuthorityWhereNoServiceIsKnown(Risk risk) {
    var question = question("NORMAL", risk, false, false, false, false, false, null);
    var gate = gate("configuration-authority", 3, question);
    assertThat(gate.group()).isEqualTo(Groups.CONFIGURATION_MANAGERS);
    assertThat(gate.judges())
        .containsExactlyInAnyOrder(Section.SCOPE, Section.WINDOW, Section.IMPACT);
    assertThat(keys(question)).doesNotContain("service-owner");
  }

  @ParameterizedTest
  @EnumSource(names = {"HIGH", "CRITICAL"})
  void rule4AsksTheChangeAdvisoryBoardFromHighUp(Risk risk) {
    var gate = gate("cab", 4, normal(risk));
    assertThat(gate.group()).isEqualTo(Groups.CAB);
    assertThat(gate.quorum()).isEqualTo(Quorum.PERCENT);
    assertThat(gate.percent()).isEqualTo(60);
    assertThat(gate.votes()).isEqualTo(3);
    assertThat(gate.ownersVeto()).isTrue();
    assertThat(gate.judges()).isEqualTo(EVERYTHING);
    assertThat(gate.overdueAfter()).isEqualTo(Duration.ofDays(5));
    assertThat(gate.escalateTo()).isEqualTo(Groups.CHANGE_MANAGERS);
  }

  @Test
  void rule5AsksAnExecutiveForACriticalChange() {
    var gate = gate("executive", 5, normal(Risk.CRITICAL));
    assertThat(gate.group()).isEqualTo(Groups.EXECUTIVES);
    assertThat(gate.judges())
        .containsExactlyInAnyOrder(Section.RISK, Section.IMPACT, Section.WINDOW);
    assertThat(gate.overdueAfter()).isEqualTo(Duration.ofDays(5));
    assertThat(gate.escalateTo()).isNull();
    assertThat(keys(normal(Risk.HIGH))).doesNotContain("executive");
  }

  @ParameterizedTest
  @CsvSource({"STANDARD, LOW", "NORMAL, LOW", "EMERGENCY, HIGH", "RETROSPECTIVE, MEDIUM"})
  void rule6ReservesAHighRiskTargetForTheConfigurationAuthority(String type, Risk risk) {
    var question = question(type, risk, true, true, false, false, false, null);
    var gate = gate("configuration-authority", 6, question);
    assertThat(gate.group()).isEqualTo(Groups.CONFIGURATION_MANAGERS);
    assertThat(gate.quorum()).isEqualTo(Quorum.NUMBER);
    assertThat(gate.judges()).containsExactly(Section.SCOPE);
    assertThat(gate.overdueAfter())
        .isEqualTo(type.equals("EMERGENCY") ? Duration.ofMinutes(30) : Duration.ofDays(1));
    assertThat(gate.escalateTo()).isEqualTo(Groups.DATA_MODEL_OWNERS);
  }

  @ParameterizedTest(name = "rule {0}")
  @CsvSource({
    "7, true, false, false, WINDOW",
    "8, false, true, false, WINDOW",
    "9, false, false, true, WINDOW RISK"
  })
  void rules7To9AskAChangeManager(
      int rule, boolean conflict, boolean leadTimeShort, boolean lowered, String judges) {
    var question =
        question("NORMAL", Risk.LOW, true, false, conflict, leadTimeShort, lowered, null);
    var gate = gate("change-manager", rule, question);
    assertThat(gate.group()).isEqualTo(Groups.CHANGE_MANAGERS);
    assertThat(gate.votes()).isEqualTo(1);
    assertThat(gate.judges()).extracting(Section::name).containsExactly(judges.split(" "));
    assertThat(gate.escalateTo()).isNull();
  }

  @Test
  void twoReasonsForOneGateMakeOneGateThatSatisfiesBoth() {
    var manager =
        policy.gatesFor(question("NORMAL", Risk.LOW, true, false, true, true, true, null));
    assertThat(manager.gates())
        .extracting(RequiredGate::key)
        .containsExactly("peer", "change-manager");
    assertThat(manager.gates().get(1).judges()).containsExactly(Section.WINDOW, Section.RISK);
    assertThat(manager.rules()).extracting(MatchedRule::rule).containsExactly(1, 7, 8, 9);

    var authority =
        policy.gatesFor(question("NORMAL", Risk.MEDIUM, false, true, false, false, false, null));
    assertThat(authority.gates().get(1).judges())
        .containsExactly(Section.SCOPE, Section.WINDOW, Section.IMPACT);
  }

  @Test
  void rule10AsksTheOwnerOfTheItemThatIsRedeployed() {
    var question = question("NORMAL", Risk.HIGH, true, false, true, true, true, "network");
    var gate = gate("item-owner", 10, question);
    assertThat(gate.group()).isEqualTo("network");
    assertThat(gate.judges()).containsExactly(Section.SCOPE);
    assertThat(gate.escalateTo()).isEqualTo(Groups.CONFIGURATION_MANAGERS);
    assertThat(keys(question)).containsExactly("item-owner");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"-", "''", "' '"})
  void rule11AsksTheConfigurationAuthorityWhereNobodyOwnsThatItem(String owner) {
    var question =
        new GateQuestion("NORMAL", Risk.LOW, true, false, false, false, false, false, true, owner);
    var gate = gate("configuration-authority", 11, question);
    assertThat(gate.group()).isEqualTo(Groups.CONFIGURATION_MANAGERS);
    assertThat(keys(question)).containsExactly("configuration-authority");
  }

  @ParameterizedTest
  @EnumSource(Risk.class)
  void rule12AsksTheEmergencyBoardAndNobodyElse(Risk risk) {
    var question = question("EMERGENCY", risk, true, false, true, true, false, null);
    var gate = gate("emergency-cab", 12, question);
    assertThat(gate.group()).isEqualTo(Groups.CAB);
    assertThat(gate.quorum()).isEqualTo(Quorum.NUMBER);
    assertThat(gate.votes()).isEqualTo(2);
    assertThat(gate.votesIfPriority1()).isEqualTo(1);
    assertThat(gate.judges()).isEqualTo(EVERYTHING);
    assertThat(gate.overdueAfter()).isEqualTo(Duration.ofMinutes(30));
    assertThat(gate.escalateTo()).isEqualTo(Groups.EXECUTIVES);
    assertThat(keys(question)).containsExactly("emergency-cab");
  }

  @Test
  void rule13GivesTheConfigurationAuthorityHalfAnHourInAnEmergency() {
    var question = question("EMERGENCY", Risk.LOW, true, true, false, false, false, null);
    var gate = gate("configuration-authority", 13, question);
    assertThat(gate.overdueAfter()).isEqualTo(Duration.ofMinutes(30));
    assertThat(gate.escalateTo()).isEqualTo(Groups.DATA_MODEL_OWNERS);
    assertThat(keys(question))
        .containsExactlyInAnyOrder("emergency-cab", "configuration-authority");
  }

  @ParameterizedTest
  @EnumSource(Risk.class)
  void rule17AsksAFreezeOwnerWhereTheWindowRunsIntoAFreeze(Risk risk) {
    var question = frozen("NORMAL", risk, false);
    var gate = gate("freeze-owner", 17, question);
    assertThat(gate.name()).isEqualTo("Freeze owner");
    assertThat(gate.group()).isEqualTo(Groups.FREEZE_OWNERS);
    assertThat(gate.quorum()).isEqualTo(Quorum.NUMBER);
    assertThat(gate.votes()).isEqualTo(1);
    assertThat(gate.judges()).containsExactly(Section.WINDOW);
    assertThat(gate.overdueAfter()).isEqualTo(Duration.ofDays(2));
    assertThat(gate.escalateTo()).as("the change goes on hold").isNull();
    assertThat(keys(question)).contains("peer").doesNotContain("change-manager");
    assertThat(keys(normal(risk))).doesNotContain("freeze-owner");
  }

  @ParameterizedTest
  @EnumSource(Risk.class)
  void anEmergencyAndARedeploymentAskNoFreezeOwner(Risk risk) {
    assertThat(keys(frozen("EMERGENCY", risk, false))).doesNotContain("freeze-owner");
    assertThat(keys(frozen("NORMAL", risk, true))).doesNotContain("freeze-owner");
  }

  private static GateQuestion frozen(String type, Risk risk, boolean redeployment) {
    return new GateQuestion(type, risk, true, false, false, true, false, false, redeployment, null);
  }

  @ParameterizedTest(name = "rule {0}: {1} -> {2}")
  @CsvSource({"1, EMERGENCY, PT48H", "2, STANDARD, P7D", "2, NORMAL, P7D", "2, RETROSPECTIVE, P7D"})
  void aReviewHasADeadline(int rule, String type, Duration within) {
    assertThat(policy.reviewDeadline(type).within()).isEqualTo(within);
    assertThat(policy.reviewDeadline(type).escalateTo()).isEqualTo(Groups.EXECUTIVES);
    var verdict =
        PoliciesFromFiles.table("approval-policy")
            .ask("review-deadline", Map.of("changeType", type));
    assertThat(verdict.rules()).extracting(MatchedRule::rule).containsExactly(rule);
  }

  @Test
  void aHighRiskItemIsNotRedeployedWithoutTheConfigurationAuthority() {
    assertThat(keys(question("NORMAL", Risk.LOW, true, true, false, false, false, "network")))
        .containsExactly("configuration-authority", "item-owner");
  }

  @Test
  void whereNoRuleMatchesTheConfigurationAuthorityDecides() {
    var conclusion =
        policy.gatesFor(question("SOMETHING", Risk.LOW, true, false, false, false, false, null));
    assertThat(conclusion.gates()).containsExactly(policy.fallback());
    assertThat(conclusion.rules()).isEmpty();
    assertThat(policy.fallback().group()).isEqualTo(Groups.CONFIGURATION_MANAGERS);
    assertThat(policy.fallback().judges()).isEqualTo(EVERYTHING);
  }

  @ParameterizedTest(name = "rule {0}: {1} -> {2}")
  @CsvSource({"1, LOW, PT0S", "2, MEDIUM, P1D", "3, HIGH, P3D", "4, CRITICAL, P5D"})
  void theLeadTimeGrowsWithTheRisk(int rule, Risk risk, Duration leadTime) {
    assertThat(policy.leadTime(risk)).isEqualTo(leadTime);
    var verdict =
        PoliciesFromFiles.table("approval-policy").ask("lead-time", Map.of("risk", risk.name()));
    assertThat(verdict.rules()).extracting(MatchedRule::rule).containsExactly(rule);
  }

  @Test
  void aWindowComesTooSoonWithinTheLeadTimeOnly() {
    var submitted = Instant.parse("2026-03-03T10:00:00Z");
    assertThat(policy.comesTooSoon(Risk.LOW, submitted, submitted.minusSeconds(60))).isFalse();
    assertThat(policy.comesTooSoon(Risk.MEDIUM, submitted, submitted.plusSeconds(60))).isTrue();
    assertThat(policy.comesTooSoon(Risk.MEDIUM, submitted, submitted.plusSeconds(86_400)))
        .isFalse();
  }

  @Test
  void everyQuestionHasAGateAndEveryGateThatMattersIsAmongThem() {
    Set<Integer> seen = new LinkedHashSet<>();
    for (GateQuestion question : allQuestions()) {
      var conclusion = policy.gatesFor(question);
      var keys = conclusion.gates().stream().map(RequiredGate::key).toList();
      assertThat(keys).as("%s", question).isNotEmpty().doesNotHaveDuplicates();
      conclusion.rules().forEach(rule -> seen.add(rule.rule()));
      if (question.highRiskTarget()) {
        assertThat(keys).as("%s", question).contains("configuration-authority");
      }
      if (!question.changeType().equals("NORMAL") || question.redeployment()) {
        continue;
      }
      List<String> expected = new ArrayList<>(List.of("peer"));
      if (question.risk() != Risk.LOW && question.serviceImpacted()) {
        expected.add("service-owner");
      }
      if (question.risk() != Risk.LOW && !question.serviceImpacted() || question.highRiskTarget()) {
        expected.add("configuration-authority");
      }
      if (question.risk().compareTo(Risk.HIGH) >= 0) {
        expected.add("cab");
      }
      if (question.risk() == Risk.CRITICAL) {
        expected.add("executive");
      }
      if (question.conflict() || question.leadTimeShort() || question.riskLowered()) {
        expected.add("change-manager");
      }
      if (question.freeze()) {
        expected.add("freeze-owner");
      }
      assertThat(keys).as("%s", question).containsExactlyInAnyOrderElementsOf(expected);
    }
    assertThat(seen).hasSize(15);
  }

  @Test
  void aTableThatConcludesNonsenseIsNotTakenForAGate() throws Exception {
    String broken;
    try (var file = getClass().getResourceAsStream("/bpmn/approval-policy.dmn")) {
      broken = new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
    var table =
        new PolicyTable(
            "approval-policy:7",
            new java.io.ByteArrayInputStream(
                broken
                    .replace("\"NUMBER\"", "\"SOME\"")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    assertThatThrownBy(
            () -> new DmnApprovalPolicy((set, policy) -> table).gatesFor(normal(Risk.LOW)))
        .hasMessageContaining("approval-policy:7")
        .hasMessageContaining("SOME");
  }

  private RequiredGate gate(String key, int rule, GateQuestion question) {
    var conclusion = policy.gatesFor(question);
    assertThat(conclusion.policyVersion()).isEqualTo("approval-policy:0");
    assertThat(conclusion.rules())
        .anySatisfy(
            matched -> {
              assertThat(matched.decision()).isEqualTo("required-gates");
              assertThat(matched.rule()).isEqualTo(rule);
              assertThat(matched.clause()).startsWith("Change policy, ");
              assertThat(matched.outputs()).containsEntry("key", key);
            });
    return conclusion.gates().stream()
        .filter(gate -> gate.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private List<String> keys(GateQuestion question) {
    return policy.gatesFor(question).gates().stream().map(RequiredGate::key).toList();
  }

  private static GateQuestion normal(Risk risk) {
    return new GateQuestion("NORMAL", risk, true, false, false, false, false);
  }

  private static GateQuestion question(
      String type,
      Risk risk,
      boolean service,
      boolean highRisk,
      boolean conflict,
      boolean leadTimeShort,
      boolean lowered,
      String redeployedFrom) {
    return new GateQuestion(
        type,
        risk,
        service,
        highRisk,
        conflict,
        false,
        leadTimeShort,
        lowered,
        redeployedFrom != null,
        redeployedFrom);
  }

  private static List<GateQuestion> allQuestions() {
    List<GateQuestion> all = new ArrayList<>();
    for (String type : List.of("STANDARD", "NORMAL", "EMERGENCY", "RETROSPECTIVE")) {
      for (Risk risk : Risk.values()) {
        for (int bits = 0; bits < 256; bits++) {
          all.add(
              new GateQuestion(
                  type,
                  risk,
                  (bits & 1) != 0,
                  (bits & 2) != 0,
                  (bits & 4) != 0,
                  (bits & 128) != 0,
                  (bits & 8) != 0,
                  (bits & 16) != 0,
                  (bits & 32) != 0,
                  (bits & 96) == 96 ? "network" : null));
        }
      }
    }
    return all;
  }
}
