package org.changecontrol.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Test;

/** What an adopter does to a process and may. */
class ModelsOfAdoptersTest {

  private static final String NORMAL = "normal-change";
  private static final String EMERGENCY = "emergency-change";
  private static final String GATE = "approval-gate";
  private static final String REVIEW = "post-implementation-review";

  private static final Consumer<UserTask> CHANGE_MANAGERS =
      task -> {
        task.setCamundaCandidateGroups("change-managers");
        task.setCamundaFormRef("review-assessment");
        task.setCamundaFormRefBinding("deployment");
      };

  private static final ProcessGuard GUARD = GuardOnFiles.knowing("Task_CheckBudget");

  private static EditedModels models() {
    return EditedModels.shipped();
  }

  private static List<String> problems(EditedModels models) {
    return GUARD.problems(models.files());
  }

  @Test
  void somebodyChecksTheBudgetBeforeTheGates() {
    assertThat(
            problems(
                models()
                    .insert(
                        NORMAL,
                        "Flow_JoinDetermineGates_DetermineGates",
                        UserTask.class,
                        "Task_CheckBudget",
                        CHANGE_MANAGERS)))
        .isEmpty();
  }

  @Test
  void theAssessmentOfAnEmergencyIsReviewedToo() {
    assertThat(
            problems(
                models()
                    .insert(
                        EMERGENCY,
                        "Flow_RateRisk_DetermineGates",
                        UserTask.class,
                        "Task_ReviewAssessment",
                        CHANGE_MANAGERS)))
        .isEmpty();
  }

  @Test
  void votersAreRemindedWhenTheirGateIsEscalated() {
    assertThat(
            problems(
                models()
                    .insert(
                        GATE,
                        "Flow_ApprovalOverdue_EscalateApproval",
                        ServiceTask.class,
                        "Task_RemindVotersOnce",
                        task -> task.setCamundaDelegateExpression("${remindVotersDelegate}"))))
        .isEmpty();
  }

  @Test
  void everythingIsCalledByOtherNames() {
    assertThat(
            problems(
                models()
                    .edit(
                        NORMAL,
                        model ->
                            model
                                .getModelElementsByType(FlowNode.class)
                                .forEach(node -> node.setName("Schritt " + node.getId())))))
        .isEmpty();
  }

  @Test
  void theGatesAreAskedTwice() {
    assertThat(
            problems(
                models()
                    .insert(
                        EMERGENCY,
                        "Flow_ApprovalGates_ChangeApproved",
                        CallActivity.class,
                        "CallActivity_SecondGates",
                        call -> call.setCalledElement("approval-gate"))))
        .isEmpty();
  }

  @Test
  void aReviewIsEscalatedAfterTwoHours() {
    assertThat(
            problems(
                models()
                    .replace(
                        REVIEW,
                        "<bpmn:timeDate"
                            + " xsi:type=\"bpmn:tFormalExpression\">${changeFacts.reviewOverdueAt(execution)}</bpmn:timeDate>",
                        "<bpmn:timeDuration"
                            + " xsi:type=\"bpmn:tFormalExpression\">PT2H</bpmn:timeDuration>")))
        .isEmpty();
  }

  @Test
  void aConditionAsksForMore() {
    assertThat(
            problems(
                models()
                    .replace(
                        NORMAL,
                        "${changeFacts.approved(execution)}",
                        "${changeFacts.approved(execution) and changeFacts.complete(execution)}")
                    .replace(
                        NORMAL,
                        "${changeFacts.reviewDue(execution)}",
                        "${!changeFacts.verifiedBySource(execution) ||"
                            + " changeFacts.reviewDue(execution)}")))
        .isEmpty();
  }

  @Test
  void whileTheGatesAreAskedSomethingElseIsDone() {
    assertThat(problems(beside("assessImpactDelegate", "rateRiskDelegate"))).isEmpty();
  }

  @Test
  void butNothingThatMakesTheirAnswerVoid() {
    assertThat(problems(beside("rateRiskDelegate", "assessImpactDelegate")))
        .singleElement()
        .asString()
        .contains("Task_AuthoriseChange touches the estate")
        .contains("Split_Gates → ")
        .endsWith("Join_Gates → Gateway_ChangeApproved → Task_AuthoriseChange");
  }

  @Test
  void andNothingThatTouchesTheEstate() {
    assertThat(problems(beside("assessImpactDelegate", "applyChangeSetDelegate")))
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .contains("Task_Beside touches the estate by ${applyChangeSetDelegate}")
                    .endsWith("Split_Gates → Task_Beside"));
  }

  /** A branch beside the approval gates of an emergency. */
  private static EditedModels beside(String before, String beside) {
    return models()
        .replace(EMERGENCY, "${assessImpactDelegate}", "${" + before + "}")
        .insert(
            EMERGENCY,
            "Flow_DetermineGates_ApprovalGates",
            ParallelGateway.class,
            "Split_Gates",
            split -> {})
        .insert(
            EMERGENCY,
            "Flow_ApprovalGates_ChangeApproved",
            ParallelGateway.class,
            "Join_Gates",
            join -> {})
        .edit(
            EMERGENCY,
            model -> {
              FlowNode split = model.getModelElementById("Split_Gates");
              ServiceTask task =
                  EditedModels.add(
                      model, split.getParentElement(), ServiceTask.class, "Task_Beside");
              task.setCamundaDelegateExpression("${" + beside + "}");
              EditedModels.connect(model, split, task);
              EditedModels.connect(model, task, model.getModelElementById("Join_Gates"));
            });
  }

  @Test
  void whoReviewsAnAssessmentIsRemindedWithoutBeingInterrupted() {
    assertThat(
            problems(
                models()
                    .edit(
                        NORMAL,
                        model -> {
                          UserTask task = model.getModelElementById("Task_ReviewAssessment");
                          BoundaryEvent event =
                              task.builder()
                                  .boundaryEvent("Boundary_AssessmentReminder")
                                  .cancelActivity(false)
                                  .timerWithDuration("P1D")
                                  .getElement();
                          EndEvent end =
                              EditedModels.add(
                                  model,
                                  task.getParentElement(),
                                  EndEvent.class,
                                  "End_ReviewerReminded");
                          EditedModels.connect(model, event, end);
                        })))
        .isEmpty();
  }

  @Test
  void aProcessOfTheAdopterThatTouchesNothing() {
    assertThat(
            problems(
                models()
                    .add(
                        "quick-change",
                        QuickChange.MODEL.replace("applyChangeSet", "remindVoters"))))
        .isEmpty();
  }
}
