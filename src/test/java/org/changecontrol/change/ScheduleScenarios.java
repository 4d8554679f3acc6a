package org.changecontrol.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.changecontrol.RequestedNormalChange.normalChange;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.changecontrol.PlatformIT;
import org.changecontrol.RequestedNormalChange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** The calendar, its feed, and the next free slots of a change. */
abstract class ScheduleScenarios extends PlatformIT {

  private final List<String> declared = new ArrayList<>();

  /** The beginning of a day that is long to come: whole hours make what follows readable. */
  private final Instant day = Instant.now().plus(Duration.ofDays(20)).truncatedTo(ChronoUnit.DAYS);

  private String mark;
  private String machine;

  @BeforeEach
  void aMachineOfItsOwn() {
    mark = "planned-" + UUID.randomUUID().toString().substring(0, 8);
    machine = "virtual-machine:" + mark;
    api()
        .importing(
            "virtual-machine,%1$s,active,,,%1$s,\"{\"\"vcpus\"\":2}\",1\n".formatted(mark), "");
  }

  @AfterEach
  void nothingStaysFrozenForOthers() {
    declared.forEach(
        window -> api().call("freezer", HttpMethod.DELETE, "/api/windows/" + window, null));
  }

  private Instant hour(int hour) {
    return day.plus(Duration.ofHours(hour));
  }

  private RequestedNormalChange resizing(int from, int to) {
    return normalChange()
        .with("category", mark)
        .with("title", "Resize " + mark)
        .with("plannedStart", hour(from).toString())
        .with("plannedEnd", hour(to).toString())
        .updating(machine, Map.of("vcpus", 8));
  }

  private String window(String kind, int from, int to, String rule) {
    var fields = new HashMap<String, Object>();
    fields.put("kind", kind);
    fields.put("name", kind + " " + mark);
    fields.put("start", LocalDateTime.ofInstant(hour(from), ZoneOffset.UTC).toString());
    fields.put("end", LocalDateTime.ofInstant(hour(to), ZoneOffset.UTC).toString());
    fields.put("zone", "UTC");
    fields.put("rrule", rule);
    fields.put("scope", Map.of("owners", List.of(mark)));
    fields.put("reason", "Because of " + mark);
    var answer = api().post("freezer", "/api/windows", fields);
    assertThat(answer.getStatusCode()).as("%s", answer.getBody()).isEqualTo(HttpStatus.CREATED);
    var id = answer.getBody().get("id").asText();
    declared.add(id);
    return id;
  }

  // --- slots

  private List<String> slots(String change, String query) {
    return StreamSupport.stream(
            api().read("/api/changes/" + change + "/slots" + query).spliterator(), false)
        .map(
            slot ->
                slot.get("start").asText()
                    + " "
                    + slot.get("end").asText()
                    + " "
                    + slot.get("freeUntil").asText())
        .toList();
  }

  private static String slot(Instant start, Instant end, Instant freeUntil) {
    return start + " " + end + " " + freeUntil;
  }

  @Test
  void aFreeItemCanBeWorkedOnFromTheNextQuarterOfAnHour() {
    var change = api().requested("requester", resizing(0, 2));
    var slot = api().read("/api/changes/" + change + "/slots?duration=PT2H").get(0);

    var start = Instant.parse(slot.get("start").asText());
    assertThat(start).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(900));
    assertThat(start.getEpochSecond() % 900).isZero();
    assertThat(Instant.parse(slot.get("end").asText())).isEqualTo(start.plusSeconds(7200));
    assertThat(Instant.parse(slot.get("freeUntil").asText()))
        .isAfter(Instant.now().plus(Duration.ofDays(89)));
  }

  @Test
  void slotsLieWithinMaintenanceWindowsAndBesideFreezesAndOtherChanges() {
    window("MAINTENANCE", 0, 12, null);
    window("FREEZE", 2, 4, null);
    api().requested("requester", resizing(6, 7));
    var change = api().requested("requester", resizing(20, 22));

    assertThat(slots(change, "?duration=PT1H"))
        .containsExactly(
            slot(hour(0), hour(1), hour(2)),
            slot(hour(4), hour(5), hour(6)),
            slot(hour(7), hour(8), hour(12)));
    assertThat(slots(change, "?duration=PT3H")).containsExactly(slot(hour(7), hour(10), hour(12)));
    assertThat(slots(change, ""))
        .as("as long as it is planned to take")
        .hasSize(3)
        .contains(slot(hour(0), hour(2), hour(2)));
    assertThat(slots(change, "?duration=PT6H")).isEmpty();
    assertThat(slots(change, "?duration=PT1H&days=7")).isEmpty();
  }

  @Test
  void whoTakesASlotIsInNoConflict() {
    window("MAINTENANCE", 0, 12, null);
    window("FREEZE", 2, 4, null);
    var change = api().requested("requester", resizing(20, 22));
    var slot = api().read("/api/changes/" + change + "/slots?duration=PT2H").get(1);

    var answer =
        api()
            .put(
                "requester",
                "/api/changes/" + change + "/plan",
                Map.of(
                    "plannedStart", slot.get("start").asText(),
                    "plannedEnd", slot.get("end").asText()));
    assertThat(answer.getStatusCode()).as("%s", answer.getBody()).isEqualTo(HttpStatus.OK);
    assertThat(api().read("/api/changes/" + change + "/conflicts").findValuesAsText("kind"))
        .doesNotContain("SAME_ITEM", "FREEZE", "OUTSIDE_MAINTENANCE");
  }

  @ParameterizedTest
  @CsvSource({
    "duration=two hours, duration",
    "duration=PT0S, duration",
    "duration=-PT1H, duration",
    "duration=P400D, duration",
    "days=0, days",
    "days=367, days",
    "days=many, days",
    "weeks=2, weeks"
  })
  void aSenselessSlotIsRefused(String query, String field) {
    var change = api().requested("requester", resizing(0, 2));
    var answer = api().get("auditor", "/api/changes/" + change + "/slots?" + query);
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(answer.getBody().get("errors").findValuesAsText("field")).containsExactly(field);
  }

  // --- calendar

  private JsonNode calendar(Instant from, Instant to) {
    return api().read("/api/calendar?from=" + from + "&to=" + to);
  }

  private List<String> shown(JsonNode list, String field) {
    return StreamSupport.stream(list.spliterator(), false)
        .filter(one -> one.toString().contains(mark))
        .map(one -> one.get(field).asText())
        .toList();
  }

  @Test
  void theCalendarShowsChangesFreezesAndMaintenanceWindows() {
    var early = api().requested("requester", resizing(1, 2));
    var late = api().requested("requester", resizing(30, 31));
    var draft = api().requested("requester", resizing(1, 2).with("draft", true));
    var over = api().requested("requester", resizing(1, 2));
    api().taken("requester", over, "cancel", Map.of("reason", "not needed"));
    var freeze = window("FREEZE", 0, 3, "FREQ=DAILY");
    var suspended = window("MAINTENANCE", 1, 4, null);
    api()
        .post(
            "manager",
            "/api/windows/" + suspended + "/suspension",
            Map.of("reason", "nobody is in"));

    var first = calendar(hour(0), hour(24));
    assertThat(shown(first.get("changes"), "number"))
        .contains(early)
        .doesNotContain(late, draft, over);
    assertThat(shown(first.get("windows"), "id")).containsExactly(freeze, suspended);
    assertThat(shown(first.get("windows"), "suspended")).containsExactly("false", "true");
    assertThat(first.get("more").asBoolean()).isFalse();

    var change =
        StreamSupport.stream(first.get("changes").spliterator(), false)
            .filter(one -> one.get("number").asText().equals(early))
            .findFirst()
            .orElseThrow();
    assertThat(change.get("title").asText()).isEqualTo("Resize " + mark);
    assertThat(change.get("start").asText()).isEqualTo(hour(1).toString());
    assertThat(change.get("end").asText()).isEqualTo(hour(2).toString());
    assertThat(change.get("implementer").asText()).isEqualTo("implementer");

    var both = calendar(hour(0), hour(48));
    assertThat(shown(both.get("changes"), "number")).contains(early, late);
    assertThat(shown(both.get("windows"), "id")).containsExactly(freeze, suspended, freeze);
    assertThat(shown(calendar(hour(2), hour(3)).get("changes"), "number")).doesNotContain(early);
  }

  @Test
  void theCalendarShowsTheNextMonthByItself() {
    var change = api().requested("requester", resizing(1, 2));
    assertThat(shown(api().read("/api/calendar").get("changes"), "number")).contains(change);
  }

  @ParameterizedTest
  @CsvSource({
    "from=yesterday, from",
    "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z, to",
    "from=2026-01-01T00:00:00Z&to=2028-01-01T00:00:00Z, to",
    "until=2026-01-01T00:00:00Z, until"
  })
  void aSenselessStretchIsRefused(String query, String field) {
    var answer = api().get("auditor", "/api/calendar?" + query);
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(answer.getBody().get("errors").findValuesAsText("field")).containsExactly(field);
  }

  @Test
  void othersSubscribeToTheCalendar() {
    var change = api().requested("requester", resizing(1, 2));
    var freeze = window("FREEZE", 0, 3, "FREQ=DAILY;COUNT=2");

    var answer = as("auditor").getForEntity("/api/calendar.ics", String.class);
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.OK);
    assertThat(
            MediaType.parseMediaType("text/calendar")
                .includes(answer.getHeaders().getContentType()))
        .isTrue();
    var feed = answer.getBody();
    assertThat(feed).startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n").endsWith("END:VCALENDAR\r\n");
    var unfolded = feed.replace("\r\n ", "");
    assertThat(unfolded)
        .contains("UID:" + change + "@change-control\r\n")
        .contains("DTSTART:" + ics(hour(1)) + "\r\nDTEND:" + ics(hour(2)) + "\r\n")
        .contains("SUMMARY:" + change + " Resize " + mark + "\r\n")
        .contains("URL:" + address() + "/changes/" + change + "\r\n")
        .contains("SUMMARY:Freeze: FREEZE " + mark + "\r\nDESCRIPTION:Because of " + mark + "\r\n");
    assertThat(unfolded.split("UID:" + freeze)).hasSize(3);
    assertThat(unfolded.split("BEGIN:VEVENT")).hasSameSizeAs(unfolded.split("END:VEVENT"));
  }

  private static String ics(Instant instant) {
    return instant.toString().replaceAll("[-:]", "");
  }

  @Test
  void whoIsNotSignedInSeesNoCalendar() {
    for (var path : List.of("/api/calendar", "/api/calendar.ics")) {
      assertThat(http.getForEntity(path, String.class).getStatusCode())
          .as(path)
          .isEqualTo(HttpStatus.UNAUTHORIZED);
    }
  }
}
