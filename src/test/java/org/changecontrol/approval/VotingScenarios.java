package org.changecontrol.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.changecontrol.RequestedNormalChange.normalChange;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.changecontrol.PlatformIT;
import org.changecontrol.RequestedNormalChange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Votes on real changes, by every door through which somebody can try to vote. */
abstract class VotingScenarios extends PlatformIT {

  private static final String ENGINE = "/engine-rest";

  @Autowired TaskService tasks;
  @Autowired IdentityService directory;

  private String machine;

  @BeforeEach
  void anItemOfItsOwn() {
    machine = "vote-" + java.util.UUID.randomUUID().toString().substring(0, 8);
  }

  // --- one peer

  @Test
  void aPeersYesMovesTheChangeOnInTheSameMoment() {
    var change = low();

    var answer = vote("peer", change, "peer", "APPROVE");

    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.OK);
    assertThat(answer.getBody().get("state").asText()).isEqualTo("APPROVED");
    assertThat(answer.getBody().get("votes")).hasSize(1);
    assertThat(state(change)).isEqualTo("SCHEDULED");
    assertThat(ballots(change)).isEmpty();
  }

  @Test
  void aPeersNoEndsTheChange() {
    var change = low();
    vote("peer", change, "peer", "REJECT");
    assertThat(state(change)).isEqualTo("REJECTED");
    assertThat(vote("peer2", change, "peer", "APPROVE").getStatusCode())
        .isEqualTo(HttpStatus.CONFLICT);
  }

  @Test
  void theGatesAreShownAsTheContractSays() {
    var change = low("requester2");
    var gates = as("auditor").getForObject("/api/changes/" + change + "/gates", JsonNode.class);
    assertThat(gates).hasSize(1);
    assertThat(fields(gates.get(0)))
        .contains("key", "name", "state", "quorum", "eligible", "votes", "missing");
    assertThat(texts(gates.get(0).get("eligible")))
        .contains("peer", "peer2")
        .doesNotContain("requester2");
    assertThat(
            as("auditor")
                .getForEntity("/api/changes/CHG-999999/gates", JsonNode.class)
                .getStatusCode())
        .isEqualTo(HttpStatus.NOT_FOUND);
  }

  @Test
  void aVoteWithoutADecisionOrAReasonOrWithMoreIsBadInput() {
    var change = low();
    assertThat(send("peer", change, "peer", Map.of("decision", "APPROVE")).getStatusCode())
        .isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(send("peer", change, "peer", Map.of("reason", "fine")).getStatusCode())
        .isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(
            send("peer", change, "peer", Map.of("decision", "MAYBE", "reason", "fine"))
                .getStatusCode())
        .isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(
            send(
                    "peer",
                    change,
                    "peer",
                    Map.of("decision", "APPROVE", "reason", "fine", "voter", "peer2"))
                .getStatusCode())
        .isEqualTo(HttpStatus.BAD_REQUEST);
    var ballot = ballots(change).get(0);
    assertThat(complete("peer", ENGINE, ballot, Map.of("decision", "APPROVE")))
        .isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(
            complete(
                "peer",
                ENGINE,
                ballot,
                Map.of("decision", "APPROVE", "reason", "fine", "approved", "true")))
        .isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(gate(change, "peer").get("votes")).isEmpty();
  }

  @Test
  void aVoteOnWhatHasChangedSinceItWasReadIsNotCounted() {
    var change = low();
    var seen = seen("peer", change, "peer");
    retiring(change);

    var refused = send("peer", change, "peer", yesTo(seen));

    assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
    assertThat(texts(refused.getBody().get("changed"))).contains("SCOPE").doesNotContain("WINDOW");
    assertThat(refused.getBody().get("detail").asText()).contains("scope", "was not counted");
    assertThat(complete("peer", ENGINE, ballots(change).get(0), yesTo(seen)))
        .isEqualTo(HttpStatus.CONFLICT);
    assertThat(gate(change, "peer").get("votes")).isEmpty();
    assertThat(state(change)).isEqualTo("AUTHORISING");

    assertThat(send("peer", change, "peer", yesTo(seen("peer", change, "peer"))).getStatusCode())
        .isEqualTo(HttpStatus.OK);
    assertThat(state(change)).isEqualTo("SCHEDULED");
  }

  @Test
  void whatWasReadIsTheSameInTheChangeAndAtItsGateAndNeedNotBeSaid() {
    var change = low();
    assertThat(gate(change, "peer").get("seen").asText()).isEqualTo(seen("peer", change, "peer"));
    assertThat(send("peer", change, "peer", yesTo("all of it")).getStatusCode())
        .isEqualTo(HttpStatus.BAD_REQUEST);
    retiring(change);

    assertThat(vote("peer", change, "peer", "APPROVE").getStatusCode()).isEqualTo(HttpStatus.OK);
    assertThat(gate(change, "peer").get("seen").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\u0000b", "\\ud800"})
  void aReasonThatIsNoTextIsRefusedAtEveryDoor(String reason) {
    var change = low();
    var said = "{\"decision\": \"APPROVE\", \"reason\": \"" + reason + "\"}";
    var variables =
        "{\"variables\": {\"decision\": {\"value\": \"APPROVE\"}, \"reason\": {\"value\": \""
            + reason
            + "\"}}}";
    assertThat(raw("peer", "/api/changes/" + change + "/gates/peer/votes", said).getStatusCode())
        .isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(
            raw("peer", ENGINE + "/task/" + ballots(change).get(0) + "/complete", variables)
                .getStatusCode())
        .isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(gate(change, "peer").get("votes")).isEmpty();
  }

  @Test
  void whatIsWrongInAVoteIsSaidAsItWasSent() {
    var change = low();
    var refused =
        send(
            "peer",
            change,
            "peer",
            Map.of("decision", 5, "reason", "fine", "confirmPriority1", "perhaps"));
    assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(refused.getBody().at("/errors/0/field").asText()).isEqualTo("decision");
    assertThat(refused.getBody().at("/errors/0/value").asInt()).isEqualTo(5);
    assertThat(refused.getBody().at("/errors/1/value").asText()).isEqualTo("perhaps");

    var unknown = vote("peer", "CHG-999999", "peer", "APPROVE");
    assertThat(unknown.getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
    assertThat(unknown.getBody().get("detail").asText()).doesNotContain("gate");
  }

  @Test
  void whoLoweredTheRiskHasNoVoteAtTheGateThatItAdded() {
    var change =
        high(Map.of("decision", "ACCEPT", "risk", "LOW", "reason", "it will be all right"));
    assertThat(api().gates(change)).containsExactly("peer", "configuration-authority");
    assertThat(vote("manager", change, "configuration-authority", "APPROVE").getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
    vote("peer", change, "peer", "APPROVE");
    assertThat(state(change)).isEqualTo("AUTHORISING");
    vote("config", change, "configuration-authority", "APPROVE");
    assertThat(state(change)).isEqualTo("SCHEDULED");
  }

  @Test
  void whereAllPeersLeaveTheAuthorityDecidesAtOnce() {
    var change = low();
    assertThat(vote("config", change, "peer", "APPROVE").getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
    var peers = texts(gate(change, "peer").get("eligible"));
    peers.forEach(peer -> directory.deleteMembership(peer, "peers"));
    try {
      assertThat(texts(gate(change, "peer").get("eligible"))).containsExactly("config");
      assertThat(
              tasks
                  .createTaskQuery()
                  .processInstanceBusinessKey(change)
                  .taskCandidateGroup("configuration-managers")
                  .count())
          .isEqualTo(1);
      assertThat(vote("config", change, "peer", "APPROVE").getStatusCode())
          .isEqualTo(HttpStatus.OK);
    } finally {
      peers.forEach(peer -> directory.createMembership(peer, "peers"));
    }
    assertThat(state(change)).isEqualTo("SCHEDULED");
  }

  @Test
  void theRequesterWhoIsAPeerCannotVoteByAnyDoor() {
    var door = ENGINE;
    var change = low("requester2");
    var ballot = ballots(change).get(0);

    assertThat(vote("requester2", change, "peer", "APPROVE").getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(complete("requester2", door, ballot, yes())).isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(move("requester2", door, ballot, "claim", "requester2"))
        .isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(move("requester2", door, ballot, "assignee", "peer"))
        .isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(move("requester2", door, ballot, "delegate", "peer"))
        .isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(move("manager", door, ballot, "assignee", "requester2"))
        .isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(gate(change, "peer").get("votes")).isEmpty();
    assertThat(state(change)).isEqualTo("AUTHORISING");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "requester",
        "implementer",
        "manager",
        "admin",
        "robot",
        "auditor",
        "operator",
        "cab1"
      })
  void nobodyElseCanEither(String person) {
    var change = low();
    assertThat(vote(person, change, "peer", "APPROVE").getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(complete(person, ENGINE, ballots(change).get(0), yes()))
        .isIn(HttpStatus.FORBIDDEN, HttpStatus.NOT_FOUND);
    assertThat(gate(change, "peer").get("votes")).isEmpty();
  }

  @Test
  void aBallotThatSomebodyHasTakenIsHisUntilHeGivesItBack() {
    var change = low();
    var ballot = ballots(change).get(0);
    assertThat(move("peer", ENGINE, ballot, "claim", "peer")).isEqualTo(HttpStatus.NO_CONTENT);

    assertThat(complete("peer2", ENGINE, ballot, yes())).isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(vote("peer2", change, "peer", "APPROVE").getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);

    assertThat(move("peer", ENGINE, ballot, "unclaim", null)).isEqualTo(HttpStatus.NO_CONTENT);
    assertThat(vote("peer2", change, "peer", "APPROVE").getStatusCode()).isEqualTo(HttpStatus.OK);
  }

  @Test
  void anOverdueApprovalIsEscalatedAndCanStillBeGiven() {
    var change = low();

    elapse(change, "Boundary_ApprovalReminder");
    assertThat(tasks.createTaskQuery().taskId(ballots(change).get(0)).singleResult().getPriority())
        .isEqualTo(75);
    elapse(change, "Boundary_ApprovalOverdue");

    assertThat(gate(change, "peer").get("escalatedTo").asText()).isEqualTo("change-managers");
    assertThat(state(change)).isEqualTo("AUTHORISING");
    assertThat(vote("manager", change, "peer", "APPROVE").getStatusCode()).isEqualTo(HttpStatus.OK);
    assertThat(state(change)).isEqualTo("SCHEDULED");
  }

  // --- the board

  @Test
  void everybodyOnTheBoardHasOneBallotOfHisOwnThatHeCannotHandOn() {
    var change = high();
    var cab1 = ballotOf(change, "cab1");

    assertThat(move("cab1", ENGINE, cab1, "assignee", "cab2")).isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(move("cab1", ENGINE, cab1, "delegate", "cab2")).isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(move("cab1", ENGINE, cab1, "unclaim", null)).isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(complete("cab2", ENGINE, cab1, yes())).isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(complete("cab1", ENGINE, cab1, yes())).isEqualTo(HttpStatus.NO_CONTENT);
    assertThat(gate(change, "cab").get("votes")).hasSize(1);
  }

  @RepeatedTest(10)
  void theBoardVotesAtOnceThroughDifferentDoorsAndNoVoteIsLost() throws Exception {
    var change = high();
    List<String> board = List.of("cab1", "cab2", "cab3", "cab4");
    Map<String, String> ballots = new LinkedHashMap<>();
    board.forEach(person -> ballots.put(person, ballotOf(change, person)));
    var barrier = new CyclicBarrier(board.size());
    var threads = Executors.newFixedThreadPool(board.size());
    List<Integer> statuses = new ArrayList<>();
    try {
      List<Callable<Integer>> votes = new ArrayList<>();
      for (var person : board) {
        votes.add(
            () -> {
              barrier.await(20, TimeUnit.SECONDS);
              return person.equals("cab1") || person.equals("cab2")
                  ? vote(person, change, "cab", "APPROVE").getStatusCode().value()
                  : complete(person, ENGINE, ballots.get(person), yes()).value();
            });
      }
      for (var status : threads.invokeAll(votes, 120, TimeUnit.SECONDS)) {
        statuses.add(status.get());
      }
    } finally {
      threads.shutdownNow();
    }

    long counted = statuses.stream().filter(status -> status < 300).count();
    assertThat(counted).isGreaterThanOrEqualTo(3);
    assertThat(statuses)
        .filteredOn(status -> status >= 300)
        .allMatch(status -> status == 409 || status == 404);
    assertThat(gate(change, "cab").get("state").asText()).isEqualTo("APPROVED");
    assertThat(gate(change, "cab").get("votes")).hasSize((int) counted);
  }

  @Test
  void aVoteTakenBackHandsItsBallotOutAgain() {
    var change = high();
    vote("cab1", change, "cab", "APPROVE");
    assertThat(ballotOf(change, "cab1")).isNull();

    var answer = withdraw("cab1", change, "cab");

    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.OK);
    assertThat(answer.getBody().get("votes").get(0).get("valid").asBoolean()).isFalse();
    assertThat(ballotOf(change, "cab1")).isNotNull();
    assertThat(withdraw("cab1", change, "cab").getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
    assertThat(withdraw("peer", change, "cab").getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
    assertThat(vote("cab1", change, "cab", "APPROVE").getStatusCode()).isEqualTo(HttpStatus.OK);
  }

  @Test
  void nobodyVotesTwiceNorAtTwoGates() {
    var change = high();
    vote("cab1", change, "cab", "APPROVE");
    assertThat(vote("cab1", change, "cab", "APPROVE").getStatusCode())
        .isEqualTo(HttpStatus.CONFLICT);
    assertThat(vote("cab1", change, "peer", "APPROVE").getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
  }

  @Test
  void aHighChangeIsScheduledOnceEveryGateIsApproved() {
    var change = high();
    vote("peer", change, "peer", "APPROVE");
    vote("owner", change, "service-owner", "APPROVE");
    vote("cab1", change, "cab", "APPROVE");
    vote("cab2", change, "cab", "APPROVE");
    assertThat(state(change)).isEqualTo("AUTHORISING");
    vote("cab3", change, "cab", "APPROVE");
    if (gate(change, "cab").get("eligible").size() > 5) {
      assertThat(state(change)).as("three of six are no 60 %").isEqualTo("AUTHORISING");
      vote("cab4", change, "cab", "APPROVE");
    }
    assertThat(state(change)).isEqualTo("SCHEDULED");
  }

  // --- how changes come about

  private String low() {
    return low("requester");
  }

  /** One machine that no service needs, well prepared: a peer decides. */
  private String low(String requester) {
    api()
        .importing(
            "virtual-machine," + machine + ",active,production,,platform,\"{\"\"vcpus\"\":2}\",1\n",
            "");
    return request(requester, RequestedNormalChange.wellPrepared());
  }

  /** A machine under an important service, badly prepared: peer, owner and board decide. */
  private String high() {
    return high(Map.of("decision", "ACCEPT", "reason", "as assessed"));
  }

  private String high(Map<String, Object> assessment) {
    onlyTheDemonstrationsBoard();
    api()
        .importing(
            "virtual-machine,"
                + machine
                + ",active,production,,platform,\"{\"\"vcpus\"\":2}\",2\n"
                + "service,Service "
                + machine
                + ",active,production,,service-owners,{},3\n",
            "depends-on,service:Service " + machine + ",virtual-machine:" + machine + "\n");
    var change =
        request(
            "requester",
            Map.of(
                "doneBefore", true,
                "tested", true,
                "backoutTested", true,
                "teamsInvolved", 1,
                "reversible", false));
    api().taken("manager", change, "assessment", assessment);
    return change;
  }

  private String request(String requester, Map<String, Object> questionnaire) {
    return api()
        .requested(
            requester,
            normalChange()
                .touching("virtual-machine:" + machine)
                .updating("virtual-machine:" + machine, Map.of("vcpus", 4))
                .with("questionnaire", questionnaire)
                .windowFromNow(Duration.ofDays(10), Duration.ofDays(11)));
  }

  // --- doors

  private ResponseEntity<JsonNode> vote(
      String person, String change, String gate, String decision) {
    return api().vote(person, change, gate, decision);
  }

  private ResponseEntity<JsonNode> send(
      String person, String change, String gate, Map<String, ?> body) {
    return api().step(person, change, "gates/" + gate + "/votes", body);
  }

  /** JSON as it is written, escapes and all. */
  private ResponseEntity<JsonNode> raw(String person, String path, String json) {
    var headers = new HttpHeaders();
    headers.setContentType(MediaType.APPLICATION_JSON);
    return as(person)
        .exchange(path, HttpMethod.POST, new HttpEntity<>(json, headers), JsonNode.class);
  }

  private ResponseEntity<JsonNode> withdraw(String person, String change, String gate) {
    return as(person)
        .exchange(
            "/api/changes/" + change + "/gates/" + gate + "/votes/mine",
            HttpMethod.DELETE,
            null,
            JsonNode.class);
  }

  /** What the change handed out with the vote at a gate. */
  private String seen(String person, String change, String gate) {
    for (var step : api().get(person, "/api/changes/" + change).getBody().get("nextSteps")) {
      if (step.get("href").asText().endsWith("/gates/" + gate + "/votes")) {
        return step.get("seen").asText();
      }
    }
    throw new AssertionError(change + " asks for no vote at " + gate);
  }

  private static Map<String, String> yesTo(String seen) {
    return Map.of("decision", "APPROVE", "reason", "as I read it", "seen", seen);
  }

  /** The requester makes of the resizing a retirement. */
  private void retiring(String change) {
    var edited =
        api()
            .put(
                "requester",
                "/api/changes/" + change + "/plan",
                Map.of(
                    "changeSet",
                    List.of(Map.of("op", "RETIRE_ITEM", "item", "virtual-machine:" + machine))));
    assertThat(edited.getStatusCode()).as("%s", edited.getBody()).isEqualTo(HttpStatus.OK);
    assertThat(state(change)).isEqualTo("AUTHORISING");
  }

  private static Map<String, String> yes() {
    return Map.of("decision", "APPROVE", "reason", "yes");
  }

  private HttpStatus complete(String person, String door, String task, Map<String, String> fields) {
    Map<String, Object> variables = new LinkedHashMap<>();
    fields.forEach((field, value) -> variables.put(field, Map.of("value", value)));
    return post(person, door + "/task/" + task + "/complete", Map.of("variables", variables));
  }

  private HttpStatus move(String person, String door, String task, String how, String whom) {
    return post(
        person,
        door + "/task/" + task + "/" + how,
        whom == null ? Map.of() : Map.of("userId", whom));
  }

  private HttpStatus post(String person, String path, Object body) {
    return HttpStatus.valueOf(
        as(person).postForEntity(path, body, String.class).getStatusCode().value());
  }

  // --- what there is

  private String state(String change) {
    return api().state(change);
  }

  private JsonNode gate(String change, String key) {
    return api().gate(change, key);
  }

  private List<String> ballots(String change) {
    return tasks
        .createTaskQuery()
        .processInstanceBusinessKey(change)
        .taskDefinitionKey("Task_VoteOnChange")
        .list()
        .stream()
        .map(task -> task.getId())
        .toList();
  }

  private String ballotOf(String change, String person) {
    var ballot =
        tasks
            .createTaskQuery()
            .processInstanceBusinessKey(change)
            .taskDefinitionKey("Task_VoteOnChange")
            .taskAssignee(person)
            .singleResult();
    return ballot == null ? null : ballot.getId();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static List<String> fields(JsonNode object) {
    List<String> fields = new ArrayList<>();
    object.fieldNames().forEachRemaining(fields::add);
    return fields;
  }
}
