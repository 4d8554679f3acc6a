package org.changecontrol.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.changecontrol.RequestedNormalChange.normalChange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.changecontrol.PlatformIT;
import org.changecontrol.RequestedNormalChange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** What scripts rely on when they request a change, and what they hear when they do it wrong. */
abstract class RequestContractScenarios extends PlatformIT {

  private String name = "";
  private String machine = "";

  @BeforeEach
  void aMachineOfItsOwn() {
    name = "contract-" + UUID.randomUUID().toString().substring(0, 8);
    machine = "virtual-machine:" + name;
    api()
        .importing(
            "virtual-machine,%s,active,,here,platform,\"{\"\"vcpus\"\":2}\",1\n".formatted(name),
            "");
  }

  // --- drafts

  @Test
  void aDraftMayBeIncompleteAndIsSubmittedOnceNothingIsMissing() {
    var draft =
        api()
            .post(
                "requester", "/api/changes", Map.of("type", "NORMAL", "title", name, "draft", true))
            .getBody();
    var number = draft.get("number").asText();
    assertThat(draft.get("state").asText()).isEqualTo("DRAFT");

    var early = api().step("requester", number, "submit", Map.of());
    assertThat(early.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(fields(early))
        .contains(
            "description",
            "justification",
            "implementer",
            "implementationPlan",
            "backoutPlan",
            "plannedStart",
            "plannedEnd",
            "items")
        .doesNotContain("title");
    assertThat(api().state(number)).isEqualTo("DRAFT");

    var rest = new HashMap<>(request().fields());
    rest.remove("title");
    api().taken("requester", number, "submit", rest);
    assertThat(api().state(number)).isEqualTo("AUTHORISING");
    assertThat(api().change(number).get("title").asText()).isEqualTo(name);
  }

  @Test
  void aChangeRepeatsAnotherItIsBasedOn() {
    var first = api().requested("requester", request());
    api().taken("requester", first, "cancel", Map.of("reason", "another day"));

    var again = new HashMap<>(request().body());
    again.put("basedOn", first);
    var second = api().post("requester", "/api/changes", again);

    assertThat(second.getStatusCode()).isEqualTo(HttpStatus.CREATED);
    assertThat(second.getBody().get("basedOn").asText()).isEqualTo(first);

    again.put("basedOn", "CHG-999999");
    var unknown = api().post("requester", "/api/changes", again);
    assertThat(unknown.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(fields(unknown)).containsExactly("basedOn");
  }

  // --- idempotency

  @Test
  void aKeyStandsForOneRequestOfOneCaller() {
    var body = request().body();
    var first = api().once("requester", "/api/changes", name, body);
    assertThat(first.getStatusCode()).isEqualTo(HttpStatus.CREATED);
    var number = first.getBody().get("number").asText();
    assertThat(first.getHeaders().getLocation()).hasPath("/api/changes/" + number);

    var again = api().once("requester", "/api/changes", name, body);
    assertThat(again.getStatusCode()).isEqualTo(HttpStatus.OK);
    assertThat(again.getBody().get("number").asText()).isEqualTo(number);

    var other = new HashMap<>(body);
    other.put("title", "Something else");
    assertThat(api().once("requester", "/api/changes", name, other).getStatusCode())
        .isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);

    var engines = new HashMap<String, Object>(request().fields());
    engines.put("idempotencyKey", name);
    var engine = engine().start("requester", engines);
    assertThat(engine.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
    assertThat(engine.getBody().get("message").asText()).contains(number);

    var elses = api().once("requester2", "/api/changes", name, body);
    assertThat(elses.getStatusCode()).isEqualTo(HttpStatus.CREATED);
    assertThat(elses.getBody().get("number").asText()).isNotEqualTo(number);
  }

  // --- looking before leaping

  @Test
  void aPreviewTellsWhatWouldComeAndStoresNothing() {
    var before = everything();

    var preview = api().post("requester", "/api/changes/preview", request().body());

    assertThat(preview.getStatusCode()).isEqualTo(HttpStatus.OK);
    assertThat(preview.getBody().fieldNames())
        .toIterable()
        .contains("risk", "rules", "gates", "conflicts", "impact", "capabilities");
    assertThat(preview.getBody().at("/risk/risk").asText()).isEqualTo("LOW");
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void whoWaitsHearsAtOnceOfAStateThatIsThereAndAtTheEndOfOneThatIsNot() {
    var change = api().requested("requester", request());

    var there = api().get("requester", "/api/changes/" + change + "/wait?state=AUTHORISING");
    assertThat(there.getBody().get("state").asText()).isEqualTo("AUTHORISING");

    var began = System.nanoTime();
    var not = api().get("requester", "/api/changes/" + change + "/wait?state=CLOSED&timeout=PT1S");
    assertThat(not.getStatusCode()).isEqualTo(HttpStatus.OK);
    assertThat(not.getBody().get("state").asText()).isEqualTo("AUTHORISING");
    assertThat(System.nanoTime() - began).isGreaterThan(900_000_000L);
  }

  // --- what belongs to a change

  @Test
  void commentsTasksAndEvidenceBelongToTheChange() {
    var change = api().requested("requester", request());
    var path = "/api/changes/" + change;

    assertThat(api().post("peer", path + "/comments", Map.of("text", "Why today?")).getStatusCode())
        .isEqualTo(HttpStatus.CREATED);
    assertThat(api().read(path + "/comments").findValuesAsText("text"))
        .containsExactly("Why today?");

    var task = api().post("requester", path + "/tasks", Map.of("title", "Tell the crews"));
    assertThat(task.getStatusCode()).isEqualTo(HttpStatus.CREATED);
    assertThat(api().read(path + "/tasks").findValuesAsText("title"))
        .containsExactly("Tell the crews");

    var diff = api().read(path + "/diff");
    assertThat(diff.toString()).contains("vcpus");

    api().approved("peer", change, "peer");
    var evidence = api().read(path + "/evidence");
    assertThat(evidence.toString()).contains(change, "peer says so", "Why today?");
  }

  // --- pages

  @ParameterizedTest
  @ValueSource(
      strings = {
        "page=-1",
        "page=x",
        "size=0",
        "size=501",
        "size=x",
        "state=NOPE",
        "type=NOPE",
        "from=yesterday",
        "to=2026-01-01",
        "unknown=1",
        "sort=title;drop"
      })
  void aPageThatCannotBeIsRefusedByTheNameOfItsParameter(String query) {
    var answer = api().get("requester", "/api/changes?" + query);
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(fields(answer)).containsExactly(query.substring(0, query.indexOf('=')));
  }

  @Test
  void pagesHoldWhatWasAskedForAndSayHowMuchThereIs() {
    for (int i = 0; i < 3; i++) {
      api().requested("requester", request().with("title", name + " " + i));
    }
    var page = api().read("/api/changes?q={name}&size=2", name);
    assertThat(page.get("content")).hasSize(2);
    assertThat(page.at("/page/totalElements").asInt()).isEqualTo(3);
    assertThat(page.at("/page/totalPages").asInt()).isEqualTo(2);
    assertThat(api().read("/api/changes?q={name}&size=2&page=1", name).get("content")).hasSize(1);
    assertThat(api().read("/api/changes?q={name}&size=2&page=9", name).get("content")).isEmpty();
    assertThat(api().read("/api/changes?item={item}", machine).get("content")).hasSize(3);
    var key = api().item(machine).get("key").asText();
    assertThat(api().read("/api/changes?item={item}", key).get("content")).hasSize(3);
    var unknown = api().get("requester", "/api/changes?item=nothing:here");
    assertThat(unknown.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(fields(unknown)).containsExactly("item");
  }

  // --- bad input, at both doors

  static Stream<Arguments> badInput() {
    return Stream.of(
        bad("title", "x".repeat(201)),
        bad("title", "bell \u0007"),
        bad("description", "x".repeat(20_001)),
        bad("description", "half \uD83D"),
        bad("implementer", "nobody-of-that-name"),
        bad("plannedStart", "tomorrow"),
        bad("plannedEnd", "2020-01-01T00:00:00Z"),
        bad("items", List.of("virtual-machine:there-is-no-such")),
        bad("items", Collections.nCopies(1001, "CI-000001")),
        bad("changeSet", List.of(Map.of("op", "DESTROY"))),
        bad("changeSet", List.of(Map.of("op", "UPDATE_ITEM", "item", "virtual-machine:nope"))),
        bad(
            "changeSet",
            List.of(
                Map.of(
                    "op",
                    "UPDATE_ITEM",
                    "item",
                    "virtual-machine:wiki-01",
                    "attributes",
                    Map.of("platform", "nul \u0000")))),
        bad("changeSet", Collections.nCopies(1001, Map.of("op", "RETIRE_ITEM"))),
        bad("questionnaire", Map.of("doneBefore", "perhaps")),
        bad("questionnaire", Map.of("invented", true)),
        bad("approved", true),
        bad("risk", "LOW"),
        bad("state", "CLOSED"),
        bad("requester", "somebody"));
  }

  private static Arguments bad(String field, Object value) {
    return Arguments.of(field, value);
  }

  @ParameterizedTest(name = "{0} [{index}]")
  @MethodSource("badInput")
  void whatIsWrongIsNamedAtEachDoorAndNothingIsStored(String field, Object value) {
    var before = everything();
    var wrong = new LinkedHashMap<String, Object>(request().fields());
    wrong.put(field, value);

    var body = new HashMap<>(wrong);
    body.put("type", "NORMAL");
    for (var path : List.of("/api/changes", "/api/changes/preview")) {
      var answer = api().post("requester", path, body);
      assertThat(answer.getStatusCode())
          .as("%s", answer.getBody())
          .isEqualTo(HttpStatus.BAD_REQUEST);
      assertThat(fields(answer))
          .as("%s", answer.getBody())
          .anyMatch(said -> said.startsWith(field));
    }
    var engine = engine().start("requester", wrong);
    assertThat(engine.getStatusCode()).as("%s", engine.getBody()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(engine.getBody().get("message").asText()).contains(field);

    assertThat(everything()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "\"text\"", "", "{\"title\": \"a\", \"title\": \"b\"}"})
  void whatIsNoObjectIsNoRequest(String body) {
    var headers = new HttpHeaders();
    headers.setContentType(MediaType.APPLICATION_JSON);
    var answer =
        as("requester")
            .exchange(
                "/api/changes", HttpMethod.POST, new HttpEntity<>(body, headers), JsonNode.class);
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(answer.getHeaders().getContentType()).hasToString("application/problem+json");
  }

  @Test
  void whatIsTooLargeIsRefused() {
    var body = new HashMap<>(request().body());
    body.put("title", "x".repeat(12_000_000));
    assertThat(api().post("requester", "/api/changes", body).getStatusCode())
        .isIn(HttpStatus.BAD_REQUEST, HttpStatus.PAYLOAD_TOO_LARGE);
  }

  private RequestedNormalChange request() {
    return normalChange().with("title", name).updating(machine, Map.of("vcpus", 4));
  }

  private static List<String> fields(ResponseEntity<JsonNode> refused) {
    var fields = new ArrayList<String>();
    refused.getBody().path("errors").forEach(error -> fields.add(error.get("field").asText()));
    return fields;
  }

  /** How many rows there are wherever a request could have left something. */
  private Map<String, Long> everything() {
    var rows = new LinkedHashMap<String, Long>();
    for (var table :
        List.of(
            "change_record",
            "change_target",
            "calendar_booking",
            "approval_gate",
            "cmdb_claim",
            "cmdb_revision",
            "act_ru_execution",
            "act_ru_variable",
            "act_hi_procinst")) {
      rows.put(table, jdbc.sql("select count(*) from " + table).query(Long.class).single());
    }
    return rows;
  }
}
