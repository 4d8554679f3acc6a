package org.changecontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Deployment(resources = "bpmn/post-implementation-review.bpmn")
class PostImplementationReviewProcessTest extends ScriptedProcess {

  @RegisterExtension
  static final ProcessEngineCoverageExtension ENGINE = covering("post-implementation-review");

  @Override
  ProcessEngineCoverageExtension engine() {
    return ENGINE;
  }

  @Test
  void aChangeManagerReviewsTheChange() {
    var review = start("post-implementation-review");
    assertThat(groupsOf(task("Task_ReviewChange")))
        .containsExactlyInAnyOrder("change-managers", "configuration-managers");
    assertThat(task("Task_ReviewChange").getDueDate()).isNotNull();
    complete("Task_ReviewChange");

    assertThat(review)
        .isEnded()
        .hasPassed("Task_BeginReview", "End_ChangeReviewed")
        .hasNotPassed("Task_EscalateReview");
  }

  @Test
  void anOverdueReviewIsEscalatedAndCanStillBeHeld() {
    var review = start("post-implementation-review");
    facts.say("reviewers", java.util.List.of("change-managers", "executives"));

    elapse("Boundary_ReviewOverdue");

    assertThat(review).hasPassed("Task_EscalateReview").isWaitingAt("Task_ReviewChange");
    assertThat(groupsOf(task("Task_ReviewChange")))
        .containsExactlyInAnyOrder("change-managers", "executives");
    complete("Task_ReviewChange");
    assertThat(review).isEnded();
  }
}
