package org.changecontrol.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.changecontrol.RequestedNormalChange.normalChange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.TaskService;
import org.changecontrol.PlatformIT;
import org.changecontrol.RequestedNormalChange;
import org.changecontrol.identity.signin.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

/** Voting for another on real changes, by every door; and what nobody gets that way. */
abstract class StandInScenarios extends PlatformIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where a ballot can be taken and given. */
  enum Door {
    ENGINE,
    WEBAPP
  }

  @Autowired TaskService tasks;

  private final String machine = "stand-" + UUID.randomUUID().toString().substring(0, 8);
  private final Map<String, String> given = new HashMap<>();
  private final Map<String, Browser> browsers = new HashMap<>();

  @AfterEach
  void nobodyStandsInForAnybodyAfterwards() {
    given.forEach(
        (id, giver) -> api().call(giver, HttpMethod.DELETE, "/api/delegations/" + id, null));
  }

  // --- being asked, and voting

  @Test
  void whoStandsInIsAskedWhereverPeopleLookAndHisVoteMovesTheChangeOn() {
    handsOn("peer", "freezer", "peers");
    var change = low();

    assertThat(texts(api().gate(change, "peer").get("eligible"))).contains("freezer");
    assertThat(api().gate(change, "peer").get("standIns").toString())
        .contains("{\"person\":\"freezer\",\"onBehalfOf\":\"peer\"}");
    assertThat(api().steps("freezer", change)).contains("vote");
    assertThat(work("freezer")).contains(change);
    assertThat(engine().tasks("freezer", change, "Task_VoteOnChange")).hasSize(1);
    assertThat(api().steps("modeller", change)).doesNotContain("vote");
    assertThat(engine().tasks("modeller", change, "Task_VoteOnChange")).isEmpty();

    api().approved("freezer", change, "peer");

    assertThat(api().state(change)).isEqualTo("SCHEDULED");
    var vote = api().gate(change, "peer").get("votes").get(0);
    assertThat(vote.get("voter").asText()).isEqualTo("freezer");
    assertThat(vote.get("onBehalfOf").asText()).isEqualTo("peer");
    var evidence = api().read("/api/changes/" + change + "/evidence");
    assertThat(evidence.get("gates").get(0).get("votes").get(0).get("onBehalfOf").asText())
        .isEqualTo("peer");
    assertThat(api().read("/api/changes/" + change + "/timeline").toString())
        .contains("\"onBehalfOf\":\"peer\"");
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void heTakesTheBallotAndGivesItInTasklistToo(Door door) {
    handsOn("peer", "freezer", "peers");
    var change = low();
    var ballot = ballots(change).get(0);

    assertThat(move(door, "freezer", ballot, "claim", "freezer")).isEqualTo(204);
    assertThat(complete(door, "peer2", ballot)).isEqualTo(403);
    assertThat(complete(door, "freezer", ballot)).isEqualTo(204);

    assertThat(api().gate(change, "peer").get("votes").get(0).get("onBehalfOf").asText())
        .isEqualTo("peer");
    assertThat(api().state(change)).isEqualTo("SCHEDULED");
  }

  @Test
  void aDelegationGivenWhileAGateIsOpenPutsTheDelegateOnItsBallots() {
    var change = low();
    assertThat(engine().tasks("freezer", change, "Task_VoteOnChange")).isEmpty();

    var id = handsOn("peer", "freezer", "peers");
    assertThat(engine().tasks("freezer", change, "Task_VoteOnChange")).hasSize(1);

    ends("peer", id);
    assertThat(engine().tasks("freezer", change, "Task_VoteOnChange")).isEmpty();
    assertThat(vote("freezer", change, "peer")).isEqualTo(403);
    api().approved("peer", change, "peer");
  }

  @Test
  void aBallotThatADelegateHasTakenIsFreeAgainWhenHisTimeIsUp() {
    var id = handsOn("peer", "freezer", "peers");
    var change = low();
    assertThat(move(Door.ENGINE, "freezer", ballots(change).get(0), "claim", "freezer"))
        .isEqualTo(204);
    ends("peer", id);
    api().approved("peer2", change, "peer");
  }

  @Test
  void aMemberKeepsTheBallotThatHeHasTakenWhenAnothersDelegateGoes() {
    var change = low();
    var ballot = ballots(change).get(0);
    assertThat(move(Door.ENGINE, "peer2", ballot, "claim", "peer2")).isEqualTo(204);
    var id = handsOn("peer", "freezer", "peers");
    ends("peer", id);
    assertThat(complete(Door.ENGINE, "peer2", ballot)).isEqualTo(204);
  }

  @Test
  void aMembersOwnBallotIsHisAndHisDelegatesAndNobodyElses() {
    var change = high();
    handsOn("cab1", "freezer", "cab");

    var ballot = engine().tasks("freezer", change, "Task_VoteOnChange").get(0);
    assertThat(engine().tasks("cab1", change, "Task_VoteOnChange")).containsExactly(ballot);
    assertThat(move(Door.ENGINE, "cab2", ballot, "claim", "cab2")).isEqualTo(403);
    assertThat(move(Door.ENGINE, "freezer", ballot, "claim", "freezer")).isEqualTo(204);
    assertThat(complete(Door.ENGINE, "cab1", ballot)).isEqualTo(403);
    assertThat(move(Door.ENGINE, "freezer", ballot, "unclaim", null)).isEqualTo(204);
    assertThat(complete(Door.ENGINE, "freezer", ballot)).isEqualTo(204);

    assertThat(vote("cab1", change, "cab")).isEqualTo(409);
    assertThat(vote("freezer", change, "cab")).isEqualTo(409);
    api().approved("cab2", change, "cab");
    api().approved("cab3", change, "cab");
    assertThat(api().gate(change, "cab").get("state").asText()).isEqualTo("APPROVED");
    assertThat(api().gate(change, "cab").get("votes")).hasSize(3);
  }

  @Test
  void aMemberOfTheBoardWhoStandsInForAnotherIsHeardOnceAndHoldsNoUselessBallot() {
    handsOn("cab1", "cab2", "cab");
    var change = high();

    var answer =
        api()
            .step(
                "cab2",
                change,
                "gates/cab/votes",
                Map.of("decision", "APPROVE", "reason", "as agreed", "onBehalfOf", "cab1"));
    assertThat(answer.getStatusCode()).as("%s", answer.getBody()).isEqualTo(HttpStatus.OK);

    assertThat(vote("cab2", change, "cab")).isEqualTo(409);
    assertThat(engine().tasks("cab2", change, "Task_VoteOnChange")).isEmpty();
    assertThat(texts(api().gate(change, "cab").get("waitingFor")))
        .contains("cab3", "cab4")
        .doesNotContain("cab1", "cab2");
  }

  @Test
  void aServiceOwnersDelegateSpeaksForHisServices() {
    handsOn("owner", "freezer", "service-owners");
    var change = high();
    api().approved("freezer", change, "service-owner");
    assertThat(api().gate(change, "service-owner").get("state").asText()).isEqualTo("APPROVED");
  }

  @Test
  void aVoteWhoseDelegationWasTakenBackBeforeTheGateClosedDoesNotCount() {
    var id = handsOn("cab1", "freezer", "cab");
    var change = high();
    api().approved("freezer", change, "cab");

    ends("cab1", id);

    var vote = api().gate(change, "cab").get("votes").get(0);
    assertThat(vote.get("valid").asBoolean()).isFalse();
    assertThat(vote.get("invalidBecause").asText()).contains("stood in for cab1 until");
    api().approved("cab1", change, "cab");
    api().approved("cab2", change, "cab");
    assertThat(api().gate(change, "cab").get("state").asText()).isEqualTo("OPEN");
    api().approved("cab3", change, "cab");
    assertThat(api().gate(change, "cab").get("state").asText()).isEqualTo("APPROVED");
  }

  @Test
  void aSubstituteIsAskedOnceTheGateIsOverdue() {
    hands("peer", "freezer", "peers", "SUBSTITUTE");
    var change = low();
    assertThat(engine().tasks("freezer", change, "Task_VoteOnChange")).isEmpty();
    assertThat(vote("freezer", change, "peer")).isEqualTo(403);
    assertThat(complete(Door.ENGINE, "freezer", ballots(change).get(0))).isIn(403, 404);

    elapse(change, "Boundary_ApprovalOverdue");

    assertThat(work("freezer")).contains(change);
    assertThat(engine().tasks("freezer", change, "Task_VoteOnChange")).hasSize(1);
    api().approved("freezer", change, "peer");
    assertThat(api().state(change)).isEqualTo("SCHEDULED");
  }

  // --- abuse

  @ParameterizedTest
  @EnumSource(Door.class)
  void whoStandsInForTheRequesterHasNoVoteByAnyDoor(Door door) {
    handsOn("requester", "peer", "requesters");
    isBarred("peer", door, low());
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void norWhoStandsInForTheImplementer(Door door) {
    handsOn("implementer", "peer", "implementers");
    isBarred("peer", door, low());
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void theRequesterVotesForNobody(Door door) {
    handsOn("peer", "requester", "peers");
    isBarred("requester", door, low());
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void aRequesterWhoIsAPeerHandsHisVoteToNobody(Door door) {
    handsOn("requester2", "freezer", "peers");
    isBarred("freezer", door, low("requester2"));
  }

  @Test
  void nobodyVotesAtTwoGatesInTwoNames() {
    handsOn("peer", "freezer", "peers");
    handsOn("cab1", "freezer", "cab");
    var change = high();
    api().approved("freezer", change, "peer");
    assertThat(vote("freezer", change, "cab")).isEqualTo(403);
    api().approved("cab1", change, "cab");
  }

  @Test
  void norAtOneGateInPersonAndAtTheNextThroughAnother() {
    handsOn("cab1", "peer", "cab");
    var change = high();
    api().approved("peer", change, "peer");
    assertThat(vote("peer", change, "cab")).isEqualTo(403);
  }

  @Test
  void aBallotIsGivenToNobodyWhoMayNotVote() {
    var change = high();
    handsOn("cab1", "freezer", "cab");
    var ballot = engine().tasks("freezer", change, "Task_VoteOnChange").get(0);
    move(Door.ENGINE, "freezer", ballot, "claim", "freezer");
    for (var how : List.of("assignee", "delegate")) {
      assertThat(move(Door.ENGINE, "freezer", ballot, how, "modeller")).isEqualTo(403);
      assertThat(move(Door.WEBAPP, "freezer", ballot, how, "requester")).isEqualTo(403);
    }
    assertThat(api().gate(change, "cab").get("votes")).isEmpty();
  }

  /** By {@code /api}, by claim, assignment, delegation and completion; and nothing is on record. */
  private void isBarred(String person, Door door, String change) {
    var ballot = ballots(change).get(0);
    assertThat(api().steps(person, change)).doesNotContain("vote");
    assertThat(vote(person, change, "peer")).isEqualTo(403);
    assertThat(complete(door, person, ballot)).isIn(403, 404);
    assertThat(move(door, person, ballot, "claim", person)).isIn(403, 404);
    assertThat(move(door, "peer2", ballot, "assignee", person)).isEqualTo(403);
    assertThat(move(door, "manager", ballot, "assignee", person)).isEqualTo(403);
    assertThat(move(door, "manager", ballot, "delegate", person)).isEqualTo(403);
    assertThat(move(door, person, ballot, "assignee", "peer2")).isIn(403, 404);
    assertThat(api().gate(change, "peer").get("votes")).isEmpty();
    assertThat(api().state(change)).isEqualTo("AUTHORISING");
  }

  // --- how changes and delegations come about

  private String handsOn(String giver, String delegate, String group) {
    return hands(giver, delegate, group, "DELEGATION");
  }

  private String hands(String giver, String delegate, String group, String kind) {
    var answer =
        api()
            .post(
                giver,
                "/api/delegations",
                Map.of(
                    "to",
                    delegate,
                    "groups",
                    List.of(group),
                    "kind",
                    kind,
                    "end",
                    Instant.now().plus(Duration.ofDays(60)).toString()));
    assertThat(answer.getStatusCode()).as("%s", answer.getBody()).isEqualTo(HttpStatus.CREATED);
    var id = answer.getBody().get("id").asText();
    given.put(id, giver);
    return id;
  }

  private void ends(String giver, String id) {
    var answer = api().call(giver, HttpMethod.DELETE, "/api/delegations/" + id, null);
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.NO_CONTENT);
  }

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
    api()
        .taken(
            "manager", change, "assessment", Map.of("decision", "ACCEPT", "reason", "as assessed"));
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

  private int vote(String person, String change, String gate) {
    return api().vote(person, change, gate, "APPROVE").getStatusCode().value();
  }

  private int complete(Door door, String person, String task) {
    Map<String, Object> variables = new LinkedHashMap<>();
    Map.of("decision", "APPROVE", "reason", "yes")
        .forEach((field, value) -> variables.put(field, Map.of("value", value)));
    return post(door, person, "/task/" + task + "/complete", Map.of("variables", variables));
  }

  private int move(Door door, String person, String task, String how, String whom) {
    return post(
        door,
        person,
        "/task/" + task + "/" + how,
        whom == null ? Map.of() : Map.of("userId", whom));
  }

  private int post(Door door, String person, String path, Object body) {
    if (door == Door.ENGINE) {
      return engine().post(person, path, body).getStatusCode().value();
    }
    try {
      return browser(person)
          .call(
              "POST",
              "/camunda/api/engine/engine/default" + path,
              JSON.writeValueAsString(body),
              "Origin",
              address())
          .statusCode();
    } catch (JsonProcessingException unwritable) {
      throw new AssertionError(unwritable);
    }
  }

  private Browser browser(String person) {
    return browsers.computeIfAbsent(
        person,
        somebody -> {
          var browser = Browser.signedIn(address(), somebody, "demo");
          browser.get("/camunda/api/admin/auth/user/default");
          return browser;
        });
  }

  // --- what there is

  private List<String> work(String person) {
    List<String> changes = new ArrayList<>();
    api()
        .get(person, "/api/me/steps")
        .getBody()
        .forEach(step -> changes.add(step.get("change").asText()));
    return changes;
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

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
