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
      "bpmn/emergency-change.bpmn",
      "bpmn/approval-gate.bpmn",
      "bpmn/implementation.bpmn",
      "bpmn/post-implementation-review.bpmn"
    })
class EmergencyChangeProcessTest extends ScriptedProcess {

  @RegisterExtension
  static final ProcessEngineCoverageExtension ENGINE =
      covering("emergency-change", "approval-gate", "implementation", "post-implementation-review");

  @Override
  ProcessEngineCoverageExtension engine() {
    return ENGINE;
  }

  private ProcessInstance requested() {
    return start("emergency-change");
  }

  private ProcessInstance authorised() {
    var change = requested();
    assertThat(change).isWaitingAt("CallActivity_ImplementChange");
    return change;
  }

  private void implement() {
    complete("Task_StartImplementation");
    complete("Task_FinishImplementation");
  }

  @Test
  void anEmergencyGoesFromTheBoardStraightToItsImplementerAndIsAlwaysReviewed() {
    facts.say("openGates", List.of(1L));

    var change = requested();
    complete("Task_VoteOnChange");
    implement();
    assertThat(change).isWaitingAt("CallActivity_ReviewChange").hasNotPassed("Task_CloseChange");
    complete("Task_ReviewChange");

    assertThat(change).isEnded().hasPassed("End_ChangeClosed");
    assertThat(effects)
        .containsExactly(
            "registerChangeDelegate",
            "submitChangeDelegate",
            "assessImpactDelegate",
            "rateRiskDelegate",
            "determineGatesDelegate",
            "authoriseChangeDelegate",
            "beginImplementationDelegate",
            "applyChangeSetDelegate",
            "beginReviewDelegate",
            "closeChangeDelegate");
  }

  @Test
  void anIncompleteRequestWaitsForItsRequester() {
    facts.say("complete", false, true);

    var change = requested();
    assertThat(change).isWaitingAt("Task_CompleteRequest").hasNotPassed("Task_SubmitChange");
    assertThat(task("Task_CompleteRequest")).isAssignedTo("requester");
    complete("Task_CompleteRequest");

    assertThat(change).hasPassed("Task_SubmitChange");
  }

  @Test
  void theFirstRefusalEndsTheOtherGatesAndTheChange() {
    facts.say("openGates", List.of(1L, 2L));

    var change = requested();
    facts.say("rejected", true);
    facts.say("refused", true);
    facts.say("approved", false);
    facts.say("readyToImplement", false);
    complete("Task_VoteOnChange");

    assertThat(open("Task_VoteOnChange")).isZero();
    assertThat(change).isEnded().hasPassed("End_NotApproved", "End_ChangeRejected");
  }

  @Test
  void whatChangedWhileItWasApprovedIsAssessedAgainAndNotRejected() {
    facts.say("approved", false, true);

    var change = authorised();

    assertThat(effects).filteredOn("assessImpactDelegate"::equals).hasSize(2);
    assertThat(change).hasPassed("Gateway_ChangeRefused").hasNotPassed("End_NotApproved");
  }

  @Test
  void anEditWhileVotesAreCastStartsThePreparationAgain() {
    facts.say("openGates", List.of(1L), List.of(2L));

    var change = requested();
    tell("ChangeEdited");

    assertThat(change).isWaitingAt("CallActivity_ApprovalGates").hasPassed("Boundary_ChangeEdited");
    assertThat(open("Task_VoteOnChange")).isOne();
    assertThat(effects).filteredOn("rateRiskDelegate"::equals).hasSize(2);
  }

  @Test
  void anEditBeforeWorkBeginsStartsThePreparationAgain() {
    var change = authorised();
    facts.say("openGates", List.of(3L));

    tell("ChangeEdited");

    assertThat(change)
        .hasPassed("Boundary_EditedBeforeStart")
        .isWaitingAt("CallActivity_ApprovalGates");
    assertThat(open("Task_StartImplementation")).isZero();
  }

  @Test
  void aMissedWindowPutsItOnHoldUntilANewOneIsPlanned() {
    var change = authorised();

    elapse("Boundary_WindowEnded");
    assertThat(change)
        .hasPassed("Boundary_WindowMissed", "Task_HoldMissedWindow")
        .isWaitingAt("Event_NewWindowPlanned");
    tell("ChangeEdited");

    assertThat(change).isWaitingAt("CallActivity_ImplementChange");
  }

  @Test
  void whereNoSourceHasReportedAPersonVerifies() {
    facts.say("verifiedBySource", false);

    var change = authorised();
    implement();
    assertThat(change).isWaitingAt("Task_VerifyChange");
    complete("Task_VerifyChange");
    complete("Task_ReviewChange");

    assertThat(change).isEnded().hasPassed("End_ChangeClosed");
  }

  @Test
  void aFailedImplementationIsReviewedAndClosedAsFailed() {
    facts.say("implementationSucceeded", false);
    facts.say("implemented", false);
    facts.say("failed", true);

    var change = authorised();
    implement();
    assertThat(change).isWaitingAt("CallActivity_ReviewChange");
    complete("Task_ReviewChange");

    assertThat(change).isEnded().hasPassed("Task_CloseChange", "End_ChangeFailed");
    assertThat(effects).doesNotContain("applyChangeSetDelegate");
  }

  @Test
  void anImplementedChangeCanBeBackedOutUntilItIsClosed() {
    var change = authorised();
    implement();
    tell("BackoutDecided");
    assertThat(change)
        .hasPassed("Boundary_BackoutDecided", "Task_BackOutChange")
        .isWaitingAt("CallActivity_ReviewBackedOutChange");
    complete("Task_ReviewChange");

    assertThat(change)
        .isEnded()
        .hasPassed("Task_CloseBackedOutChange", "End_ChangeBackedOut")
        .hasNotPassed("Task_CloseChange");
  }

  @Test
  void aCancelledChangeEndsWhateverItIsWaitingFor() {
    facts.say("openGates", List.of(1L, 2L));

    var change = requested();
    tell("ChangeCancelled");

    assertThat(change).isEnded().hasPassed("Task_CancelChange", "End_ChangeCancelled");
    assertThat(open("Task_VoteOnChange")).isZero();
  }

  @Test
  void aChangeOnHoldStaysWhereItIsUntilItIsResumed() {
    var change = authorised();

    tell("ChangePutOnHold");
    assertThat(change).isWaitingAt("Task_AwaitResumption", "CallActivity_ImplementChange");
    elapse("Boundary_HoldExpired");
    assertThat(change)
        .hasPassed("Task_ReleaseReservations", "End_ReservationsReleased")
        .isWaitingAt("Task_AwaitResumption");
    tell("ChangeResumed");

    assertThat(change)
        .hasPassed("Task_ResumeChange", "End_ChangeResumed")
        .isWaitingAt("CallActivity_ImplementChange");
  }
}
