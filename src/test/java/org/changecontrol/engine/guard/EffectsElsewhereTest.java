package org.changecontrol.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.junit.jupiter.api.Test;

/** What touches the estate from where nobody would look, each refused with its path. */
class EffectsElsewhereTest {

  private static final String NORMAL = "normal-change";
  private static final String EMERGENCY = "emergency-change";
  private static final String STANDARD = "standard-change";
  private static final String MODEL = "standard-change-model";
  private static final String IMPLEMENTATION = "implementation";

  private static final ProcessGuard GUARD = GuardOnFiles.knowing();

  private static EditedModels models() {
    return EditedModels.shipped();
  }

  private static List<String> problems(EditedModels models) {
    return GUARD.problems(models.files());
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
  void whatWasDoneOutsideBecomesTheRecordUnasked() {
    assertThat(problems(models().bypass("retrospective-change", "CallActivity_ApprovalGates")))
        .singleElement()
        .asString()
        .startsWith(
            "bpmn/retrospective-change.bpmn: Task_RecordDifference touches the estate by"
                + " ${recordDifferenceDelegate} on a path that lacks a call of approval-gate")
        .endsWith("Task_DetermineGates → Gateway_ChangeApproved → Task_RecordDifference");
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
                    .lead(EMERGENCY, "Flow_DetermineGates_ApprovalGates", "End_ReadyToImplement")))
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .startsWith(
                        "bpmn/emergency-change.bpmn: Flow_PreparationOutcome_CarryOutChange is for"
                            + " what was let through (changeFacts.readyToImplement)")
                    .contains("no path to it has passed a gate"));
  }
}
