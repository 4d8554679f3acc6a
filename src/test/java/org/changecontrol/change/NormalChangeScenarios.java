package org.changecontrol.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.changecontrol.RequestedNormalChange.normalChange;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.changecontrol.PlatformIT;
import org.changecontrol.RequestedNormalChange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpStatus;

/**
 * Whole lives of normal changes over {@code /api}: what each event of the process does to the
 * estate, and that whatever is not carried out leaves it as it was.
 */
abstract class NormalChangeScenarios extends PlatformIT {

  private static final Map<String, Object> ACCEPT =
      Map.of("decision", "ACCEPT", "reason", "as assessed");
  private static final Map<String, Object> DONE = Map.of("outcome", "SUCCESSFUL");

  private String mark;
  private String machine;
  private String twin;
  private String service;

  @BeforeEach
  void aServiceOnAMachineOfItsOwn() {
    mark = "life-" + UUID.randomUUID().toString().substring(0, 8);
    machine = "virtual-machine:" + mark;
    twin = "container:" + mark + "-twin";
    service = "service:Service " + mark;
    onlyTheDemonstrationsBoard();
  }

  private void underAService(int criticality) {
    api()
        .importing(
            """
            virtual-machine,%1$s,active,production,,platform,"{""vcpus"":2}",1
            service,Service %1$s,active,production,,service-owners,{},%2$d
            """
                .formatted(mark, criticality),
            "depends-on,%s,%s\n".formatted(service, machine));
  }

  /**
   * More processors for the machine, and a container beside it: nobody keeps containers in stock,
   * so there is nothing that could serve instead and would have to be looked at.
   */
  private RequestedNormalChange twoOperations() {
    return normalChange()
        .with("category", mark)
        .updating(machine, Map.of("vcpus", 8))
        .doing(
            Map.of(
                "op", "CREATE_ITEM",
                "ref", "twin",
                "type", "container",
                "name", mark + "-twin",
                "owner", "platform"))
        .doing(
            Map.of(
                "op", "ADD_RELATIONSHIP",
                "type", "depends-on",
                "source", service,
                "target", "twin"));
  }

  // --- in proportion to the risk

  /** A risk, how important the service is, how well prepared the change, and its gates. */
  private enum Rated {
    LOW(1, Map.of(), List.of("peer")),
    MEDIUM(4, Map.of(), List.of("peer", "service-owner")),
    HIGH(4, Map.of("reversible", false), List.of("cab", "peer", "service-owner")),
    CRITICAL(
        4,
        Map.of("tested", false, "backoutTested", false, "reversible", false),
        List.of("cab", "executive", "peer", "service-owner"));

    private final int criticality;
    private final Map<String, Object> worse;
    private final List<String> gates;

    Rated(int criticality, Map<String, Object> worse, List<String> gates) {
      this.criticality = criticality;
      this.worse = worse;
      this.gates = gates;
    }

    Map<String, Object> questionnaire() {
      var answers = new HashMap<>(RequestedNormalChange.wellPrepared());
      answers.putAll(worse);
      return answers;
    }
  }

  private String requested(Rated rated) {
    underAService(rated.criticality);
    var change =
        api()
            .requested(
                "requester",
                twoOperations()
                    .with("questionnaire", rated.questionnaire())
                    .windowFromNow(Duration.ofDays(40), Duration.ofDays(41)));
    assertThat(api().change(change).get("risk").asText()).isEqualTo(rated.name());
    return change;
  }

  private void assessed(String change) {
    if (api().state(change).equals("ASSESSING")) {
      api().taken("manager", change, "assessment", ACCEPT);
    }
  }

  private void approvedAt(String change, String gate) {
    switch (gate) {
      case "peer" -> api().approved("peer", change, gate);
      case "service-owner" -> api().approved("owner", change, gate);
      case "executive" -> api().approved("executive", change, gate);
      case "change-manager" -> api().approved("manager", change, gate);
      case "configuration-authority" -> api().approved("config", change, gate);
      case "cab" ->
          Stream.of("cab1", "cab2", "cab3").forEach(voter -> api().approved(voter, change, gate));
      default -> throw new AssertionError(gate);
    }
  }

  private String scheduled(Rated rated) {
    var change = requested(rated);
    assessed(change);
    api().gates(change).forEach(gate -> approvedAt(change, gate));
    assertThat(api().state(change)).isEqualTo("SCHEDULED");
    return change;
  }

  private String implementing(Rated rated) {
    var change = scheduled(rated);
    api().taken("manager", change, "implementation/start", Map.of("reason", "the crew is here"));
    assertThat(api().state(change)).isEqualTo("IMPLEMENTING");
    return change;
  }

  @ParameterizedTest
  @EnumSource(Rated.class)
  void itPassesTheGatesOfItsRiskAndTheEstateFollowsEachStep(Rated rated) {
    var change = requested(rated);
    var before = estate().live(mark);

    // assessed: impact with the path that explains it
    var impact = api().read("/api/changes/" + change + "/impact");
    assertThat(impact.get("services").get(0).get("name").asText()).isEqualTo("Service " + mark);
    assertThat(impact.get("paths").get(0).get("path")).hasSizeGreaterThan(1);
    assertThat(api().state(change)).isEqualTo(rated == Rated.LOW ? "AUTHORISING" : "ASSESSING");
    assertThat(api().change(change).get("rules")).isNotEmpty();
    assessed(change);

    // gates: each of them is needed
    assertThat(api().gates(change)).containsExactlyInAnyOrderElementsOf(rated.gates);
    for (var gate : rated.gates) {
      assertThat(api().state(change)).as("before " + gate).isEqualTo("AUTHORISING");
      refusedToStart(change);
      approvedAt(change, gate);
    }

    // authorised and scheduled: what is to come is planned, nothing live has moved
    assertThat(api().state(change)).isEqualTo("SCHEDULED");
    assertThat(api().item(twin).get("state").asText()).isEqualTo("PLANNED");
    assertThat(estate().live(mark)).isEqualTo(before);
    refusedToStart(change);

    // implementing: in maintenance, and locked
    api().taken("manager", change, "implementation/start", Map.of("reason", "the crew is here"));
    assertThat(stateOf(machine)).isEqualTo("MAINTENANCE");
    assertThat(vcpus()).isEqualTo(2);

    // implemented: all of it at once
    api().taken("implementer", change, "implementation/finish", DONE);
    assertThat(stateOf(machine)).isEqualTo("IN_USE");
    assertThat(vcpus()).isEqualTo(8);
    assertThat(stateOf(twin)).isEqualTo("IN_USE");
    assertThat(estate().live(mark)).anyMatch(line -> line.contains("depends-on " + mark + "-twin"));

    // verified, reviewed unless it is low, closed
    api().taken("implementer", change, "verification", Map.of("verified", true));
    assertThat(api().item(machine).get("lastVerified").isNull()).isFalse();
    if (rated != Rated.LOW) {
      assertThat(api().state(change)).isEqualTo("REVIEW");
      api()
          .taken(
              "manager", change, "review", Map.of("closeCode", "SUCCESSFUL", "findings", "smooth"));
    }
    assertThat(api().state(change)).isEqualTo("CLOSED");
    assertThat(engine().ends(change)).containsExactly("End_ChangeClosed");
    assertThat(api().facts(change))
        .containsSubsequence(
            "ChangeRequested",
            "ChangeSubmitted",
            "ChangeAssessed",
            "GatesDetermined",
            "ChangeAuthorised",
            "ChangeScheduled",
            "EarlyStartGranted",
            "ImplementationStarted",
            "ImplementationReported",
            "ChangeImplemented",
            "ChangeVerified",
            "ChangeClosed");
    onRecordOnce(change);
  }

  private void refusedToStart(String change) {
    var answer = api().step("implementer", change, "implementation/start", Map.of());
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
    assertThat(answer.getBody().get("nextSteps")).isNotEmpty();
  }

  /** One revision for each operation, under the number of the change; the trail is whole. */
  private void onRecordOnce(String change) {
    assertThat(
            jdbc.sql(
                    """
                    select count(*) from cmdb_revision where cause_reference = :change
                      and operation is not null
                    """)
                .param("change", change)
                .query(Integer.class)
                .single())
        .isGreaterThanOrEqualTo(3);
    assertThat(
            jdbc.sql(
                    """
                    select count(*) from (select action, operation from cmdb_revision
                      where cause_reference = :change and operation is not null
                      group by action, operation having count(*) > 1) twice
                    """)
                .param("change", change)
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(api().read("/api/audit?subject=" + change).get("content")).hasSizeGreaterThan(8);
    assertThat(api().read("/api/audit/verification").get("valid").asBoolean()).isTrue();
  }

  // --- what is not carried out leaves the estate as it was

  @Test
  void rejectedByAReviewer() {
    var change = requested(Rated.MEDIUM);
    asItWas(
        change,
        "REJECTED",
        "End_ChangeRejected",
        "ChangeRejected",
        () ->
            api()
                .taken(
                    "manager",
                    change,
                    "assessment",
                    Map.of("decision", "REJECT", "reason", "not this year")));
    assertThat(api().change(change).get("endReason").asText()).contains("not this year");
  }

  @Test
  void rejectedAtAGate() {
    var change = requested(Rated.HIGH);
    asItWas(
        change,
        "REJECTED",
        "End_ChangeRejected",
        "ChangeRejected",
        () -> {
          assessed(change);
          api().approved("peer", change, "peer");
          api()
              .taken(
                  "owner",
                  change,
                  "gates/service-owner/votes",
                  Map.of("decision", "REJECT", "reason", "the season starts"));
        });
    assertThat(api().change(change).get("endReason").asText()).contains("the season starts");
  }

  static Stream<String> waitStates() {
    return Stream.of("DRAFT", "ASSESSING", "AUTHORISING", "SCHEDULED");
  }

  @ParameterizedTest
  @MethodSource("waitStates")
  void cancelledWhereverItWaits(String where) {
    var change =
        switch (where) {
          case "DRAFT" -> {
            underAService(4);
            yield api().requested("requester", twoOperations().with("draft", true));
          }
          case "ASSESSING" -> requested(Rated.MEDIUM);
          case "AUTHORISING" -> {
            var made = requested(Rated.MEDIUM);
            assessed(made);
            yield made;
          }
          default -> scheduled(Rated.LOW);
        };
    assertThat(api().state(change)).isEqualTo(where);
    asItWas(
        change,
        "CANCELLED",
        "End_ChangeCancelled",
        "ChangeCancelled",
        () -> api().taken("requester", change, "cancel", Map.of("reason", "no longer needed")));
  }

  @Test
  void nobodyCancelsWhatIsBeingCarriedOut() {
    var change = implementing(Rated.LOW);
    var answer = api().step("requester", change, "cancel", Map.of("reason", "too late"));
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
    assertThat(answer.getBody().get("nextSteps").findValuesAsText("step"))
        .contains("finish-implementation", "backout");
  }

  @Test
  void backedOutWhileItIsCarriedOut() {
    var change = implementing(Rated.LOW);
    backedOut(change);
  }

  @Test
  void backedOutAfterItWasApplied() {
    var change = implementing(Rated.LOW);
    api().taken("implementer", change, "implementation/finish", DONE);
    assertThat(vcpus()).isEqualTo(8);
    assertThat(api().read("/api/changes/" + change + "/backout").get("possible").asBoolean())
        .isTrue();
    backedOut(change);
  }

  private void backedOut(String change) {
    api().taken("implementer", change, "backout", Map.of("reason", "it is slower now"));
    assertThat(vcpus()).isEqualTo(2);
    assertThat(stateOf(machine)).isEqualTo("IN_USE");
    assertThat(estate().live(mark)).noneMatch(line -> line.contains("-twin"));
    api().taken("manager", change, "review", Map.of("closeCode", "BACKED_OUT", "findings", "slow"));
    assertThat(api().state(change)).isEqualTo("CLOSED");
    assertThat(engine().ends(change)).containsExactly("End_ChangeBackedOut");
    assertThat(api().facts(change)).contains("ChangeBackedOut");
    nothingIsReserved(change);
  }

  @Test
  void failedAppliesNothing() {
    var change = implementing(Rated.LOW);
    api()
        .taken(
            "implementer",
            change,
            "implementation/finish",
            Map.of("outcome", "FAILED", "notes", "no access"));
    assertThat(vcpus()).isEqualTo(2);
    api().taken("manager", change, "review", Map.of("closeCode", "FAILED", "findings", "keys"));
    assertThat(api().state(change)).isEqualTo("CLOSED");
    assertThat(stateOf(machine)).isEqualTo("IN_USE");
    assertThat(engine().ends(change)).containsExactly("End_ChangeFailed");
    nothingIsReserved(change);
  }

  private void asItWas(String change, String state, String end, String fact, Runnable whatHappens) {
    var before = estate().live(mark);
    whatHappens.run();
    assertThat(api().state(change)).isEqualTo(state);
    assertThat(estate().live(mark)).isEqualTo(before);
    assertThat(engine().ends(change)).containsExactly(end);
    assertThat(api().facts(change)).contains(fact);
    nothingIsReserved(change);
  }

  /**
   * Nothing is planned for it any more, its window is free, and somebody else may have the item.
   */
  private void nothingIsReserved(String change) {
    assertThat(
            jdbc.sql("select distinct state from cmdb_item where name = :name")
                .param("name", mark + "-twin")
                .query(String.class)
                .list())
        .isSubsetOf("VOID");
    var next =
        api()
            .requested(
                "requester",
                normalChange()
                    .with("category", mark + "-next")
                    .updating(machine, Map.of("vcpus", 4))
                    .windowFromNow(Duration.ofDays(40), Duration.ofDays(41)));
    assertThat(api().read("/api/changes/" + next + "/conflicts").findValuesAsText("kind"))
        .doesNotContain("SAME_ITEM", "BASE_MOVED");
    assertThat(engine().tasks("admin", change, "Task_VoteOnChange")).isEmpty();
  }

  // --- an existing item serves instead

  @Test
  void redeployedInsteadOfBought() {
    var stock = "server:" + mark + "-stock";
    api().importing("server,%s-stock,available,,Store room,platform,{},2\n".formatted(mark), "");
    var change =
        api()
            .requested(
                "requester",
                normalChange()
                    .with("category", mark)
                    .doing(
                        Map.of(
                            "op", "CREATE_ITEM",
                            "ref", "new1",
                            "type", "server",
                            "name", mark + "-bought",
                            "owner", "applications",
                            "location", "Hall 1")));
    assertThat(api().state(change)).isEqualTo("ASSESSING");
    var candidates =
        api().read("/api/changes/" + change + "/capabilities").findValuesAsText("name");
    assertThat(candidates).contains(mark + "-stock");

    api()
        .taken(
            "manager",
            change,
            "assessment",
            Map.of(
                "decision", "REDEPLOY",
                "reason", "there is one",
                "redeploy", Map.of("item", stock, "location", "Hall 1", "owner", "applications")));
    for (var gate : api().gates(change)) {
      if (api().gate(change, gate).get("state").asText().equals("OPEN")) {
        approvedAt(change, gate);
      }
    }

    assertThat(api().state(change)).isEqualTo("REJECTED");
    assertThat(api().change(change).get("endReason").asText()).isEqualTo("REDEPLOYED");
    assertThat(engine().ends(change)).containsExactly("End_ChangeRedeployed");
    assertThat(api().item(stock).get("location").asText()).isEqualTo("Hall 1");
    assertThat(api().item(stock).get("owner").asText()).isEqualTo("applications");
    assertThat(
            jdbc.sql("select count(*) from cmdb_item where name = :name")
                .param("name", mark + "-bought")
                .query(Integer.class)
                .single())
        .isZero();
  }

  // --- windows and holds

  @Test
  void aMissedWindowHoldsItUntilANewOneIsPlanned() {
    var change = scheduled(Rated.LOW);
    moveWindow(change, Duration.ofHours(-3), Duration.ofHours(-1));
    assertThat(elapse(change, "Event_WindowOpened")).isEqualTo(1);
    assertThat(elapse(change, "Boundary_WindowEnded")).isEqualTo(1);

    var held = api().change(change);
    assertThat(held.get("onHold").asBoolean()).isTrue();
    assertThat(held.get("holdReason").asText()).isEqualTo("WINDOW_MISSED");
    refusedToStart(change);

    replanned(change, Duration.ofDays(40), Duration.ofDays(41));
    assertThat(api().change(change).get("onHold").asBoolean()).isFalse();
    assertThat(api().state(change)).as("the window was approved as well").isEqualTo("AUTHORISING");
    approvedAt(change, "peer");
    assertThat(api().state(change)).isEqualTo("SCHEDULED");
  }

  @Test
  void onHoldNothingBeginsAndReservationsExpire() {
    var change = scheduled(Rated.LOW);
    api().taken("manager", change, "hold", Map.of("reason", "auditors are in the house"));
    assertThat(
            api()
                .step("manager", change, "implementation/start", Map.of("reason", "now"))
                .getStatusCode())
        .isEqualTo(HttpStatus.CONFLICT);
    assertThat(stateOf(twin)).isEqualTo("PLANNED");

    assertThat(elapse(change, "Boundary_HoldExpired")).isEqualTo(1);
    assertThat(api().facts(change)).contains("ReservationsReleased");
    assertThat(liveTwins()).isEmpty();

    api().taken("manager", change, "resume", Map.of("reason", "they left"));
    assertThat(stateOf(twin)).isEqualTo("PLANNED");
    api().taken("manager", change, "implementation/start", Map.of("reason", "now"));
    api().taken("implementer", change, "implementation/finish", DONE);
    assertThat(vcpus()).isEqualTo(8);
  }

  private List<String> liveTwins() {
    return jdbc.sql("select state from cmdb_item where name = :name and state <> 'VOID'")
        .param("name", mark + "-twin")
        .query(String.class)
        .list();
  }

  private void moveWindow(String change, Duration start, Duration end) {
    var now = Instant.now();
    jdbc.sql("update change_record set planned_start = :s, planned_end = :e where id = :id")
        .param("s", java.sql.Timestamp.from(now.plus(start)))
        .param("e", java.sql.Timestamp.from(now.plus(end)))
        .param("id", Long.parseLong(change.substring(4)))
        .update();
  }

  private JsonNode replanned(String change, Duration start, Duration end) {
    var now = Instant.now();
    var answer =
        api()
            .put(
                "requester",
                "/api/changes/" + change + "/plan",
                Map.of(
                    "plannedStart", now.plus(start).toString(),
                    "plannedEnd", now.plus(end).toString()));
    assertThat(answer.getStatusCode()).as("%s", answer.getBody()).isEqualTo(HttpStatus.OK);
    return answer.getBody();
  }

  // --- edits

  @Test
  void anEditAsksAgainExactlyWhomItConcerns() {
    var change = requested(Rated.CRITICAL);
    assessed(change);
    Stream.of("peer", "service-owner", "executive").forEach(gate -> approvedAt(change, gate));

    // the plan: peers and the board judge it; the owner and the executive do not
    assertThat(
            api()
                .put(
                    "requester",
                    "/api/changes/" + change + "/plan",
                    Map.of("implementationPlan", "Stop, resize, look, start"))
                .getStatusCode())
        .isEqualTo(HttpStatus.OK);
    assessed(change);
    assertThat(standing(change)).isEqualTo(Set.of("service-owner", "executive"));
    approvedAt(change, "peer");
    approvedAt(change, "cab");
    assertThat(api().state(change)).isEqualTo("SCHEDULED");

    // the window: everybody judges it
    replanned(change, Duration.ofDays(50), Duration.ofDays(51));
    assessed(change);
    assertThat(standing(change)).isEmpty();
    assertThat(api().gates(change)).contains("peer", "service-owner", "executive", "cab");
  }

  private Set<String> standing(String change) {
    var approved = new java.util.TreeSet<String>();
    for (var gate : api().read("/api/changes/" + change + "/gates")) {
      if (gate.get("state").asText().equals("APPROVED")) {
        approved.add(gate.get("key").asText());
      }
    }
    return approved;
  }

  @Test
  void nobodyEditsWhatIsBeingCarriedOut() {
    var change = implementing(Rated.LOW);
    assertThat(
            api()
                .put("requester", "/api/changes/" + change + "/plan", Map.of("title", "Other"))
                .getStatusCode())
        .isEqualTo(HttpStatus.CONFLICT);
  }

  // --- what there is

  private String stateOf(String item) {
    return api().item(item).get("state").asText();
  }

  private int vcpus() {
    return api().item(machine).get("attributes").get("vcpus").asInt();
  }

  @Test
  void whoWatchesCarriesNothingOut() {
    var machine = "virtual-machine:" + "watched-" + UUID.randomUUID().toString().substring(0, 8);
    api()
        .importing(
            "virtual-machine,%s,active,,,platform,{},1\n".formatted(machine.split(":")[1]), "");
    for (var watcher : List.of("auditor", "operator", "admin", "nobody-at-all")) {
      var answer =
          api()
              .post(
                  "requester",
                  "/api/changes",
                  normalChange().touching(machine).with("implementer", watcher).body());
      assertThat(answer.getStatusCode()).as(watcher).isEqualTo(HttpStatus.BAD_REQUEST);
      assertThat(answer.getBody().get("errors").get(0).get("field").asText())
          .isEqualTo("implementer");
    }
  }

  @Test
  void whatIsNotAsPlannedIsBackedOutOrClosedWithIssues() {
    var name = "odd-" + UUID.randomUUID().toString().substring(0, 8);
    api()
        .importing(
            "virtual-machine,%s,active,,,platform,\"{\"\"vcpus\"\":2}\",1\n".formatted(name), "");
    var change =
        api()
            .requested(
                "requester",
                normalChange().updating("virtual-machine:" + name, Map.of("vcpus", 8)));
    api().approved("peer", change, "peer");
    api().taken("implementer", change, "implementation/start", Map.of());
    api().taken("implementer", change, "implementation/finish", Map.of("outcome", "SUCCESSFUL"));
    assertThat(
            api().item("virtual-machine:" + name).get("sources").get("attributes.vcpus").asText())
        .isEqualTo(change);
    api()
        .taken(
            "implementer", change, "verification", Map.of("verified", false, "notes", "It has 4"));
    assertThat(api().state(change)).isEqualTo("REVIEW");

    assertThat(
            api()
                .step(
                    "manager",
                    change,
                    "review",
                    Map.of("closeCode", "SUCCESSFUL", "findings", "Well"))
                .getStatusCode())
        .isEqualTo(HttpStatus.CONFLICT);
    api().taken("implementer", change, "backout", Map.of("reason", "It is not as planned"));
    assertThat(api().item("virtual-machine:" + name).get("attributes").get("vcpus").asInt())
        .isEqualTo(2);
    assertThat(api().item("virtual-machine:" + name).get("sources").has("attributes.vcpus"))
        .as("what was put back is nobody's word until it is reported again")
        .isFalse();
    api().taken("manager", change, "review", Map.of("closeCode", "BACKED_OUT", "findings", "Odd"));
    assertThat(api().state(change)).isEqualTo("CLOSED");
  }
}
