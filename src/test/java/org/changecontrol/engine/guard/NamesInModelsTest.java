package org.changecontrol.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Names that models and code do not share, each refused by element. */
class NamesInModelsTest {

  private static final String NORMAL = "normal-change";
  private static final String EMERGENCY = "emergency-change";

  private static final ProcessGuard GUARD = GuardOnFiles.knowing();

  private static EditedModels models() {
    return EditedModels.shipped();
  }

  private static List<String> problems(EditedModels models) {
    return GUARD.problems(models.files());
  }

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
        .startsWith("bpmn/normal-change.bpmn: Task_RateRisk does its work by camunda:expression=");
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
