package org.changecontrol.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.changecontrol.RequestedNormalChange.emergencyChange;
import static org.changecontrol.RequestedNormalChange.normalChange;
import static org.changecontrol.RequestedNormalChange.standardChange;

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
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

/** What freezes and maintenance windows mean to changes whose windows they meet. */
abstract class FreezeScenarios extends PlatformIT {

  private static final Map<String, Object> ACCEPT =
      Map.of("decision", "ACCEPT", "reason", "as assessed");

  private final List<String> declared = new ArrayList<>();
  private String mark;
  private String machine;
  private String key;

  @BeforeEach
  void aMachineOfItsOwn() {
    mark = "frozen-" + UUID.randomUUID().toString().substring(0, 8);
    machine = "virtual-machine:" + mark;
    api()
        .importing(
            "virtual-machine,%1$s,active,env-%1$s,,%1$s,\"{\"\"vcpus\"\":2}\",1\n".formatted(mark),
            "");
    key = api().item(machine).get("key").asText();
  }

  @AfterEach
  void nothingStaysFrozenForOthers() {
    declared.forEach(
        window -> api().call("freezer", HttpMethod.DELETE, "/api/windows/" + window, null));
  }

  /** Its window is open. */
  private RequestedNormalChange resizing() {
    return normalChange().with("category", mark).updating(machine, Map.of("vcpus", 8));
  }

  private String window(String kind, Duration from, Duration to, Map<String, ?> scope) {
    var now = LocalDateTime.ofInstant(Instant.now(), ZoneOffset.UTC);
    var fields = new HashMap<String, Object>();
    fields.put("kind", kind);
    fields.put("name", kind + " " + mark);
    fields.put("start", now.plus(from).truncatedTo(ChronoUnit.SECONDS).toString());
    fields.put("end", now.plus(to).truncatedTo(ChronoUnit.SECONDS).toString());
    fields.put("zone", "UTC");
    fields.put("scope", scope);
    fields.put("reason", "The year ends");
    var answer = api().post("freezer", "/api/windows", fields);
    assertThat(answer.getStatusCode()).as("%s", answer.getBody()).isEqualTo(HttpStatus.CREATED);
    var id = answer.getBody().get("id").asText();
    declared.add(id);
    return id;
  }

  private String freeze(Duration from, Duration to) {
    return window("FREEZE", from, to, Map.of("items", List.of(key)));
  }

  private String freezeNow() {
    return freeze(Duration.ofHours(-1), Duration.ofDays(1));
  }

  private List<JsonNode> conflicts(String change, String kind) {
    return StreamSupport.stream(
            api().read("/api/changes/" + change + "/conflicts").spliterator(), false)
        .filter(conflict -> conflict.get("kind").asText().equals(kind))
        .toList();
  }

  private void assessed(String change) {
    assertThat(api().state(change)).isEqualTo("ASSESSING");
    api().taken("manager", change, "assessment", ACCEPT);
  }

  private String scheduled(RequestedNormalChange request) {
    var change = api().requested("requester", request);
    api().approved("peer", change, "peer");
    assertThat(api().state(change)).isEqualTo("SCHEDULED");
    return change;
  }

  private JsonNode refusedToStart(String change) {
    var answer = api().step("implementer", change, "implementation/start", Map.of());
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
    assertThat(api().item(machine).get("state").asText()).isEqualTo("IN_USE");
    return answer.getBody();
  }

  // --- freezes

  @Test
  void aChangeInAFreezeNeedsTheVoteOfAFreezeOwner() {
    var freeze = freezeNow();
    var change = api().requested("requester", resizing());

    var conflict = conflicts(change, "FREEZE").get(0);
    assertThat(conflict.get("freeze").asText()).isEqualTo(freeze);
    assertThat(conflict.get("name").asText()).isEqualTo("FREEZE " + mark);
    assertThat(conflict.get("item").asText()).isEqualTo(key);
    assertThat(conflict.get("window").get("end").isTextual()).isTrue();

    assessed(change);
    assertThat(api().gates(change)).containsExactlyInAnyOrder("peer", "freeze-owner");
    assertThat(api().gate(change, "freeze-owner").get("group").asText()).isEqualTo("freeze-owners");
    api().approved("peer", change, "peer");
    assertThat(api().state(change)).isEqualTo("AUTHORISING");
    refusedToStart(change);
    assertThat(api().vote("manager", change, "freeze-owner", "APPROVE").getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);

    api().approved("freezer", change, "freeze-owner");
    api().taken("implementer", change, "implementation/start", Map.of());
    assertThat(api().item(machine).get("state").asText()).isEqualTo("MAINTENANCE");
    api().taken("implementer", change, "implementation/finish", Map.of("outcome", "SUCCESSFUL"));
    assertThat(api().item(machine).get("attributes").get("vcpus").asInt()).isEqualTo(8);
  }

  @Test
  void aFreezeOwnersNoIsFinal() {
    freezeNow();
    var change = api().requested("requester", resizing());
    assessed(change);
    assertThat(api().vote("freezer", change, "freeze-owner", "REJECT").getStatusCode())
        .isEqualTo(HttpStatus.OK);
    assertThat(api().state(change)).isEqualTo("REJECTED");
  }

  @Test
  void anOverdueFreezeOwnerHoldsTheChange() {
    freezeNow();
    var change = api().requested("requester", resizing());
    assessed(change);
    api().approved("peer", change, "peer");
    elapse(change, "Boundary_ApprovalOverdue");
    assertThat(api().change(change).get("onHold").asBoolean()).isTrue();
    assertThat(api().state(change)).isEqualTo("AUTHORISING");
    refusedToStart(change);
  }

  @Test
  void aFreezeThatComesUpLaterStopsTheStartUntilItsOwnerAllowsIt() {
    var change = scheduled(resizing());
    var freeze = freezeNow();

    assertThat(refusedToStart(change).get("detail").asText()).contains(freeze);
    var early =
        api().step("manager", change, "implementation/start", Map.of("reason", "never mind"));
    assertThat(early.getStatusCode().is4xxClientError()).isTrue();

    assertThat(api().put("requester", "/api/changes/" + change + "/plan", Map.of()).getStatusCode())
        .isEqualTo(HttpStatus.OK);
    assessed(change);
    assertThat(api().gate(change, "peer").get("state").asText())
        .as("the peer has not seen the freeze")
        .isEqualTo("OPEN");
    api().approved("peer", change, "peer");
    api().approved("freezer", change, "freeze-owner");
    api().taken("implementer", change, "implementation/start", Map.of());
    assertThat(api().state(change)).isEqualTo("IMPLEMENTING");
  }

  @Test
  void whoAllowsOneFreezeHasNotAllowedAnother() {
    freezeNow();
    var change = api().requested("requester", resizing());
    assessed(change);
    api().approved("peer", change, "peer");
    api().approved("freezer", change, "freeze-owner");
    var second = freezeNow();

    var refusal = refusedToStart(change);
    assertThat(refusal.get("detail").asText()).contains(second);

    api().put("requester", "/api/changes/" + change + "/plan", Map.of());
    assessed(change);
    assertThat(api().gate(change, "freeze-owner").get("state").asText()).isEqualTo("OPEN");
  }

  @Test
  void aFreezeThatBeginsWithinTheWindowCountsFromTheStart() {
    var change = scheduled(resizing());
    freeze(Duration.ofHours(1), Duration.ofHours(2));
    refusedToStart(change);
  }

  @Test
  void aFreezeThatComesUpWhileItIsWorkedOnStopsNothing() {
    var change = scheduled(resizing());
    api().taken("implementer", change, "implementation/start", Map.of());
    freezeNow();
    api().taken("implementer", change, "implementation/finish", Map.of("outcome", "SUCCESSFUL"));
    assertThat(api().item(machine).get("attributes").get("vcpus").asInt()).isEqualTo(8);
  }

  @Test
  void aFreezeThatComesUpWhileItIsDecidedSendsItBackToItsAssessment() {
    var change = api().requested("requester", resizing());
    freezeNow();
    api().approved("peer", change, "peer");
    assertThat(api().state(change)).isEqualTo("ASSESSING");
    assertThat(api().facts(change)).contains("ConflictArisen");
    assessed(change);
    assertThat(api().gates(change)).contains("freeze-owner");
  }

  @Test
  void aSuspendedOrWithdrawnFreezeMeansNothing() {
    var suspended = freezeNow();
    var withdrawn = freezeNow();
    api()
        .post(
            "manager",
            "/api/windows/" + suspended + "/suspension",
            Map.of("reason", "the release cannot wait"));
    api().call("freezer", HttpMethod.DELETE, "/api/windows/" + withdrawn, null);

    var change = scheduled(resizing());
    assertThat(conflicts(change, "FREEZE")).isEmpty();
    api().taken("implementer", change, "implementation/start", Map.of());

    api().call("manager", HttpMethod.DELETE, "/api/windows/" + suspended + "/suspension", null);
    assertThat(conflicts(change, "FREEZE")).hasSize(1);
  }

  @Test
  void itIsFoundByTypeOwnerAndEnvironmentAndOnlyWhereAllOfThemMeet() {
    var long1 = Duration.ofHours(-1);
    var long2 = Duration.ofDays(1);
    var environment = List.of("env-" + mark);
    window("FREEZE", long1, long2, Map.of("owners", List.of(mark)));
    window("FREEZE", long1, long2, Map.of("environments", environment));
    window(
        "FREEZE",
        long1,
        long2,
        Map.of("types", List.of("logical"), "owners", List.of(mark), "environments", environment));
    window("FREEZE", long1, long2, Map.of("types", List.of("router"), "owners", List.of(mark)));
    window("FREEZE", long1, long2, Map.of("owners", List.of(mark + "-others")));

    var change = api().requested("requester", resizing());
    assertThat(conflicts(change, "FREEZE")).hasSize(3);
  }

  @Test
  void whatIsCreatedOrMovedIntoFrozenGroundIsFrozenToo() {
    window(
        "FREEZE",
        Duration.ofHours(-1),
        Duration.ofDays(1),
        Map.of("environments", List.of("frozen-" + mark)));
    var created =
        api()
            .requested(
                "requester",
                normalChange()
                    .doing(
                        Map.of(
                            "op",
                            "CREATE_ITEM",
                            "ref",
                            "new1",
                            "type",
                            "container",
                            "name",
                            mark + "-new",
                            "owner",
                            mark,
                            "environment",
                            "frozen-" + mark)));
    assertThat(conflicts(created, "FREEZE")).hasSize(1);

    var moved =
        api()
            .requested(
                "requester",
                normalChange()
                    .doing(
                        Map.of(
                            "op",
                            "UPDATE_ITEM",
                            "item",
                            machine,
                            "environment",
                            "frozen-" + mark)));
    assertThat(conflicts(moved, "FREEZE")).hasSize(1);
  }

  @Test
  void anEmergencyIsShownTheFreezeAndIsNotStoppedByIt() {
    onlyTheDemonstrationsBoard();
    freezeNow();
    var change =
        api().requested("requester", emergencyChange().updating(machine, Map.of("vcpus", 8)));
    assertThat(conflicts(change, "FREEZE")).hasSize(1);
    assertThat(api().gates(change)).containsExactly("emergency-cab");
    api().approved("cab1", change, "emergency-cab");
    api().approved("cab2", change, "emergency-cab");
    api().taken("implementer", change, "implementation/start", Map.of());
    assertThat(api().state(change)).isEqualTo("IMPLEMENTING");
  }

  @Test
  void aRoutineThatRunsIntoAFreezeGoesOnAsANormalChange() {
    var freeze = freezeNow();
    var routine =
        api()
            .requested(
                "robot",
                standardChange("resize-virtual-machine").updating(machine, Map.of("vcpus", 4)));
    assertThat(api().state(routine)).isEqualTo("CANCELLED");
    assertThat(api().change(routine).get("endReason").asText()).contains(freeze);
    assertThat(api().change(routine).get("convertedTo").asText()).startsWith("CHG-");
  }

  @Test
  void aRoutineIsNotStartedInAFreezeThatComesUpLater() {
    var routine =
        api()
            .requested(
                "robot",
                standardChange("resize-virtual-machine").updating(machine, Map.of("vcpus", 4)));
    assertThat(api().state(routine)).isEqualTo("SCHEDULED");
    freezeNow();
    var answer = api().step("robot", routine, "implementation/start", Map.of());
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
    assertThat(api().item(machine).get("state").asText()).isEqualTo("IN_USE");
  }

  @Test
  void aPreviewShowsTheFreezeAndItsGate() {
    freezeNow();
    var preview = api().post("requester", "/api/changes/preview", resizing().body()).getBody();
    assertThat(preview.get("conflicts").findValuesAsText("kind")).contains("FREEZE");
    assertThat(preview.get("gates").findValuesAsText("key")).contains("freeze-owner");
  }

  // --- maintenance windows

  @Test
  void outsideOfItsMaintenanceWindowsAChangeIsInConflict() {
    window(
        "MAINTENANCE", Duration.ofDays(10), Duration.ofDays(11), Map.of("owners", List.of(mark)));

    var outside = api().requested("requester", resizing());
    var conflict = conflicts(outside, "OUTSIDE_MAINTENANCE").get(0);
    assertThat(conflict.get("item").asText()).isEqualTo(key);
    assertThat(Instant.parse(conflict.get("window").get("start").asText()))
        .isAfter(Instant.now().plus(Duration.ofDays(9)));
    assessed(outside);
    assertThat(api().gates(outside)).containsExactlyInAnyOrder("peer", "change-manager");
    api().taken("requester", outside, "cancel", Map.of("reason", "later"));

    var inside =
        api()
            .requested(
                "requester",
                resizing()
                    .windowFromNow(
                        Duration.ofDays(10).plusHours(1), Duration.ofDays(10).plusHours(3)));
    assertThat(api().read("/api/changes/" + inside + "/conflicts").findValuesAsText("kind"))
        .doesNotContain("SAME_ITEM", "FREEZE", "OUTSIDE_MAINTENANCE");
    var half =
        api()
            .requested(
                "requester",
                resizing().windowFromNow(Duration.ofDays(10).plusHours(22), Duration.ofDays(12)));
    assertThat(conflicts(half, "OUTSIDE_MAINTENANCE")).hasSize(1);
  }

  @Test
  void whatNoMaintenanceWindowCoversIsNeverOutside() {
    window(
        "MAINTENANCE",
        Duration.ofDays(10),
        Duration.ofDays(11),
        Map.of("owners", List.of(mark + "-others")));
    var change = api().requested("requester", resizing());
    assertThat(api().read("/api/changes/" + change + "/conflicts").findValuesAsText("kind"))
        .doesNotContain("SAME_ITEM", "FREEZE", "OUTSIDE_MAINTENANCE");
  }

  @Test
  void maintenanceWindowsThatTouchAreOne() {
    window("MAINTENANCE", Duration.ofHours(-1), Duration.ofHours(1), Map.of("items", List.of(key)));
    window("MAINTENANCE", Duration.ofHours(1), Duration.ofHours(9), Map.of("items", List.of(key)));
    var change = api().requested("requester", resizing());
    assertThat(conflicts(change, "OUTSIDE_MAINTENANCE")).isEmpty();
  }
}
