package org.changecontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Deployment(
    resources = {
      "bpmn/implementation.bpmn",
      "bpmn/implementation-work.bpmn",
      "bpmn/approval-gate.bpmn"
    })
class ImplementationProcessTest extends ScriptedProcess {

  @RegisterExtension
  static final ProcessEngineCoverageExtension ENGINE =
      covering("implementation", "implementation-work", "approval-gate");

  @Override
  ProcessEngineCoverageExtension engine() {
    return ENGINE;
  }

  @Test
  void theImplementerStartsAndFinishesAndTheChangeSetIsApplied() {
    var implementation = start("implementation");
    assertThat(task("Task_StartImplementation")).isAssignedTo("implementer");
    complete("Task_StartImplementation");
    assertThat(task("Task_FinishImplementation")).isAssignedTo("implementer");
    complete("Task_FinishImplementation");

    assertThat(implementation).isEnded().hasPassed("End_ChangeImplemented");
    assertThat(effects).containsExactly("beginImplementationDelegate", "applyChangeSetDelegate");
  }

  @Test
  void aFailedImplementationAppliesNothing() {
    facts.say("implementationSucceeded", false);

    var implementation = start("implementation");
    complete("Task_StartImplementation");
    complete("Task_FinishImplementation");

    assertThat(implementation).isEnded().hasPassed("End_ImplementationFailed");
    assertThat(effects).containsExactly("beginImplementationDelegate", "recordFailureDelegate");
  }

  @Test
  void anEarlyStartIsNotPressedTwice() {
    facts.say("startedEarly", true);

    var implementation = start("implementation");

    assertThat(implementation)
        .isWaitingAt("Task_FinishImplementation")
        .hasNotPassed("Task_StartImplementation");
  }

  @Test
  void aWindowThatEndsBeforeTheStartIsMissed() {
    var implementation = start("implementation");

    elapse("Boundary_WindowEnded");

    assertThat(implementation)
        .isEnded()
        .hasPassed("Boundary_WindowEnded", "End_WindowMissed")
        .hasNotPassed("Task_BeginImplementation");
  }

  @Test
  void workThatOverrunsItsWindowGoesOnWhileItIsDecidedWhetherItMay() {
    var implementation = start("implementation");
    complete("Task_StartImplementation");

    facts.say("openGates", List.of(1L));
    elapse("Boundary_WindowOverrun");

    assertThat(implementation)
        .isWaitingAt("Task_FinishImplementation", "CallActivity_DecideExtension");
    assertThat(effects).containsExactly("beginImplementationDelegate", "raiseExtensionDelegate");
    complete("Task_VoteOnChange");
    assertThat(implementation)
        .hasPassed("End_ExtensionDecided")
        .isWaitingAt("Task_FinishImplementation");
    complete("Task_FinishImplementation");
    assertThat(implementation).isEnded().hasPassed("End_ChangeImplemented");
  }

  @Test
  void whoIsDoneMeanwhileWaitsForNoGate() {
    var implementation = start("implementation");
    complete("Task_StartImplementation");
    facts.say("openGates", List.of(1L));
    elapse("Boundary_WindowOverrun");

    complete("Task_FinishImplementation");

    assertThat(implementation).isEnded().hasPassed("End_ChangeImplemented");
    assertThat(open("Task_VoteOnChange")).isZero();
  }

  @Test
  void tasksOfOneOrderAreCarriedOutSideBySideAndTheNextOrderAfterThem() {
    facts.say("planned", true);
    var inTurn = new ArrayList<>(List.of(1L, 2L));
    facts.say("inTurn", inTurn);
    facts.say("more", true, false);

    var implementation = start("implementation");
    complete("Task_StartImplementation");
    assertThat(open("Task_CarryOutWork")).isEqualTo(2);
    complete("Task_CarryOutWork");
    assertThat(open("Task_CarryOutWork")).as("the next order waits").isEqualTo(1);
    inTurn.clear();
    inTurn.add(3L);
    complete("Task_CarryOutWork");
    assertThat(open("Task_CarryOutWork")).as("the next order").isEqualTo(1);
    complete("Task_CarryOutWork");

    assertThat(implementation)
        .hasPassed("End_WorkOver")
        .isWaitingAtExactly("Task_FinishImplementation");
    complete("Task_FinishImplementation");
    assertThat(implementation).isEnded().hasPassed("End_ChangeImplemented");
  }

  @Test
  void aFailureIsReportedAtAnyTimeAndTakesBackTheTasksThatAreOut() {
    facts.say("planned", true);
    facts.say("inTurn", List.of(1L, 2L));
    facts.say("implementationSucceeded", false);

    var implementation = start("implementation");
    complete("Task_StartImplementation");
    complete("Task_FinishImplementation");

    assertThat(implementation).isEnded().hasPassed("End_ImplementationFailed");
    assertThat(open("Task_CarryOutWork")).isZero();
    assertThat(engine().getManagementService().createJobQuery().count()).isZero();
    assertThat(effects).containsExactly("beginImplementationDelegate", "recordFailureDelegate");
  }
}
