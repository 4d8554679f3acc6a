package org.changecontrol.policy.dmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.changecontrol.PlatformIT;
import org.changecontrol.policy.ApprovalPolicy;
import org.changecontrol.policy.GateQuestion;
import org.changecontrol.policy.Questionnaire;
import org.changecontrol.policy.RequiredGate;
import org.changecontrol.policy.Risk;
import org.changecontrol.policy.RiskPolicy;
import org.changecontrol.policy.RiskQuestion;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

abstract class DeployedPolicyScenarios extends PlatformIT {

  private static final GateQuestion QUESTION =
      new GateQuestion("NORMAL", Risk.HIGH, true, false, false, false, false);

  @Autowired ApprovalPolicy approval;
  @Autowired RiskPolicy risk;
  @Autowired HistoryService history;
  @Autowired IdentityService identity;
  @Autowired TransactionTemplate transaction;

  @Test
  void thePolicyInForceIsTheOneThatIsDeployed() {
    var conclusion = approval.gatesFor(QUESTION);
    assertThat(conclusion.gates())
        .extracting(RequiredGate::key)
        .containsExactly("peer", "service-owner", "cab");
    assertThat(conclusion.policyVersion()).matches("approval-policy:[1-9][0-9]*");
    var rating = risk.rate(new RiskQuestion(2, false, Questionnaire.UNANSWERED, 0, 0, 0, false));
    assertThat(rating.risk()).isEqualTo(Risk.HIGH);
    assertThat(rating.policyVersion()).matches("change-risk:[1-9][0-9]*");
  }

  @Test
  void thePolicyHoldsForWhoSeesNothingOfTheEngine() {
    identity.setAuthentication("nobody-in-particular", List.of());
    try {
      assertThat(approval.gatesFor(QUESTION).gates()).hasSize(3);
    } finally {
      identity.clearAuthentication();
    }
  }

  @Test
  void askingLeavesNoDecisionHistory() {
    long before = history.createHistoricDecisionInstanceQuery().count();
    transaction.executeWithoutResult(
        status -> {
          approval.gatesFor(QUESTION);
          approval.leadTime(Risk.HIGH);
        });
    assertThat(history.createHistoricDecisionInstanceQuery().count()).isEqualTo(before);
  }
}
