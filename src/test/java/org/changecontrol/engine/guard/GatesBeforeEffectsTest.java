package org.changecontrol.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Ways round the gate, each refused with the path that goes it. */
class GatesBeforeEffectsTest {

  private static final String NORMAL = "normal-change";
  private static final String EMERGENCY = "emergency-change";
  private static final String GATE = "approval-gate";

  private static final ProcessGuard GUARD = GuardOnFiles.knowing();

  private static EditedModels models() {
    return EditedModels.shipped();
  }

  private static List<String> problems(EditedModels models) {
    return GUARD.problems(models.files());
  }

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
                    .lead(EMERGENCY, "Flow_ChangeApproved_ChangeRefused", "Task_AuthoriseChange")))
        .first()
        .asString()
        .contains("is reached on no path from a start");
    assertThat(
            problems(
                models()
                    .lead(NORMAL, "Flow_ChangeRefused_JoinAssessedAgain", "Task_AuthoriseChange")))
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
                models().lead(GATE, "Flow_EscalateApproval_JoinVoteOnChange", "End_GateApproved")))
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
                    .lead(NORMAL, "Flow_ReviewNeeded_JoinDetermineGates", "End_ReadyToImplement")))
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
                        NORMAL, "Flow_PreparationOutcome_RejectChange", "SubProcess_CarryOutChange")
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
}
