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
      "bpmn/normal-change.bpmn",
      "bpmn/approval-gate.bpmn",
      "bpmn/implementation.bpmn",
      "bpmn/post-implementation-review.bpmn"
    })
class NormalChangeProcessTest extends ScriptedProcess {

  @RegisterExtension
  static final ProcessEngineCoverageExtension ENGINE =
      covering("normal-change", "approval-gate", "implementation", "post-implementation-review");

  @Override
  ProcessEngineCoverageExtension engine() {
    return ENGINE;
  }

  private ProcessInstance requested() {
    return start("normal-change");
  }

  private ProcessInstance inItsWindow() {
    var change = requested();
    assertThat(change).isWaitingAt("CallActivity_ImplementChange");
    return change;
  }

  private ProcessInstance waitingForItsWindow() {
    facts.say("windowOpen", false, true);
    return requested();
  }

  private void implement() {
    complete("Task_StartImplementation");
    complete("Task_FinishImplementation");
  }

  @Test
  void aChangeOfLowRiskGoesFromRequestToClosureInTheHandsOfItsVoterAndItsImplementer() {
    facts.say("openGates", List.of(1L));

    var change = requested();
    complete("Task_VoteOnChange");
    implement();

    assertThat(change)
        .isEnded()
        .hasPassed("End_ChangeClosed")
        .hasNotPassed("CallActivity_ReviewChange");
    assertThat(effects)
        .containsExactly(
            "registerChangeDelegate",
            "submitChangeDelegate",
            "assessImpactDelegate",
            "rateRiskDelegate",
            "determineGatesDelegate",
            "authoriseChangeDelegate",
            "scheduleChangeDelegate",
            "beginImplementationDelegate",
            "applyChangeSetDelegate",
            "closeChangeDelegate");
  }

  @Test
  void nothingOfAChangeRestsInTheEngineButWhichGateAndWhichBallot() {
    facts.say("openGates", List.of(1L));

    requested();
    complete("Task_VoteOnChange");
    implement();

    assertThat(engine().getHistoryService().createHistoricVariableInstanceQuery().list())
        .extracting(variable -> variable.getName())
        .containsOnly(
            "gate",
            "ballot",
            "loopCounter",
            "nrOfInstances",
            "nrOfCompletedInstances",
            "nrOfActiveInstances");
  }

  @Test
  void calledPartsCarryTheNumberOfTheChangeAndTheirGate() {
    facts.say("openGates", List.of(7L, 8L));

    requested();

    assertThat(open("Task_VoteOnChange")).isEqualTo(2);
    assertThat(
            engine().getRuntimeService().createVariableInstanceQuery().variableName("gate").list())
        .extracting(variable -> variable.getValue())
        .contains(7L, 8L);
  }

  @Test
  void anIncompleteRequestWaitsForItsRequester() {
    facts.say("complete", false, false, true);

    var change = requested();
    assertThat(change).isWaitingAt("Task_CompleteRequest").hasNotPassed("Task_SubmitChange");
    assertThat(task("Task_CompleteRequest")).isAssignedTo("requester");
    complete("Task_CompleteRequest");
    assertThat(change).isWaitingAt("Task_CompleteRequest");
    complete("Task_CompleteRequest");

    assertThat(change).hasPassed("Task_SubmitChange");
  }

  @Test
  void anAssessmentThatNeedsAPersonWaitsForAChangeManager() {
    facts.say("assessmentReviewNeeded", true);
    facts.say("assessmentAccepted", true);

    var change = requested();
    assertThat(change).isWaitingAt("Task_ReviewAssessment").hasNotPassed("Task_DetermineGates");
    assertThat(groupsOf(task("Task_ReviewAssessment")))
        .containsExactlyInAnyOrder("change-managers", "configuration-managers");
    complete("Task_ReviewAssessment");

    assertThat(change).hasPassed("Task_DetermineGates");
  }

  @Test
  void aReviewerMaySendARequestBackToItsRequester() {
    facts.say("assessmentReviewNeeded", true, false);
    facts.say("readyToImplement", false, true);
    facts.say("reworkRequested", true);

    var change = requested();
    complete("Task_ReviewAssessment");
    assertThat(change).isWaitingAt("Task_CompleteRequest").hasPassed("End_NotAccepted");
    complete("Task_CompleteRequest");

    assertThat(change).isWaitingAt("CallActivity_ImplementChange");
  }

  @Test
  void aReviewerMayRejectARequest() {
    facts.say("assessmentReviewNeeded", true);
    facts.say("readyToImplement", false);

    var change = requested();
    complete("Task_ReviewAssessment");

    assertThat(change).isEnded().hasPassed("Task_RejectChange", "End_ChangeRejected");
  }

  @Test
  void anExistingItemMayServeInsteadIfItsOwnerAgrees() {
    facts.say("assessmentReviewNeeded", true);
    facts.say("redeploymentChosen", true);
    facts.say("openGates", List.of(1L));
    facts.say("readyToImplement", false);
    facts.say("redeploymentApproved", true);

    var change = requested();
    complete("Task_ReviewAssessment");
    assertThat(change).isWaitingAt("CallActivity_ApprovalGates").hasPassed("Task_PlanRedeployment");
    complete("Task_VoteOnChange");

    assertThat(change)
        .isEnded()
        .hasPassed("End_RedeploymentApproved", "Task_RedeployItem", "End_ChangeRedeployed")
        .hasNotPassed("Task_AuthoriseChange");
  }

  @Test
  void theFirstRefusalEndsTheOtherGatesAndTheChange() {
    facts.say("openGates", List.of(1L, 2L, 3L));

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

    var change = inItsWindow();

    assertThat(effects).filteredOn("assessImpactDelegate"::equals).hasSize(2);
    assertThat(change).hasPassed("Gateway_ChangeRefused").hasNotPassed("End_NotApproved");
  }

  @Test
  void allGatesMustBeDecidedBeforeAChangeIsScheduled() {
    facts.say("openGates", List.of(1L, 2L));

    var change = requested();
    complete("Task_VoteOnChange");
    assertThat(change)
        .isWaitingAt("CallActivity_ApprovalGates")
        .hasNotPassed("Task_AuthoriseChange");
    complete("Task_VoteOnChange");

    assertThat(change).hasPassed("Task_AuthoriseChange", "Task_ScheduleChange");
  }

  @Test
  void aConflictThatComesUpWhenItIsScheduledIsAssessedAgain() {
    facts.say("stillFree", false, true);

    inItsWindow();

    assertThat(effects).filteredOn("assessImpactDelegate"::equals).hasSize(2);
  }

  @Test
  void aScheduledChangeWaitsUntilItsWindowOpens() {
    var change = waitingForItsWindow();
    assertThat(change).isWaitingAt("Gateway_WaitForWindow");

    elapse("Event_WindowOpened");

    assertThat(change).isWaitingAt("CallActivity_ImplementChange");
    assertThat(open("Task_StartImplementation")).isOne();
  }

  @Test
  void aChangeManagerMayStartItBeforeItsWindow() {
    facts.say("startedEarly", true);
    var change = waitingForItsWindow();

    tell("EarlyStartGranted");

    assertThat(change).hasPassed("Event_EarlyStartGranted").hasNotPassed("Event_WindowOpened");
    assertThat(open("Task_FinishImplementation")).isOne();
  }

  @Test
  void anEditWhileVotesAreCastStartsThePreparationAgain() {
    facts.say("openGates", List.of(1L), List.of(2L));

    var change = requested();
    tell("ChangeEdited");

    assertThat(change).isWaitingAt("CallActivity_ApprovalGates").hasPassed("Boundary_ChangeEdited");
    assertThat(open("Task_VoteOnChange")).isOne();
    assertThat(effects).filteredOn("rateRiskDelegate"::equals).hasSize(2);
    assertThat(effects).filteredOn("submitChangeDelegate"::equals).hasSize(1);
  }

  @Test
  void anEditAfterSchedulingStartsThePreparationAgain() {
    var change = inItsWindow();
    facts.say("windowOpen", false);

    tell("ChangeEdited");

    assertThat(change).hasPassed("Boundary_EditedBeforeStart").isWaitingAt("Gateway_WaitForWindow");
    assertThat(open("Task_StartImplementation")).isZero();
  }

  @Test
  void aMissedWindowPutsTheChangeOnHoldUntilANewOneIsPlanned() {
    var change = inItsWindow();

    elapse("Boundary_WindowEnded");
    assertThat(change)
        .hasPassed("Boundary_WindowMissed", "Task_HoldMissedWindow")
        .isWaitingAt("Event_NewWindowPlanned");
    assertThat(open("Task_StartImplementation")).isZero();

    facts.say("windowOpen", false);
    tell("ChangeEdited");

    assertThat(change).isWaitingAt("Gateway_WaitForWindow");
  }

  @Test
  void aFailedImplementationIsReviewedAndClosedAsFailed() {
    facts.say("implementationSucceeded", false);
    facts.say("implemented", false);
    facts.say("failed", true);

    var change = inItsWindow();
    implement();
    assertThat(change).isWaitingAt("CallActivity_ReviewChange");
    complete("Task_ReviewChange");

    assertThat(change).isEnded().hasPassed("Task_CloseChange", "End_ChangeFailed");
    assertThat(effects).doesNotContain("applyChangeSetDelegate");
  }

  @Test
  void whereNoSourceHasReportedAPersonVerifies() {
    facts.say("verifiedBySource", false);

    var change = inItsWindow();
    implement();
    assertThat(change).isWaitingAt("Task_VerifyChange");
    assertThat(groupsOf(task("Task_VerifyChange")))
        .containsExactlyInAnyOrder("network", "implementers");
    complete("Task_VerifyChange");

    assertThat(change).isEnded().hasPassed("End_ChangeClosed");
  }

  @Test
  void aChangeThatWasNotLowAndCleanIsReviewedBeforeItIsClosed() {
    facts.say("reviewDue", true);

    var change = inItsWindow();
    implement();
    assertThat(change).isWaitingAt("CallActivity_ReviewChange").hasNotPassed("Task_CloseChange");
    complete("Task_ReviewChange");

    assertThat(change).isEnded().hasPassed("End_CarriedOut", "End_ChangeClosed");
  }

  @Test
  void anImplementedChangeCanBeBackedOutUntilItIsClosed() {
    facts.say("reviewDue", true);

    var change = inItsWindow();
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
    var change = waitingForItsWindow();

    tell("ChangePutOnHold");
    assertThat(change)
        .hasPassed("Task_HoldChange")
        .isWaitingAt("Task_AwaitResumption", "Gateway_WaitForWindow");
    tell("ChangeResumed");

    assertThat(change)
        .hasPassed("Task_ResumeChange", "End_ChangeResumed")
        .isWaitingAt("Gateway_WaitForWindow")
        .isNotWaitingAt("Task_AwaitResumption");
  }

  @Test
  void reservationsAreReleasedWhenAHoldExpiresAndTheHoldGoesOn() {
    var change = waitingForItsWindow();
    tell("ChangePutOnHold");

    elapse("Boundary_HoldExpired");

    assertThat(change)
        .hasPassed("Task_ReleaseReservations", "End_ReservationsReleased")
        .isWaitingAt("Task_AwaitResumption");
  }

  @Test
  void aChangeCanBePutOnHoldMoreThanOnce() {
    var change = waitingForItsWindow();

    tell("ChangePutOnHold");
    tell("ChangeResumed");
    tell("ChangePutOnHold");

    assertThat(change).isWaitingAt("Task_AwaitResumption");
  }

  @Test
  void aChangeThatIsRejectedWhileOnHoldEndsWhole() {
    facts.say("openGates", List.of(1L));

    var change = requested();
    tell("ChangePutOnHold");
    facts.say("approved", false);
    facts.say("rejected", true);
    facts.say("refused", true);
    facts.say("readyToImplement", false);
    complete("Task_VoteOnChange");

    assertThat(change).isEnded().hasPassed("End_ChangeRejected");
  }
}
