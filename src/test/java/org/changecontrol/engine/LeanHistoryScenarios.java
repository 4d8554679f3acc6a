package org.changecontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.changecontrol.RequestedNormalChange.normalChange;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.changecontrol.PlatformIT;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the engine's history tells of a whole change, and what is left to other records. */
abstract class LeanHistoryScenarios extends PlatformIT {

  @Autowired HistoryService history;

  @Test
  void everyStepOfAClosedChangeIsThereWithHowLongItTook() {
    var parts = partsOf(aClosedChange());

    assertThat(parts).hasSizeGreaterThan(1).allMatch(part -> part.getDurationInMillis() != null);
    for (var part : parts) {
      assertThat(
              history
                  .createHistoricActivityInstanceQuery()
                  .processInstanceId(part.getId())
                  .unfinished()
                  .list())
          .isEmpty();
      assertThat(
              history
                  .createHistoricActivityInstanceQuery()
                  .processInstanceId(part.getId())
                  .finished()
                  .list())
          .isNotEmpty()
          .allSatisfy(
              step ->
                  assertThat(step.getDurationInMillis())
                      .isEqualTo(step.getEndTime().getTime() - step.getStartTime().getTime()));
    }
  }

  @Test
  void everyTaskOfAClosedChangeIsThereWithWhoDidItAndHowLongItTook() {
    var number = aClosedChange();

    assertThat(
            partsOf(number).stream()
                .flatMap(
                    part ->
                        history
                            .createHistoricTaskInstanceQuery()
                            .processInstanceId(part.getId())
                            .finished()
                            .list()
                            .stream()))
        .hasSize(4)
        .allSatisfy(
            task ->
                assertThat(task.getDurationInMillis())
                    .isBetween(
                        0L, task.getEndTime().getTime() - task.getStartTime().getTime() + 50));
    assertThat(
            partsOf(number).stream()
                .flatMap(
                    part ->
                        history
                            .createUserOperationLogQuery()
                            .processInstanceId(part.getId())
                            .operationType("Complete")
                            .list()
                            .stream())
                .map(entry -> entry.getTaskId() == null ? "" : entry.getUserId()))
        .contains("peer", "implementer");
  }

  @Test
  void howManyGatesAreLeftAndThatTimersCameAndWentIsLeftToOtherRecords() {
    for (var part : partsOf(aClosedChange())) {
      assertThat(
              history.createHistoricVariableInstanceQuery().processInstanceId(part.getId()).list())
          .extracting(variable -> variable.getName())
          .isSubsetOf("gate", "ballot");
      assertThat(
              history.createHistoricDetailQuery().processInstanceId(part.getId()).count()
                  + history.createHistoricJobLogQuery().processInstanceId(part.getId()).count())
          .isZero();
    }
  }

  private String aClosedChange() {
    var name = "history-" + UUID.randomUUID().toString().substring(0, 8);
    api().importing("virtual-machine,%s,active,,here,platform,{},1\n".formatted(name), "");
    var change =
        api()
            .requested(
                "requester",
                normalChange().updating("virtual-machine:" + name, Map.of("vcpus", 8)));
    api().approved("peer", change, "peer");
    api().taken("implementer", change, "implementation/start", Map.of());
    api().taken("implementer", change, "implementation/finish", Map.of("outcome", "SUCCESSFUL"));
    api().taken("implementer", change, "verification", Map.of("verified", true));
    assertThat(api().state(change)).isEqualTo("CLOSED");
    return change;
  }

  /** Its process and the parts that were called. */
  private List<HistoricProcessInstance> partsOf(String number) {
    return history
        .createHistoricProcessInstanceQuery()
        .processInstanceBusinessKey(number)
        .finished()
        .list();
  }
}
