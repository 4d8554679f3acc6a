package org.changecontrol.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.changecontrol.engine.ModelGate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What an adopter may break in a process, each refused for its own reason and with its path. */
class ProcessGuardTest {

  private static final String NORMAL = "normal-change";
  private static final String EMERGENCY = "emergency-change";
  private static final String STANDARD = "standard-change";
  private static final String MODEL = "standard-change-model";
  private static final String GATE = "approval-gate";
  private static final String IMPLEMENTATION = "implementation";
  private static final String REVIEW = "post-implementation-review";

  private static final ProcessGuard GUARD = GuardOnFiles.knowing();

  private static EditedModels models() {
    return EditedModels.shipped();
  }

  private static List<String> problems(EditedModels models) {
    return GUARD.problems(models.files());
  }

  @Test
  void theShippedModelsPass() {
    assertThat(problems(models())).isEmpty();
  }

  /** What is declared and not there would protect nothing. */
  @Test
  void theDeclaredControlsNameWhatIsThere() {
    KnownBeans beans = GuardOnFiles.beans();
    assertThat(GuardOnFiles.controls())
        .hasSizeGreaterThan(1)
        .allSatisfy(
            controls -> {
              assertThat(controls.effects()).allMatch(bean -> beans.type(bean) != null);
              assertThat(controls.escalations().values())
                  .allMatch(bean -> beans.type(bean) != null);
              assertThat(controls.voids())
                  .allMatch(word -> controls.messages().contains(word) || beans.type(word) != null);
              assertThat(controls.gates())
                  .flatExtracting(ModelGate::steps)
                  .filteredOn(step -> step.kind() == ModelGate.Kind.DELEGATE)
                  .allMatch(step -> beans.type(step.name()) != null);
            });
  }

  /** Ways round the gate, in the process itself and through what it calls and contains. */
  @Nested
  class GatesBeforeTheEstate {

    @Test
    void theGatesAreNotAsked() {
      assertThat(problems(models().bypass(NORMAL, "CallActivity_ApprovalGates")))
          .containsExactly(
              "bpmn/normal-change.bpmn: Task_AuthoriseChange touches the estate by"
                  + " ${authoriseChangeDelegate} on a path that lacks a call of approval-gate"
                  + " (approval) or ${determineEligibilityDelegate} (pre-authorisation by a"
                  + " published model): Start_ChangeRequested → Task_RegisterChange →"
                  + " Join_RequestComplete → Gateway_RequestComplete → Task_SubmitChange →"
                  + " Join_PrepareChange → SubProcess_PrepareChange → Start_PreparationBegun →"
                  + " Join_AssessImpact → Task_AssessImpact → Task_RateRisk → Gateway_ReviewNeeded"
                  + " → Join_DetermineGates → Task_DetermineGates → Gateway_ChangeApproved →"
                  + " Gateway_Redeploy → Task_AuthoriseChange");
    }

    @Test
    void theGatesAreAskedAndNobodyListens() {
      assertThat(
              problems(
                  models()
                      .replace(
                          NORMAL,
                          "${changeFacts.approved(execution)}",
                          "${changeFacts.windowOpen(execution)}")))
          .singleElement()
          .asString()
          .startsWith("bpmn/normal-change.bpmn: Task_AuthoriseChange touches the estate")
          .contains("lacks a yes to ${changeFacts.approved(execution)} (approval)")
          .contains("CallActivity_ApprovalGates → approval-gate:Start_GateOpened")
          .endsWith("Gateway_ChangeApproved → Gateway_Redeploy → Task_AuthoriseChange");
    }

    @Test
    void theAnswerIsTurnedRound() {
      assertThat(
              problems(
                  models()
                      .replace(
                          EMERGENCY,
                          "${changeFacts.approved(execution)}",
                          "${!changeFacts.approved(execution)}")))
          .singleElement()
          .asString()
          .startsWith("bpmn/emergency-change.bpmn: Task_AuthoriseChange touches the estate")
          .contains("lacks a yes to ${changeFacts.approved(execution)}");
    }

    @Test
    void theRefusedBranchLeadsToTheEstate() {
      assertThat(
              problems(
                  models()
                      .lead(
                          EMERGENCY, "Flow_ChangeApproved_ChangeRefused", "Task_AuthoriseChange")))
          .first()
          .asString()
          .contains("is reached on no path from a start");
      assertThat(
              problems(
                  models()
                      .lead(
                          NORMAL, "Flow_ChangeRefused_JoinAssessedAgain", "Task_AuthoriseChange")))
          .singleElement()
          .asString()
          .contains("lacks a yes to ${changeFacts.approved(execution)}")
          .endsWith("Gateway_ChangeApproved → Gateway_ChangeRefused → Task_AuthoriseChange");
    }

    @Test
    void theGatesAreAskedBeforeItIsDeterminedWhichOnes() {
      assertThat(
              problems(
                  models()
                      .lead(
                          NORMAL,
                          "Flow_JoinDetermineGates_DetermineGates",
                          "CallActivity_ApprovalGates")
                      .lead(NORMAL, "Flow_ApprovalGates_ChangeApproved", "Task_DetermineGates")
                      .lead(NORMAL, "Flow_DetermineGates_ApprovalGates", "Gateway_ChangeApproved")))
          .singleElement()
          .asString()
          .contains("Task_AuthoriseChange touches the estate")
          .contains("lacks a call of approval-gate");
    }

    @Test
    void aGateIsDecidedWithoutAVote() {
      assertThat(
              problems(
                  models().lead(GATE, "Flow_GateOpened_JoinVoteOnChange", "Gateway_GateDecided")))
          .anySatisfy(
              problem ->
                  assertThat(problem)
                      .contains("Task_AuthoriseChange touches the estate")
                      .contains("lacks the completion of Task_VoteOnChange")
                      .contains(
                          "approval-gate:Start_GateOpened → approval-gate:Gateway_GateDecided"));
    }

    @Test
    void aTimeoutApproves() {
      assertThat(
              problems(
                  models()
                      .lead(GATE, "Flow_EscalateApproval_JoinVoteOnChange", "End_GateApproved")))
          .anySatisfy(
              problem ->
                  assertThat(problem)
                      .contains("Task_AuthoriseChange touches the estate")
                      .contains("lacks the completion of Task_VoteOnChange")
                      .contains(
                          "approval-gate:Boundary_ApprovalOverdue →"
                              + " approval-gate:Task_EscalateApproval →"
                              + " approval-gate:End_GateApproved → Gateway_ChangeApproved"));
    }

    @Test
    void anAssessmentThatWasNotAcceptedEndsAsReady() {
      assertThat(
              problems(
                  models()
                      .lead(
                          NORMAL, "Flow_ReviewNeeded_JoinDetermineGates", "End_ReadyToImplement")))
          .singleElement()
          .asString()
          .startsWith(
              "bpmn/normal-change.bpmn: End_ReadyToImplement ends SubProcess_PrepareChange both for"
                  + " what a gate let through and for what it did not")
          .endsWith("Gateway_ReviewNeeded → End_ReadyToImplement");
    }

    @Test
    void carryingOutIsWhatHappensWhenNothingElseDoes() {
      assertThat(
              problems(
                  models()
                      .lead(
                          NORMAL,
                          "Flow_PreparationOutcome_RejectChange",
                          "SubProcess_CarryOutChange")
                      .bypass(NORMAL, "Task_RejectChange")))
          .anySatisfy(
              problem ->
                  assertThat(problem)
                      .startsWith(
                          "bpmn/implementation.bpmn: Task_BeginImplementation touches the estate")
                      .contains("Gateway_PreparationOutcome → SubProcess_CarryOutChange")
                      .endsWith("implementation:Task_BeginImplementation"));
    }

    @Test
    void anEditedChangeIsCarriedOutWithoutBeingJudgedAnew() {
      assertThat(
              problems(
                  models()
                      .lead(
                          EMERGENCY,
                          "Flow_EditedBeforeStart_JoinPlannedAnew",
                          "SubProcess_CarryOutChange")))
          .anySatisfy(
              problem ->
                  assertThat(problem)
                      .startsWith(
                          "bpmn/implementation.bpmn: Task_BeginImplementation touches the estate")
                      .contains("lacks ${determineGatesDelegate}")
                      .contains("Boundary_EditedBeforeStart → SubProcess_CarryOutChange"));
    }

    @Test
    void aTimerOnThePreparationLeadsRoundTheGate() {
      assertThat(
              problems(
                  models()
                      .replace(
                          NORMAL,
                          "<bpmn:messageEventDefinition messageRef=\"Message_ChangeEdited\" />\n"
                              + "    </bpmn:boundaryEvent>\n"
                              + "    <bpmn:boundaryEvent id=\"Boundary_EditedBeforeStart\"",
                          "<bpmn:timerEventDefinition><bpmn:timeDuration"
                              + " xsi:type=\"bpmn:tFormalExpression\">P1D</bpmn:timeDuration></bpmn:timerEventDefinition>\n"
                              + "    </bpmn:boundaryEvent>\n"
                              + "    <bpmn:boundaryEvent id=\"Boundary_EditedBeforeStart\"")
                      .lead(NORMAL, "Flow_ChangeEdited_JoinReworkRequested", "Task_RedeployItem")))
          .singleElement()
          .asString()
          .startsWith("bpmn/normal-change.bpmn: Task_RedeployItem touches the estate")
          .endsWith("SubProcess_PrepareChange → Boundary_ChangeEdited → Task_RedeployItem");
    }

    @Test
    void anEventSubProcessTouchesTheEstate() {
      assertThat(
              problems(
                  models().replace(NORMAL, "${holdChangeDelegate}", "${applyChangeSetDelegate}")))
          .singleElement()
          .asString()
          .startsWith("bpmn/normal-change.bpmn: Task_HoldChange touches the estate")
          .endsWith("Start_ChangeRequested → Start_ChangePutOnHold → Task_HoldChange");
    }

    @Test
    void aListenerTouchesTheEstate() {
      assertThat(
              problems(
                  models()
                      .edit(
                          NORMAL,
                          model ->
                              ((BusinessRuleTask) model.getModelElementById("Task_RateRisk"))
                                  .builder()
                                  .camundaExecutionListenerDelegateExpression(
                                      "end", "${applyChangeSetDelegate}"))))
          .singleElement()
          .asString()
          .startsWith(
              "bpmn/normal-change.bpmn: Task_RateRisk touches the estate by"
                  + " ${applyChangeSetDelegate}");
    }

    @Test
    void aProcessOfTheAdopterGoesStraightToTheEstate() {
      assertThat(problems(models().add("quick-change", QuickChange.MODEL)))
          .containsExactly(
              "bpmn/quick-change.bpmn: Task_ApplyChangeSet touches the estate by"
                  + " ${applyChangeSetDelegate} on a path that lacks ${determineGatesDelegate}"
                  + " (approval) or ${determineEligibilityDelegate} (pre-authorisation by a"
                  + " published model): Start_ChangeRequested → Task_ApplyChangeSet");
    }

    @Test
    void aCalledPartThatTouchesTheEstateMayBeStartedByItself() {
      assertThat(
              problems(
                  models().replace(IMPLEMENTATION, "camunda:isStartableInTasklist=\"false\"", "")))
          .contains(
              "bpmn/implementation.bpmn: Task_BeginImplementation touches the estate by"
                  + " ${beginImplementationDelegate} on a path that lacks"
                  + " ${determineGatesDelegate} (approval) or ${determineEligibilityDelegate}"
                  + " (pre-authorisation by a published model): Start_ImplementationDue →"
                  + " Gateway_StartedEarly → Join_BeginImplementation → Task_BeginImplementation");
    }

    @Test
    void aStandardChangeIsNotAskedForItsModel() {
      assertThat(problems(models().bypass(STANDARD, "Task_DetermineEligibility")))
          .first()
          .asString()
          .startsWith(
              "bpmn/standard-change.bpmn: Task_AuthoriseChange touches the estate by"
                  + " ${authoriseChangeDelegate} on a path that lacks")
          .contains("${determineEligibilityDelegate} (pre-authorisation by a published model)")
          .endsWith("Task_AssessImpact → Gateway_ChangeEligible → Task_AuthoriseChange");
    }

    @Test
    void aStandardChangeThatIsNotEligibleGoesOn() {
      assertThat(
              problems(
                  models()
                      .replace(
                          STANDARD,
                          "${changeFacts.preauthorised(execution)}",
                          "${changeFacts.complete(execution)}")))
          .first()
          .asString()
          .contains("lacks ${determineGatesDelegate} (approval) or a yes to")
          .contains("${changeFacts.preauthorised(execution)} (pre-authorisation");
    }

    @Test
    void aModelIsPublishedUnread() {
      assertThat(
              problems(
                  models().lead(MODEL, "Flow_DetermineGates_ApprovalGates", "Task_PublishModel")))
          .anySatisfy(
              problem ->
                  assertThat(problem)
                      .startsWith(
                          "bpmn/standard-change-model.bpmn: Task_PublishModel touches the estate")
                      .endsWith(
                          "Start_ModelProposed → Task_RegisterProposal → Join_DetermineGates →"
                              + " Task_DetermineGates → Task_PublishModel"));
    }

    @Test
    void nothingIsEverLetThrough() {
      assertThat(
              problems(
                  models()
                      .lead(
                          EMERGENCY, "Flow_DetermineGates_ApprovalGates", "End_ReadyToImplement")))
          .anySatisfy(
              problem ->
                  assertThat(problem)
                      .startsWith(
                          "bpmn/emergency-change.bpmn: Flow_PreparationOutcome_CarryOutChange is for"
                              + " what was let through (changeFacts.readyToImplement)")
                      .contains("no path to it has passed a gate"));
    }
  }

  @Nested
  class Ways {

    @Test
    void anEndThatNothingLeadsTo() {
      assertThat(problems(models().removeFlow(NORMAL, "Flow_ClosedHow_ChangeFailed")))
          .containsExactly(
              "bpmn/normal-change.bpmn: End_ChangeFailed is reached on no path from a start; the way"
                  + " to it begins at End_ChangeFailed");
    }

    @Test
    void aPieceThatHangsInTheAir() {
      assertThat(
              problems(
                  models().lead(EMERGENCY, "Flow_CarryOutChange_CloseChange", "End_ChangeClosed")))
          .containsExactly(
              "bpmn/emergency-change.bpmn: Task_CloseChange is reached on no path from a start; the"
                  + " way to it begins at Task_CloseChange",
              "bpmn/emergency-change.bpmn: End_ChangeFailed is reached on no path from a start; the"
                  + " way to it begins at Task_CloseChange → Gateway_ClosedHow → End_ChangeFailed");
    }

    @Test
    void aStepThatLeadsNowhere() {
      assertThat(problems(models().removeFlow(REVIEW, "Flow_EscalateReview_JoinReviewChange")))
          .containsExactly(
              "bpmn/post-implementation-review.bpmn: Task_EscalateReview leads nowhere and is no"
                  + " end: Start_ReviewDue → Task_BeginReview → Join_ReviewChange →"
                  + " Task_ReviewChange → Boundary_ReviewOverdue → Task_EscalateReview");
    }

    @Test
    void aLoopWithoutAWayOut() {
      assertThat(
              problems(
                  models().lead(REVIEW, "Flow_ReviewChange_ChangeReviewed", "Join_ReviewChange")))
          .anyMatch(
              problem ->
                  problem.startsWith(
                      "bpmn/post-implementation-review.bpmn: Start_ReviewDue never comes to an"
                          + " end"));
    }

    @Test
    void aPartThatCallsItself() {
      assertThat(
              problems(
                  models()
                      .retag(
                          REVIEW,
                          "Task_EscalateReview",
                          "callActivity",
                          " calledElement=\"post-implementation-review\"")))
          .anyMatch(
              problem ->
                  problem.contains(
                      "Task_EscalateReview calls post-implementation-review, of which it is a part"
                          + " itself: Start_ChangeRequested → "));
    }

    @Test
    void whatCannotBeFollowed() {
      assertThat(
              problems(
                  models()
                      .retag(
                          NORMAL,
                          "Gateway_ClosedHow",
                          "complexGateway",
                          " default=\"Flow_ClosedHow_ChangeClosed\"")))
          .containsExactly(
              "bpmn/normal-change.bpmn: Gateway_ClosedHow is a complexGateway that cannot be"
                  + " followed from its start to its end; use gateways and error events");
    }
  }

  @Nested
  class People {

    @Test
    void aTaskForNobody() {
      assertThat(
              problems(
                  models()
                      .replace(
                          NORMAL,
                          " camunda:candidateGroups=\"change-managers,configuration-managers\"",
                          "")))
          .singleElement()
          .asString()
          .startsWith(
              "bpmn/normal-change.bpmn: Task_ReviewAssessment is for nobody; it has neither an"
                  + " assignee nor candidate groups: Start_ChangeRequested → ")
          .endsWith("Gateway_ReviewNeeded → Task_ReviewAssessment");
    }

    @Test
    void aTaskWithoutAForm() {
      assertThat(
              problems(
                  models()
                      .replace(
                          IMPLEMENTATION,
                          " camunda:formRef=\"finish-implementation\""
                              + " camunda:formRefBinding=\"deployment\"",
                          "")))
          .singleElement()
          .asString()
          .startsWith(
              "bpmn/implementation.bpmn: Task_FinishImplementation shows no form:"
                  + " Start_ChangeRequested → ")
          .endsWith("implementation:Task_FinishImplementation");
    }

    @Test
    void aVoteThatIsNeverEscalated() {
      assertThat(
              problems(
                  models()
                      .lead(GATE, "Flow_ApprovalOverdue_EscalateApproval", "Task_VoteOnChange")
                      .lead(GATE, "Flow_ApprovalReminder_RemindVoters", "Task_EscalateApproval")))
          .anySatisfy(
              problem ->
                  assertThat(problem)
                      .startsWith(
                          "bpmn/approval-gate.bpmn: Task_VoteOnChange may wait for ever; a timer on"
                              + " it that interrupts must lead to ${escalateApprovalDelegate}:")
                      .endsWith("approval-gate:Task_VoteOnChange"));
    }

    @Test
    void aReviewWhoseTimerDoesNotInterrupt() {
      assertThat(
              problems(
                  models()
                      .replace(
                          REVIEW,
                          "attachedToRef=\"Task_ReviewChange\"",
                          "attachedToRef=\"Task_ReviewChange\" cancelActivity=\"false\"")))
          .singleElement()
          .asString()
          .contains("Task_ReviewChange may wait for ever");
    }

    @Test
    void aTaskThatNobodyCouldComplete() {
      assertThat(
              problems(models().replace(NORMAL, "\"Task_VerifyChange\"", "\"Task_VerifyChanges\"")))
          .singleElement()
          .asString()
          .contains("Task_VerifyChanges is known to no rule of the platform");
    }
  }

  @Nested
  class Code {

    @Test
    void aDelegateThatIsNotThere() {
      assertThat(problems(models().replace(NORMAL, "${rateRiskDelegate}", "${guessRiskDelegate}")))
          .containsExactly(
              "bpmn/normal-change.bpmn: Task_RateRisk runs ${guessRiskDelegate}, which is no bean"
                  + " of the platform");
    }

    @Test
    void aBeanThatIsNoDelegate() {
      assertThat(problems(models().replace(NORMAL, "${rateRiskDelegate}", "${changeDesk}")))
          .containsExactly(
              "bpmn/normal-change.bpmn: Task_RateRisk runs ${changeDesk}, which is no delegate");
    }

    @Test
    void aTaskThatDoesNothing() {
      assertThat(
              problems(
                  models()
                      .replace(NORMAL, " camunda:delegateExpression=\"${rateRiskDelegate}\"", "")))
          .containsExactly(
              "bpmn/normal-change.bpmn: Task_RateRisk does nothing: it names no delegate of the"
                  + " platform");
    }

    @Test
    void workThatIsDoneBehindTheDelegates() {
      assertThat(
              problems(
                  models()
                      .replace(
                          NORMAL,
                          "camunda:delegateExpression=\"${rateRiskDelegate}\"",
                          "camunda:expression=\"${changeDesk.apply(execution.processBusinessKey)}\"")))
          .first()
          .asString()
          .startsWith(
              "bpmn/normal-change.bpmn: Task_RateRisk does its work by camunda:expression=");
      assertThat(
              problems(
                  models()
                      .replace(
                          NORMAL,
                          "camunda:delegateExpression=\"${rateRiskDelegate}\"",
                          "camunda:class=\"org.example.Anything\"")))
          .first()
          .asString()
          .contains("does its work by camunda:class=");
      assertThat(
              problems(
                  models()
                      .replace(
                          NORMAL,
                          "camunda:delegateExpression=\"${rateRiskDelegate}\"",
                          "xmlns:old=\"http://activiti.org/bpmn\""
                              + " old:delegateExpression=\"${applyChangeSetDelegate}\"")))
          .first()
          .asString()
          .contains("uses delegateExpression in an old namespace");
    }

    @Test
    void aBeanThatIsCalledWhereSomebodyIsNamed() {
      assertThat(
              problems(
                  models()
                      .replace(
                          NORMAL,
                          "${changeFacts.requester(execution)}",
                          "${applyChangeSetDelegate.execute(execution)}")))
          .containsExactly(
              "bpmn/normal-change.bpmn: Task_CompleteRequest asks"
                  + " ${applyChangeSetDelegate.execute(execution)}, but applyChangeSetDelegate is a"
                  + " delegate and tells nothing");
    }

    @Test
    void aVariableThatDecides() {
      assertThat(
              problems(
                  models()
                      .replace(
                          NORMAL, "${changeFacts.assessmentAccepted(execution)}", "${accepted}")))
          .containsExactly(
              "bpmn/normal-change.bpmn: Flow_AssessmentDecision_JoinDetermineGates decides by"
                  + " ${accepted}, which is no fact of the record");
    }

    @Test
    void aFactThatIsNotThere() {
      assertThat(
              problems(
                  models()
                      .replace(
                          NORMAL,
                          "${changeFacts.stillFree(execution)}",
                          "${changeFacts.lucky(execution)}")))
          .containsExactly(
              "bpmn/normal-change.bpmn: Flow_StillFree_WindowOpen asks"
                  + " ${changeFacts.lucky(execution)}, which no fact of the record is called");
    }

    @Test
    void aFactOfTheWrongKind() {
      assertThat(
              problems(
                  models()
                      .replace(
                          NORMAL,
                          "${changeFacts.windowStart(execution)}",
                          "${changeFacts.windowOpen(execution)}")))
          .containsExactly(
              "bpmn/normal-change.bpmn: Event_WindowOpened asks"
                  + " ${changeFacts.windowOpen(execution)}, which answers with boolean and cannot be"
                  + " used as timeDate");
    }

    @Test
    void aMessageThatNothingSends() {
      assertThat(problems(models().replace(NORMAL, "name=\"EarlyStartGranted\"", "name=\"GoOn\"")))
          .singleElement()
          .asString()
          .startsWith(
              "bpmn/normal-change.bpmn: Event_EarlyStartGranted waits for the message GoOn, which"
                  + " nothing sends: Start_ChangeRequested → ")
          .endsWith("Gateway_WaitForWindow → Event_EarlyStartGranted");
    }

    @Test
    void anErrorThatNothingThrowsAndOneThatNobodyCatches() {
      assertThat(
              problems(
                  models()
                      .replace(EMERGENCY, "errorCode=\"WINDOW_MISSED\"", "errorCode=\"TOO_LATE\"")))
          .hasSize(2)
          .anySatisfy(
              problem ->
                  assertThat(problem)
                      .startsWith(
                          "bpmn/emergency-change.bpmn: Boundary_WindowMissed catches the error"
                              + " TOO_LATE, which nothing throws there: Start_ChangeRequested → "))
          .anySatisfy(
              problem ->
                  assertThat(problem)
                      .startsWith(
                          "bpmn/implementation.bpmn: End_WindowMissed throws the error"
                              + " WINDOW_MISSED, which nobody catches: Start_ChangeRequested → ")
                      .endsWith(
                          "implementation:Boundary_WindowEnded →"
                              + " implementation:End_WindowMissed"));
    }

    @Test
    void aProcessThatThePlatformStartsIsGone() {
      assertThat(problems(models().remove(EMERGENCY)))
          .containsExactly(
              "bpmn/: the process emergency-change, which the platform starts, is missing");
    }
  }
}
