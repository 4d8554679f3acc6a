package org.changecontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Deployment(
    resources = {
      "bpmn/standard-change.bpmn",
      "bpmn/implementation.bpmn",
      "bpmn/post-implementation-review.bpmn"
    })
class StandardChangeProcessTest extends ScriptedProcess {

  @RegisterExtension
  static final ProcessEngineCoverageExtension ENGINE =
      covering("standard-change", "implementation", "post-implementation-review");

  @Override
  ProcessEngineCoverageExtension engine() {
    return ENGINE;
  }

  @BeforeEach
  void aRoutineThatGoesAsPlanned() {
    facts.say("reviewDue", false);
  }

  private ProcessInstance requested() {
    return start("standard-change");
  }

  private void implement() {
    complete("Task_StartImplementation");
    complete("Task_FinishImplementation");
  }

  @Test
  void aRoutineGoesFromRequestToClosureWithoutAGate() {
    var change = requested();
    assertThat(change).isWaitingAt("CallActivity_ImplementChange");
    implement();

    assertThat(change).isEnded().hasPassed("End_ChangeClosed");
    assertThat(effects)
        .containsExactly(
            "registerChangeDelegate",
            "submitChangeDelegate",
            "assessImpactDelegate",
            "determineEligibilityDelegate",
            "authoriseChangeDelegate",
            "scheduleChangeDelegate",
            "beginImplementationDelegate",
            "applyChangeSetDelegate",
            "closeChangeDelegate");
  }

  @Test
  void anIncompleteRequestWaitsForItsRequester() {
    facts.say("complete", false, true);

    var change = requested();
    assertThat(change).isWaitingAt("Task_CompleteRequest").hasNotPassed("Task_SubmitChange");
    complete("Task_CompleteRequest");

    assertThat(change).hasPassed("Task_SubmitChange");
  }

  @Test
  void whatItsModelDoesNotCoverBecomesANormalChange() {
    facts.say("preauthorised", false);
    facts.say("readyToImplement", false);

    var change = requested();

    assertThat(change).isEnded().hasPassed("End_NotEligible", "End_ChangeConverted");
    assertThat(effects)
        .contains("convertChangeDelegate")
        .doesNotContain("authoriseChangeDelegate", "scheduleChangeDelegate");
  }

  @Test
  void itWaitsForItsWindow() {
    facts.say("windowOpen", false);

    var change = requested();
    assertThat(change).hasNotPassed("Join_ReadyToImplement");
    elapse("Event_WindowOpened");

    assertThat(change).isWaitingAt("CallActivity_ImplementChange");
  }

  @Test
  void aChangeManagerStartsItBeforeItsWindow() {
    facts.say("windowOpen", false);

    var change = requested();
    facts.say("startedEarly", true);
    tell("EarlyStartGranted");

    assertThat(change).hasPassed("Event_EarlyStartGranted");
    assertThat(effects).contains("beginImplementationDelegate");
  }

  @Test
  void anEditWhileItWaitsIsDecidedAgain() {
    facts.say("windowOpen", false);

    var change = requested();
    tell("ChangeEdited");

    assertThat(change).hasPassed("Boundary_ChangeEdited");
    assertThat(effects).filteredOn("determineEligibilityDelegate"::equals).hasSize(2);
  }

  @Test
  void anEditBeforeWorkBeginsIsDecidedAgain() {
    var change = requested();
    facts.say("preauthorised", false);
    facts.say("readyToImplement", false);

    tell("ChangeEdited");

    assertThat(change).isEnded().hasPassed("Boundary_EditedBeforeStart", "End_ChangeConverted");
  }

  @Test
  void aMissedWindowPutsItOnHoldUntilANewOneIsPlanned() {
    var change = requested();

    elapse("Boundary_WindowEnded");
    assertThat(change)
        .hasPassed("Boundary_WindowMissed", "Task_HoldMissedWindow")
        .isWaitingAt("Event_NewWindowPlanned");
    tell("ChangeEdited");

    assertThat(change).isWaitingAt("CallActivity_ImplementChange");
  }

  @Test
  void aSampleIsReviewed() {
    facts.say("reviewDue", true);

    var change = requested();
    implement();
    assertThat(change).isWaitingAt("CallActivity_ReviewChange");
    complete("Task_ReviewChange");

    assertThat(change).isEnded().hasPassed("End_ChangeClosed");
  }

  @Test
  void aFailedImplementationIsReviewedAndClosedAsFailed() {
    facts.say("implementationSucceeded", false);
    facts.say("reviewDue", true);
    facts.say("failed", true);

    var change = requested();
    implement();
    complete("Task_ReviewChange");

    assertThat(change).isEnded().hasPassed("Task_CloseChange", "End_ChangeFailed");
    assertThat(effects).doesNotContain("applyChangeSetDelegate");
  }

  @Test
  void whatWasBegunCanBeBackedOut() {
    var change = requested();
    complete("Task_StartImplementation");
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
    var change = requested();
    tell("ChangeCancelled");

    assertThat(change).isEnded().hasPassed("Task_CancelChange", "End_ChangeCancelled");
  }

  @Test
  void aChangeOnHoldStaysWhereItIsUntilItIsResumed() {
    var change = requested();

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
