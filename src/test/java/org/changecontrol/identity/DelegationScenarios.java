package org.changecontrol.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.changecontrol.PlatformIT;
import org.changecontrol.fact.Evidence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Handing on a right to vote over {@code /api/delegations}. */
abstract class DelegationScenarios extends PlatformIT {

  @Autowired List<Evidence> evidence;

  private final Instant now = Instant.now();
  private final Map<String, String> given = new HashMap<>();

  @AfterEach
  void nobodyStandsInForAnybodyAfterwards() {
    given.forEach(
        (id, giver) -> api().call(giver, HttpMethod.DELETE, "/api/delegations/" + id, null));
  }

  @Test
  void whatIsHandedOnIsOnRecordWithBothNamesAndStaysThereWhenItEnds() {
    var answer = give("peer", with("reason", "on leave"));

    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.CREATED);
    var id = answer.getBody().get("id").asText();
    assertThat(answer.getHeaders().getLocation()).hasPath("/api/delegations/" + id);
    var read = api().get("freezer", "/api/delegations/" + id).getBody();
    assertThat(read.get("from").asText()).isEqualTo("peer");
    assertThat(read.get("to").asText()).isEqualTo("freezer");
    assertThat(read.get("groups")).extracting(JsonNode::asText).containsExactly("peers");
    assertThat(read.get("kind").asText()).isEqualTo("DELEGATION");
    assertThat(read.get("state").asText()).isEqualTo("IN_FORCE");
    assertThat(read.get("reason").asText()).isEqualTo("on leave");
    assertThat(read.get("ended").isNull()).isTrue();

    assertThat(end("peer", id, "?reason=back early").getStatusCode())
        .isEqualTo(HttpStatus.NO_CONTENT);

    read = api().read("/api/delegations/" + id);
    assertThat(read.get("state").asText()).isEqualTo("OVER");
    assertThat(read.get("ended").get("by").asText()).isEqualTo("peer");
    assertThat(read.get("ended").get("reason").asText()).isEqualTo("back early");
    assertThat(end("peer", id, "").getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
    var trail = new ArrayList<JsonNode>();
    for (var entry : api().read("/api/audit?subject=" + id).get("content")) {
      if (!entry.get("name").asText().equals("AttemptRefused")) {
        trail.add(entry);
      }
    }
    assertThat(trail)
        .extracting(entry -> entry.get("name").asText())
        .containsExactly("DelegationEnded", "DelegationGiven");
    assertThat(trail)
        .extracting(entry -> entry.get("actor").asText())
        .containsExactly("peer", "peer");
    assertThat(trail)
        .extracting(entry -> entry.get("reason").asText())
        .containsExactly("back early", "on leave");
    trail.forEach(this::isVouchedFor);
  }

  private void isVouchedFor(JsonNode entry) {
    var row = entry.get("detail").get("evidence").asText().split("/");
    var rows = evidence.stream().filter(one -> one.kind().equals(row[0])).findFirst().orElseThrow();
    assertThat(rows.digests(List.of(row[1])))
        .containsEntry(row[1], entry.get("detail").get("digest").asText());
    assertThat(rows.keysAfter(null, 500)).contains(row[1]);
  }

  @Test
  void itMayBeginLater() {
    var fields = fields();
    fields.put("start", now.plus(Duration.ofDays(3)).toString());
    var answer = give("peer", fields);
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.CREATED);
    assertThat(answer.getBody().get("state").asText()).isEqualTo("UPCOMING");
  }

  @Test
  void aStartThatWasOnItsWayForAMomentCountsAsNow() {
    var answer = give("peer", with("start", now.minusSeconds(30).toString()));
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.CREATED);
    assertThat(Instant.parse(answer.getBody().get("start").asText())).isAfterOrEqualTo(now);
  }

  @Test
  void aSubstituteMayBeNamedForAYear() {
    var fields = with("kind", "SUBSTITUTE");
    fields.put("end", now.plus(Duration.ofDays(360)).toString());
    assertThat(give("peer", fields).getStatusCode()).isEqualTo(HttpStatus.CREATED);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "to | - | is required",
        "to | peer | is yourself",
        "to | nobody-of-that-name | is nobody's account",
        "to | platform | is nobody's account",
        "to | robot | belongs to robots",
        "to | auditor | belongs to auditors",
        "to | operator | belongs to operators",
        "to | admin | belongs to camunda-admin",
        "end | - | is required",
        "end | 2026-01-01 | such as 2027-03-01T20:00:00+01:00",
        "end | 2026-01-01T00:00:00Z | is past",
        "end | +91 | lasts at most 90 days",
        "start | -1 | lies in the past",
        "start | +367 | more than 366 days ahead",
        "start | +20 | must be after start",
        "kind | PROXY | must be one of",
        "groups | - | at least one of your groups",
        "groups | peers | at least one of your groups",
        "until | tomorrow | is not a field here"
      })
  void badInputIsRefusedWithItsFieldItsValueAndWhatWouldBeRight(
      String field, String value, String problem) {
    var sent =
        value != null && value.matches("[+-]\\d+")
            ? now.plus(Duration.ofDays(Integer.parseInt(value))).toString()
            : value;
    var answer = give("peer", with(field, sent));

    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(answer.getBody().get("errors"))
        .anySatisfy(
            error -> {
              assertThat(error.get("problem").asText()).contains(problem);
              assertThat(error.get("field").asText())
                  .isEqualTo(problem.equals("must be after start") ? "end" : field);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"cab", "no-such-group", "auditors", ""})
  void onlyGroupsOfOnesOwnAreHandedOn(String group) {
    var answer = give("peer", with("groups", List.of("peers", group)));
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(answer.getBody().get("errors"))
        .singleElement()
        .satisfies(error -> assertThat(error.get("field").asText()).isEqualTo("groups[1]"));
  }

  @Test
  void whatOneReceivedIsNotHandedOn() {
    given("peer", fields());
    var chain = fields();
    chain.put("to", "modeller");
    assertThat(give("freezer", chain).getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"robot", "auditor", "operator", "admin"})
  void whoNeverVotesHasNothingToHandOn(String person) {
    var group =
        Map.of(
                "robot",
                "robots",
                "auditor",
                "auditors",
                "operator",
                "operators",
                "admin",
                "camunda-admin")
            .get(person);
    assertThat(give(person, with("groups", List.of(group))).getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
  }

  @Test
  void theSameIsNotHandedTwiceToTheSamePersonForAPartOfTheTime() {
    var first = given("peer", fields());
    var again = fields();
    again.put("start", now.plus(Duration.ofDays(4)).toString());
    again.put("end", now.plus(Duration.ofDays(30)).toString());

    var answer = give("peer", again);
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
    assertThat(answer.getBody().get("detail").asText()).contains(first);

    var afterwards = fields();
    afterwards.put("start", now.plus(Duration.ofDays(10)).toString());
    afterwards.put("end", now.plus(Duration.ofDays(12)).toString());
    assertThat(give("peer", afterwards).getStatusCode()).isEqualTo(HttpStatus.CREATED);
    var another = with("to", "modeller");
    assertThat(give("peer", another).getStatusCode()).isEqualTo(HttpStatus.CREATED);
    end("peer", first, "");
    var shorter = with("end", now.plus(Duration.ofDays(5)).toString());
    assertThat(give("peer", shorter).getStatusCode()).isEqualTo(HttpStatus.CREATED);
  }

  @Test
  void norByTwoWhoSendItAtOnce() throws Exception {
    var barrier = new CyclicBarrier(4);
    var threads = Executors.newFixedThreadPool(4);
    List<Integer> statuses = new ArrayList<>();
    try {
      List<Callable<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        calls.add(
            () -> {
              barrier.await(20, TimeUnit.SECONDS);
              return give("peer", fields()).getStatusCode().value();
            });
      }
      for (var status : threads.invokeAll(calls, 60, TimeUnit.SECONDS)) {
        statuses.add(status.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409, 409);
  }

  @Test
  void nobodyHandsItToMoreThanFive() {
    for (var to : List.of("freezer", "modeller", "executive", "config", "owner")) {
      given("peer2", with("to", to));
    }
    assertThat(give("peer2", with("to", "cab1")).getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
  }

  @Test
  void everybodySeesWhatHeGaveAndReceivedAuditorsAndAdministratorsAll() {
    var id = given("peer", fields());

    for (var reader : List.of("peer", "freezer", "auditor", "admin")) {
      assertThat(listed(reader, "")).as(reader).contains(id);
      assertThat(api().get(reader, "/api/delegations/" + id).getStatusCode())
          .isEqualTo(HttpStatus.OK);
    }
    for (var reader : List.of("peer2", "manager", "requester", "operator", "robot")) {
      assertThat(listed(reader, "")).as(reader).doesNotContain(id);
      assertThat(api().get(reader, "/api/delegations/" + id).getStatusCode())
          .isEqualTo(HttpStatus.NOT_FOUND);
    }
    assertThat(listed("auditor", "&person=freezer")).contains(id);
    assertThat(listed("auditor", "&person=cab4")).doesNotContain(id);
    assertThat(api().get("manager", "/api/delegations?person=peer").getStatusCode())
        .isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(http.getForEntity("/api/delegations", String.class).getStatusCode())
        .isEqualTo(HttpStatus.UNAUTHORIZED);
  }

  @Test
  void whoReceivedItMayDeclineItAndNobodyElseEndsIt() {
    var id = given("peer", fields());

    assertThat(end("manager", id, "").getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
    assertThat(end("auditor", id, "").getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(end("admin", id, "").getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(end("peer", "DLG-999999", "").getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
    assertThat(end("peer", "1", "").getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
    assertThat(api().read("/api/delegations/" + id).get("state").asText()).isEqualTo("IN_FORCE");

    assertThat(end("freezer", id, "").getStatusCode()).isEqualTo(HttpStatus.NO_CONTENT);
    assertThat(api().read("/api/delegations/" + id).get("ended").get("by").asText())
        .isEqualTo("freezer");
  }

  // --- how it is done

  /** The peer's vote for the freeze owner, for ten days. */
  private Map<String, Object> fields() {
    var fields = new HashMap<String, Object>();
    fields.put("to", "freezer");
    fields.put("end", now.plus(Duration.ofDays(10)).toString());
    fields.put("groups", List.of("peers"));
    return fields;
  }

  private Map<String, Object> with(String field, Object value) {
    var fields = fields();
    fields.put(field, value);
    return fields;
  }

  private ResponseEntity<JsonNode> give(String person, Map<String, Object> fields) {
    var answer = api().post(person, "/api/delegations", fields);
    if (answer.getStatusCode().is2xxSuccessful()) {
      synchronized (given) {
        given.put(answer.getBody().get("id").asText(), person);
      }
    }
    return answer;
  }

  private String given(String person, Map<String, Object> fields) {
    var answer = give(person, fields);
    assertThat(answer.getStatusCode()).as("%s", answer.getBody()).isEqualTo(HttpStatus.CREATED);
    return answer.getBody().get("id").asText();
  }

  private ResponseEntity<JsonNode> end(String person, String id, String query) {
    return api().call(person, HttpMethod.DELETE, "/api/delegations/" + id + query, null);
  }

  private List<String> listed(String reader, String filter) {
    List<String> ids = new ArrayList<>();
    api()
        .get(reader, "/api/delegations?size=500" + filter)
        .getBody()
        .get("content")
        .forEach(one -> ids.add(one.get("id").asText()));
    return ids;
  }
}
