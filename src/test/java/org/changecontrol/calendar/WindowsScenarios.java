package org.changecontrol.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.changecontrol.PlatformIT;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Freezes and maintenance windows over {@code /api/windows}. */
abstract class WindowsScenarios extends PlatformIT {

  private final String mark = "windows-" + UUID.randomUUID().toString().substring(0, 8);
  private final List<String> declared = new ArrayList<>();

  @AfterEach
  void nothingStaysFrozenForOthers() {
    declared.forEach(window -> call("freezer", HttpMethod.DELETE, "/api/windows/" + window, null));
  }

  /** A weekend freeze of a team that owns nothing. */
  private Map<String, Object> weekend() {
    var fields = new HashMap<String, Object>();
    fields.put("kind", "FREEZE");
    fields.put("name", "Weekend " + mark);
    fields.put("start", "2026-01-02T18:00");
    fields.put("end", "2026-01-05T06:00");
    fields.put("zone", "Europe/Amsterdam");
    fields.put("rrule", "FREQ=WEEKLY;BYDAY=FR");
    fields.put("scope", Map.of("owners", List.of(mark)));
    fields.put("reason", "Nobody is in");
    return fields;
  }

  private Map<String, Object> weekendWith(String field, Object value) {
    var fields = weekend();
    fields.put(field, value);
    return fields;
  }

  @ParameterizedTest
  @ValueSource(strings = {"freezer", "manager"})
  void freezeOwnersAndChangeManagersDeclareAndEverybodyReads(String person) {
    var window = declared(person, weekend());

    for (var reader : List.of("requester", "auditor", "robot", "operator")) {
      var read = call(reader, HttpMethod.GET, "/api/windows/" + window, null);
      assertThat(read.getStatusCode()).as(reader).isEqualTo(HttpStatus.OK);
      var body = read.getBody();
      assertThat(body.get("kind").asText()).isEqualTo("FREEZE");
      assertThat(body.get("start").asText()).startsWith("2026-01-02T18:00");
      assertThat(body.get("end").asText()).startsWith("2026-01-05T06:00");
      assertThat(body.get("zone").asText()).isEqualTo("Europe/Amsterdam");
      assertThat(body.get("rrule").asText()).isEqualTo("FREQ=WEEKLY;BYDAY=FR");
      assertThat(body.get("scope").get("owners").get(0).asText()).isEqualTo(mark);
      assertThat(body.get("reason").asText()).isEqualTo("Nobody is in");
      assertThat(body.get("declaredBy").asText()).isEqualTo(person);
      assertThat(body.get("suspension").isNull()).isTrue();
      assertThat(body.get("next").get("start").isTextual()).isTrue();
    }
    assertThat(listed("FREEZE")).contains(window);
    assertThat(listed("MAINTENANCE")).doesNotContain(window);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "requester",
        "implementer",
        "peer",
        "owner",
        "cab1",
        "executive",
        "config",
        "modeller",
        "auditor",
        "operator",
        "admin",
        "robot"
      })
  void nobodyElseDeclaresSuspendsOrWithdraws(String person) {
    var window = declared("freezer", weekend());

    assertThat(call(person, HttpMethod.POST, "/api/windows", weekend()).getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(suspend(person, window).getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(
            call(person, HttpMethod.DELETE, "/api/windows/" + window + "/suspension", null)
                .getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(call(person, HttpMethod.DELETE, "/api/windows/" + window, null).getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(api().read("/api/windows/" + window).get("suspension").isNull()).isTrue();
  }

  @Test
  void whoIsNotSignedInSeesNoWindow() {
    assertThat(http.getForEntity("/api/windows", String.class).getStatusCode())
        .isEqualTo(HttpStatus.UNAUTHORIZED);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "kind | HOLIDAY | must be one of",
        "kind | - | is required",
        "name | - | is required",
        "reason | ' ' | is required",
        "start | 2026-01-02 | such as 2026-12-18T18:00",
        "start | 2026-01-02T18:00:00Z | without offset",
        "start | 2026-02-30T18:00 | such as 2026-12-18T18:00",
        "start | 0001-01-01T00:00 | between the years 1970 and 9999",
        "end | 2026-01-02T18:00 | must be after start",
        "end | 2027-03-01T00:00 | at most 366 days",
        "zone | Amsterdam | IANA name",
        "zone | +02:00 | IANA name",
        "rrule | every friday | RFC 5545",
        "rrule | FREQ=MINUTELY | FREQ must be DAILY",
        "rrule | FREQ=DAILY | before the window that begins at",
        "start | 2026-01-01T18:00 | let it start there",
        "colour | red | is not a field here"
      })
  void badInputIsRefusedWithItsFieldItsValueAndWhatWouldBeRight(
      String field, String value, String remedy) {
    var before = count();
    var answer = call("freezer", HttpMethod.POST, "/api/windows", weekendWith(field, value));

    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    var errors = answer.getBody().get("errors");
    assertThat(errors).hasSize(1);
    assertThat(errors.get(0).get("field").asText()).isEqualTo(field);
    assertThat(errors.get(0).get("problem").asText()).contains(remedy);
    if (value != null && !value.isBlank()) {
      assertThat(errors.get(0).get("value").asText()).isEqualTo(value);
    }
    assertThat(count()).isEqualTo(before);
  }

  @Test
  void aScopeThatCoversNothingByMistakeIsRefused() {
    var before = count();
    var answer =
        call(
            "freezer",
            HttpMethod.POST,
            "/api/windows",
            weekendWith(
                "scope",
                Map.of(
                    "types", List.of("router", "ruoter"),
                    "items", List.of("CI-999999999", "router:nowhere"),
                    "owners", "network",
                    "places", List.of("Akron"))));

    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(answer.getBody().get("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder(
            "scope.places", "scope.types[1]", "scope.items[0]", "scope.items[1]", "scope.owners");
    assertThat(count()).isEqualTo(before);
  }

  @Test
  void anItemMayBeNamedByItsTypeAndNameAndIsKeptByItsKey() {
    api().importing("router,%s-rtr,active,,,network,{},2\n".formatted(mark), "");
    var key = api().item("router:" + mark + "-rtr").get("key").asText();

    var window =
        declared(
            "freezer", weekendWith("scope", Map.of("items", List.of("router:" + mark + "-rtr"))));

    assertThat(api().read("/api/windows/" + window).get("scope").get("items").get(0).asText())
        .isEqualTo(key);
  }

  @Test
  void aSuspendedWindowSaysWhyAndIsReinstated() {
    var window = declared("freezer", weekend());

    assertThat(
            call("manager", HttpMethod.POST, "/api/windows/" + window + "/suspension", Map.of())
                .getStatusCode())
        .isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(suspend("manager", window).getStatusCode()).isEqualTo(HttpStatus.OK);
    var suspension = api().read("/api/windows/" + window).get("suspension");
    assertThat(suspension.get("reason").asText()).isEqualTo("The release cannot wait");
    assertThat(suspension.get("by").asText()).isEqualTo("manager");
    assertThat(suspend("freezer", window).getStatusCode()).isEqualTo(HttpStatus.CONFLICT);

    var again = call("freezer", HttpMethod.DELETE, "/api/windows/" + window + "/suspension", null);
    assertThat(again.getStatusCode()).isEqualTo(HttpStatus.OK);
    assertThat(again.getBody().get("suspension").isNull()).isTrue();
    assertThat(
            call("freezer", HttpMethod.DELETE, "/api/windows/" + window + "/suspension", null)
                .getStatusCode())
        .isEqualTo(HttpStatus.CONFLICT);
  }

  @Test
  void aWithdrawnWindowIsGoneAndItsHistoryStays() {
    var window = declared("freezer", weekend());
    suspend("manager", window);
    call("manager", HttpMethod.DELETE, "/api/windows/" + window + "/suspension", null);

    assertThat(call("freezer", HttpMethod.DELETE, "/api/windows/" + window, null).getStatusCode())
        .isEqualTo(HttpStatus.NO_CONTENT);

    assertThat(call("freezer", HttpMethod.GET, "/api/windows/" + window, null).getStatusCode())
        .isEqualTo(HttpStatus.NOT_FOUND);
    assertThat(call("freezer", HttpMethod.DELETE, "/api/windows/" + window, null).getStatusCode())
        .isEqualTo(HttpStatus.NOT_FOUND);
    assertThat(listed("FREEZE")).doesNotContain(window);
    var trail = api().read("/api/audit?subject=" + window).get("content");
    assertThat(trail.findValuesAsText("name"))
        .contains("WindowDeclared", "WindowSuspended", "WindowReinstated", "WindowWithdrawn");
    assertThat(trail.toString()).contains("Nobody is in", "The release cannot wait", "freezer");
    assertThat(api().read("/api/audit/verification").get("valid").asBoolean()).isTrue();
  }

  @Test
  void whatIsNoNumberOfAWindowNamesNone() {
    for (var path : List.of("/api/windows/7", "/api/windows/WIN-999999999")) {
      assertThat(call("freezer", HttpMethod.GET, path, null).getStatusCode())
          .isEqualTo(HttpStatus.NOT_FOUND);
    }
    assertThat(call("freezer", HttpMethod.GET, "/api/windows?kind=PARTY", null).getStatusCode())
        .isEqualTo(HttpStatus.BAD_REQUEST);
  }

  private String declared(String person, Map<String, Object> fields) {
    var answer = call(person, HttpMethod.POST, "/api/windows", fields);
    assertThat(answer.getStatusCode()).as("%s", answer.getBody()).isEqualTo(HttpStatus.CREATED);
    var id = answer.getBody().get("id").asText();
    assertThat(answer.getHeaders().getLocation()).hasPath("/api/windows/" + id);
    declared.add(id);
    return id;
  }

  private ResponseEntity<JsonNode> suspend(String person, String window) {
    return call(
        person,
        HttpMethod.POST,
        "/api/windows/" + window + "/suspension",
        Map.of("reason", "The release cannot wait"));
  }

  private List<String> listed(String kind) {
    return api().read("/api/windows?size=500&kind=" + kind).get("content").findValuesAsText("id");
  }

  private int count() {
    return jdbc.sql("select count(*) from calendar_window").query(Integer.class).single();
  }

  private ResponseEntity<JsonNode> call(
      String person, HttpMethod method, String path, Object body) {
    return api().call(person, method, path, body);
  }
}
