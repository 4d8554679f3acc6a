package org.changecontrol.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks that would wait for ever, each refused with the path that leads to it. */
class PeopleAtTasksTest {

  private static final String NORMAL = "normal-change";
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
