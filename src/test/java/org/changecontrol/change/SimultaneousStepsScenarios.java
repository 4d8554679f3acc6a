package org.changecontrol.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.changecontrol.RequestedNormalChange.normalChange;
import static org.changecontrol.RequestedNormalChange.wellPrepared;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.changecontrol.Invariants;
import org.changecontrol.PlatformIT;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Several people, or one with an impatient script, act at the same moment. */
abstract class SimultaneousStepsScenarios extends PlatformIT {

  private static final Map<String, Object> DONE = Map.of("outcome", "SUCCESSFUL");

  private static final Map<String, String> VOTERS =
      Map.of("peer", "peer", "service-owner", "owner", "change-manager", "manager");

  private String name = "";
  private String machine = "";

  @BeforeEach
  void aMachineOfItsOwn() {
    name = "race-" + UUID.randomUUID().toString().substring(0, 8);
    machine = "virtual-machine:" + name;
    onlyTheDemonstrationsBoard();
    api()
        .importing(
            """
            virtual-machine,%1$s,active,production,,platform,"{""vcpus"":2}",1
            service,Service %1$s,active,production,,service-owners,{},4
            """
                .formatted(name),
            "depends-on,service:Service %s,%s\n".formatted(name, machine));
  }

  @AfterEach
  void everyInvariantHolds() {
    assertThat(new Invariants(jdbc).broken()).isEmpty();
    assertThat(api().read("/api/audit/verification").get("valid").asBoolean()).isTrue();
  }

  @Test
  void fiftyIdenticalRequestsMakeOneChange() throws Exception {
    var request = normalChange().with("title", name).updating(machine, Map.of("vcpus", 4)).body();

    var answers = atOnce(50, i -> () -> api().once("requester", "/api/changes", name, request));

    assertThat(answers).allMatch(answer -> answer.getStatusCode().is2xxSuccessful());
    assertThat(answers).extracting(answer -> answer.getStatusCode().value()).containsOnlyOnce(201);
    assertThat(answers)
        .extracting(answer -> answer.getBody().get("number").asText())
        .containsOnly(answers.get(0).getBody().get("number").asText());
    assertThat(api().read("/api/changes?q={title}", name).get("content")).hasSize(1);
  }

  @RepeatedTest(5)
  void ofTwoWhoFinishAtOnceOneDoes() throws Exception {
    var change = approved();

    var starts =
        atOnce(4, i -> () -> api().step("implementer", change, "implementation/start", Map.of()));
    assertThat(statuses(starts)).containsExactly(200, 409, 409, 409);

    var finishes =
        atOnce(4, i -> () -> api().step("implementer", change, "implementation/finish", DONE));
    assertThat(statuses(finishes)).containsExactly(200, 409, 409, 409);
    assertThat(api().item(machine).at("/attributes/vcpus").asInt()).isEqualTo(4);
  }

  @RepeatedTest(5)
  void ofTwoWhoFinishAtOnceThroughDifferentDoorsOneDoes() throws Exception {
    var change = approved();
    api().taken("implementer", change, "implementation/start", Map.of());
    var task = engine().tasks("implementer", change, "Task_FinishImplementation").get(0);

    var answers =
        atOnce(
            2,
            i ->
                i == 0
                    ? () -> api().step("implementer", change, "implementation/finish", DONE)
                    : () -> engine().complete("implementer", task, DONE));
    assertThat(answers).filteredOn(answer -> answer.getStatusCode().is2xxSuccessful()).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> !answer.getStatusCode().is2xxSuccessful())
        .allMatch(answer -> answer.getStatusCode().is4xxClientError());
    assertThat(api().state(change)).isIn("IMPLEMENTED", "REVIEW", "CLOSED");
  }

  @Test
  void eightVotesForAndAgainstAreCountedOnceForEachVoter() throws Exception {
    var questionnaire = new HashMap<>(wellPrepared());
    questionnaire.put("reversible", false);
    var change =
        api()
            .requested(
                "requester",
                normalChange()
                    .with("questionnaire", questionnaire)
                    .updating(machine, Map.of("vcpus", 4)));
    assessed(change);
    assertThat(api().gates(change)).contains("cab");

    var answers =
        atOnce(
            8,
            i ->
                () ->
                    api()
                        .vote(
                            "cab" + (i / 2 + 1), change, "cab", i % 2 == 0 ? "APPROVE" : "REJECT"));

    var taken = answers.stream().filter(answer -> answer.getStatusCode() == HttpStatus.OK).count();
    assertThat(taken).isBetween(1L, 4L);
    assertThat(statuses(answers))
        .allMatch(status -> status == 200 || status == 403 || status == 409);
    var votes = api().gate(change, "cab").get("votes");
    assertThat(votes).hasSize((int) taken);
    assertThat(votes.findValuesAsText("voter")).doesNotHaveDuplicates();
  }

  private String approved() {
    var change = api().requested("requester", normalChange().updating(machine, Map.of("vcpus", 4)));
    assessed(change);
    for (var gate : api().gates(change)) {
      api().approved(VOTERS.get(gate), change, gate);
    }
    return change;
  }

  private void assessed(String change) {
    if (api().state(change).equals("ASSESSING")) {
      api().taken("manager", change, "assessment", Map.of("decision", "ACCEPT", "reason", "so"));
    }
  }

  private static List<Integer> statuses(List<ResponseEntity<JsonNode>> answers) {
    return answers.stream().map(answer -> answer.getStatusCode().value()).sorted().toList();
  }

  private interface Caller {
    Callable<ResponseEntity<JsonNode>> number(int i);
  }

  /** All are ready before the first begins. */
  private static List<ResponseEntity<JsonNode>> atOnce(int many, Caller caller) throws Exception {
    var threads = Executors.newFixedThreadPool(many);
    try {
      var begin = new CountDownLatch(1);
      List<Future<ResponseEntity<JsonNode>>> calls = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        var call = caller.number(i);
        calls.add(
            threads.submit(
                () -> {
                  begin.await();
                  return call.call();
                }));
      }
      begin.countDown();
      List<ResponseEntity<JsonNode>> answers = new ArrayList<>();
      for (var call : calls) {
        answers.add(call.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }
}
