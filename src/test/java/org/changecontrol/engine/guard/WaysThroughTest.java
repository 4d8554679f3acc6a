package org.changecontrol.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Ends that are not reached and ways that do not end, each refused with what shows it. */
class WaysThroughTest {

  private static final String NORMAL = "normal-change";
  private static final String EMERGENCY = "emergency-change";
  private static final String REVIEW = "post-implementation-review";

  private static final ProcessGuard GUARD = GuardOnFiles.knowing();

  private static EditedModels models() {
    return EditedModels.shipped();
  }

  private static List<String> problems(EditedModels models) {
    return GUARD.problems(models.files());
  }

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
