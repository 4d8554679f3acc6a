package org.changecontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.util.List;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Deployment(resources = {"bpmn/standard-change-model.bpmn", "bpmn/approval-gate.bpmn"})
class StandardChangeModelProcessTest extends ScriptedProcess {

  @RegisterExtension
  static final ProcessEngineCoverageExtension ENGINE =
      covering("standard-change-model", "approval-gate");

  @Override
  ProcessEngineCoverageExtension engine() {
    return ENGINE;
  }

  private ProcessInstance proposed() {
    return start("standard-change-model");
  }

  @Test
  void aModelIsPublishedOnceItsGatesAgree() {
    facts.say("openGates", List.of(1L));

    var proposal = proposed();
    assertThat(proposal).isWaitingAt("CallActivity_ApprovalGates");
    complete("Task_VoteOnChange");

    assertThat(proposal).isEnded().hasPassed("End_ModelPublished");
    assertThat(effects)
        .containsExactly(
            "registerProposalDelegate", "determineGatesDelegate", "publishModelDelegate");
  }

  @Test
  void aRefusedModelIsNotPublished() {
    facts.say("approved", false);
    facts.say("refused", true);

    assertThat(proposed()).isEnded().hasPassed("End_ModelRejected");
    assertThat(effects).contains("rejectChangeDelegate").doesNotContain("publishModelDelegate");
  }

  @Test
  void whereVotesLostTheirEffectTheGatesDecideAgain() {
    facts.say("approved", false, true);
    facts.say("refused", false);

    assertThat(proposed()).isEnded().hasPassed("Gateway_ModelRefused", "End_ModelPublished");
    assertThat(effects).filteredOn("determineGatesDelegate"::equals).hasSize(2);
  }

  @Test
  void aProposalThatIsGivenUpEnds() {
    facts.say("openGates", List.of(1L));

    var proposal = proposed();
    tell("ChangeCancelled");

    assertThat(proposal).isEnded().hasPassed("Task_CancelChange", "End_ChangeCancelled");
  }

  @Test
  void aProposalOnHoldStaysWhereItIsUntilItIsResumed() {
    facts.say("openGates", List.of(1L));

    var proposal = proposed();
    tell("ChangePutOnHold");
    elapse("Boundary_HoldExpired");
    assertThat(proposal).isWaitingAt("Task_AwaitResumption", "CallActivity_ApprovalGates");
    tell("ChangeResumed");

    assertThat(proposal)
        .hasPassed("End_ReservationsReleased", "End_ChangeResumed")
        .isWaitingAt("CallActivity_ApprovalGates");
  }
}
