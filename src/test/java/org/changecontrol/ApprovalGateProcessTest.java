package org.changecontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.util.List;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Deployment(resources = "bpmn/approval-gate.bpmn")
class ApprovalGateProcessTest extends ScriptedProcess {

  @RegisterExtension static final ProcessEngineCoverageExtension ENGINE = covering("approval-gate");

  @Override
  ProcessEngineCoverageExtension engine() {
    return ENGINE;
  }

  @Test
  void aBallotIsForItsGroupAndSaysUntilWhen() {
    start("approval-gate");

    var ballot = task("Task_VoteOnChange");
    assertThat(ballot).isNotAssigned().hasDueDate(facts.due(null));
    assertThat(groupsOf(ballot)).containsExactly("peers");
  }

  @Test
  void aBallotMayBeForOnePerson() {
    facts.say("voter", "owner");

    start("approval-gate");

    assertThat(task("Task_VoteOnChange")).isAssignedTo("owner");
  }

  @Test
  void theLastBallotDecides() {
    facts.say("ballots", List.of("first", "second"));

    var gate = start("approval-gate");
    complete("Task_VoteOnChange");
    assertThat(gate).isWaitingAt("Task_VoteOnChange");
    complete("Task_VoteOnChange");

    assertThat(gate).isEnded().hasPassed("End_GateApproved");
  }

  @Test
  void aGateThatIsDecidedTakesBackTheBallotsThatAreLeft() {
    facts.say("ballots", List.of("first", "second", "third"));
    facts.say("decided", true);
    facts.say("approved", false);
    facts.say("rejected", true);

    var gate = start("approval-gate");
    complete("Task_VoteOnChange");

    assertThat(gate).isEnded().hasPassed("End_GateRejected");
  }

  @Test
  void aGateThatIsStillUndecidedHandsOutBallotsAnew() {
    facts.say("approved", false, true);

    var gate = start("approval-gate");
    complete("Task_VoteOnChange");
    assertThat(gate).isWaitingAt("Task_VoteOnChange");
    complete("Task_VoteOnChange");

    assertThat(gate).isEnded().hasPassed("End_GateApproved");
  }

  @Test
  void votersAreRemindedAndKeepTheirBallots() {
    var gate = start("approval-gate");
    var ballot = task("Task_VoteOnChange").getId();

    elapse("Boundary_ApprovalReminder");

    assertThat(gate).hasPassed("Task_RemindVoters", "End_VotersReminded");
    assertThat(task("Task_VoteOnChange").getId()).isEqualTo(ballot);
  }

  @Test
  void anOverdueApprovalIsEscalatedAndCanStillBeGiven() {
    var gate = start("approval-gate");

    elapse("Boundary_ApprovalOverdue");
    assertThat(gate).hasPassed("Task_EscalateApproval").isWaitingAt("Task_VoteOnChange");
    complete("Task_VoteOnChange");

    assertThat(gate).isEnded().hasPassed("End_GateApproved");
  }

  @Test
  void aWithdrawnVoteHandsOutBallotsAnew() {
    facts.say("ballots", List.of("second"), List.of("first", "second"));

    start("approval-gate");
    assertThat(open("Task_VoteOnChange")).isOne();
    tell("BallotsReopened");

    assertThat(open("Task_VoteOnChange")).isEqualTo(2);
  }
}
