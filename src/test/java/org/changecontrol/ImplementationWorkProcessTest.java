package org.changecontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Deployment(resources = "bpmn/implementation-work.bpmn")
class ImplementationWorkProcessTest extends ScriptedProcess {

  @RegisterExtension
  static final ProcessEngineCoverageExtension ENGINE = covering("implementation-work");

  @Override
  ProcessEngineCoverageExtension engine() {
    return ENGINE;
  }

  @Test
  void aMemberOfTheTeamCarriesItOut() {
    var begins = Date.from(Instant.parse("2030-01-02T03:04:05Z"));
    facts.say("begins", begins);

    var work = start("implementation-work");

    var task = task("Task_CarryOutWork");
    assertThat(task).isNotAssigned().hasCandidateUser("implementer");
    assertThat(groupsOf(task)).containsExactly("peers");
    assertThat(task.getFollowUpDate()).isEqualTo(begins);
    assertThat(task.getDueDate()).isNotNull();
    complete("Task_CarryOutWork");
    assertThat(work).isEnded().hasPassed("End_WorkReported");
  }

  @Test
  void itIsThatOfItsAssigneeWhereItHasOne() {
    facts.say("assignee", "peer");

    start("implementation-work");

    assertThat(task("Task_CarryOutWork")).isAssignedTo("peer");
  }

  @Test
  void whatIsOverdueIsEscalatedAndCanStillBeReported() {
    var work = start("implementation-work");

    elapse("Boundary_WorkOverdue");

    assertThat(work).hasPassed("End_WorkEscalated").isWaitingAt("Task_CarryOutWork");
    assertThat(effects).containsExactly("escalateWorkDelegate");
    complete("Task_CarryOutWork");
    assertThat(work).isEnded().hasPassed("End_WorkReported");
  }
}
