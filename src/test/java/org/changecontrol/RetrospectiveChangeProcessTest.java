package org.changecontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.util.List;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Deployment(
    resources = {
      "bpmn/retrospective-change.bpmn",
      "bpmn/approval-gate.bpmn",
      "bpmn/post-implementation-review.bpmn"
    })
class RetrospectiveChangeProcessTest extends ScriptedProcess {

  @RegisterExtension
  static final ProcessEngineCoverageExtension ENGINE =
      covering("retrospective-change", "approval-gate", "post-implementation-review");

  @Override
  ProcessEngineCoverageExtension engine() {
    return ENGINE;
  }

  private ProcessInstance reported() {
    return start("retrospective-change");
  }

  @Test
  void whatTheGatesAgreeToBecomesTheRecordAndIsReviewed() {
    facts.say("openGates", List.of(1L));

    var change = reported();
    assertThat(change).isWaitingAt("Task_ReviewDifference");
    complete("Task_ReviewDifference");
    complete("Task_VoteOnChange");
    assertThat(change).hasPassed("Task_RecordDifference").isWaitingAt("CallActivity_ReviewChange");
    complete("Task_ReviewChange");

    assertThat(change).isEnded().hasPassed("End_ChangeClosed");
    assertThat(effects)
        .containsExactly(
            "registerChangeDelegate",
            "findExplanationsDelegate",
            "assessImpactDelegate",
            "rateRiskDelegate",
            "determineGatesDelegate",
            "recordDifferenceDelegate",
            "beginReviewDelegate",
            "closeChangeDelegate");
  }

  @Test
  void aSourceStartsItByItself() {
    var change =
        engine()
            .getRuntimeService()
            .createMessageCorrelation("DriftDetected")
            .processInstanceBusinessKey(NUMBER)
            .correlateStartMessage();

    assertThat(change).hasPassed("Start_DriftDetected").isWaitingAt("Task_ReviewDifference");
  }

  @Test
  void whatIsToBePutBackBecomesANormalChange() {
    facts.say("differenceToBeRecorded", false);

    var change = reported();
    complete("Task_ReviewDifference");

    assertThat(change).isEnded().hasPassed("End_DifferenceRemediated");
    assertThat(effects)
        .contains("remediateDifferenceDelegate")
        .doesNotContain("determineGatesDelegate", "recordDifferenceDelegate");
  }

  @Test
  void whatAnotherChangeHasDoneIsLinkedToIt() {
    facts.say("differenceToBeRecorded", false);
    facts.say("differenceExplained", true);

    var change = reported();
    complete("Task_ReviewDifference");

    assertThat(change).isEnded().hasPassed("End_DifferenceExplained");
    assertThat(effects).contains("explainDifferenceDelegate");
  }

  @Test
  void whatTheGatesRefuseIsPutBack() {
    facts.say("approved", false);
    facts.say("refused", true);

    var change = reported();
    complete("Task_ReviewDifference");

    assertThat(change).isEnded().hasPassed("Gateway_ChangeRefused", "End_DifferenceRemediated");
    assertThat(effects).doesNotContain("recordDifferenceDelegate");
  }

  @Test
  void whereVotesLostTheirEffectItIsLookedAtAgain() {
    facts.say("approved", false, true);
    facts.say("refused", false);

    var change = reported();
    complete("Task_ReviewDifference");
    assertThat(change).isWaitingAt("Task_ReviewDifference");
    complete("Task_ReviewDifference");

    assertThat(change).hasPassed("Task_RecordDifference");
    assertThat(effects).filteredOn("findExplanationsDelegate"::equals).hasSize(2);
  }

  @Test
  void whatWasReportedInErrorIsCancelled() {
    var change = reported();
    tell("ChangeCancelled");

    assertThat(change).isEnded().hasPassed("Task_CancelChange", "End_ChangeCancelled");
  }

  @Test
  void onHoldItStaysWhereItIsUntilItIsResumed() {
    var change = reported();
    tell("ChangePutOnHold");
    elapse("Boundary_HoldExpired");
    assertThat(change).isWaitingAt("Task_AwaitResumption", "Task_ReviewDifference");
    tell("ChangeResumed");

    assertThat(change)
        .hasPassed("End_ReservationsReleased", "End_ChangeResumed")
        .isWaitingAt("Task_ReviewDifference");
  }
}
