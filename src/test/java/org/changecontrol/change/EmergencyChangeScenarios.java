package org.changecontrol.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.changecontrol.RequestedNormalChange.emergencyChange;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.changecontrol.PlatformIT;
import org.changecontrol.RequestedNormalChange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Minutes in an emergency, and the full accounting afterwards. */
abstract class EmergencyChangeScenarios extends PlatformIT {

  private static final Map<String, Object> DONE = Map.of("outcome", "SUCCESSFUL");

  private String machine;

  @BeforeEach
  void aMachineThatIsDown() {
    machine = "virtual-machine:down-" + UUID.randomUUID().toString().substring(0, 8);
    api()
        .importing(
            "virtual-machine,%s,active,production,,platform,\"{\"\"vcpus\"\":2}\",3\n"
                .formatted(machine.substring("virtual-machine:".length())),
            "");
  }

  private RequestedNormalChange emergency() {
    return emergencyChange().updating(machine, Map.of("vcpus", 8));
  }

  // --- the board

  @Test
  void twoOfTheBoardLetItBeginAtOnceAndItIsAccountedForAfterwards() {
    var change = api().requested("requester", emergency());
    assertThat(api().state(change)).isEqualTo("AUTHORISING");
    assertThat(api().gates(change)).containsExactly("emergency-cab");
    assertThat(start(change).getStatusCode()).isEqualTo(HttpStatus.CONFLICT);

    api().approved("cab1", change, "emergency-cab");
    assertThat(start(change).getStatusCode())
        .as("one is not enough")
        .isEqualTo(HttpStatus.CONFLICT);
    api().approved("cab2", change, "emergency-cab");
    assertThat(api().steps("implementer", change)).contains("start-implementation");
    api().taken("implementer", change, "implementation/start", Map.of());
    assertThat(api().item(machine).get("state").asText()).isEqualTo("MAINTENANCE");
    api().taken("implementer", change, "implementation/finish", DONE);
    assertThat(api().item(machine).get("attributes").get("vcpus").asInt()).isEqualTo(8);
    api().taken("implementer", change, "verification", Map.of("verified", true));

    var underReview = api().change(change);
    assertThat(underReview.get("state").asText()).isEqualTo("REVIEW");
    assertThat(underReview.get("afterwards").get("risk").get("risk").asText()).isNotBlank();
    assertThat(underReview.get("afterwards").get("impact").has("services")).isTrue();
    assertThat(Instant.parse(underReview.get("reviewDueAt").asText()))
        .isBetween(
            Instant.now().plus(Duration.ofHours(47)), Instant.now().plus(Duration.ofHours(48)));
    review("manager", change, "SUCCESSFUL");
    assertThat(api().state(change)).isEqualTo("CLOSED");
    assertThat(engine().ends(change)).contains("End_ChangeClosed");
  }

  @Test
  void oneOfTheBoardIsEnoughWhoConfirmsThatTheIncidentHasPriority1() {
    var change = api().requested("requester", emergency().with("priority1", true));

    confirm("cab1", change);

    assertThat(gate(change).get("state").asText()).isEqualTo("APPROVED");
    assertThat(gate(change).get("votes").get(0).get("confirmsPriority1").asBoolean()).isTrue();
    api().taken("implementer", change, "implementation/start", Map.of());
  }

  @Test
  void oneIsNotEnoughWhoDoesNotConfirmIt() {
    var change = api().requested("requester", emergency().with("priority1", true));
    api().approved("cab1", change, "emergency-cab");
    assertThat(gate(change).get("state").asText()).isEqualTo("OPEN");
    api().approved("cab2", change, "emergency-cab");
    assertThat(gate(change).get("state").asText()).isEqualTo("APPROVED");
  }

  @Test
  void nobodyConfirmsWhatTheRequestDoesNotClaim() {
    var change = api().requested("requester", emergency());

    var answer =
        api()
            .step(
                "cab1",
                change,
                "gates/emergency-cab/votes",
                Map.of("decision", "APPROVE", "reason", "P1!", "confirmPriority1", true));

    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(answer.getBody().get("errors").get(0).get("field").asText())
        .isEqualTo("confirmPriority1");
    assertThat(gate(change).get("votes")).isEmpty();
  }

  @Test
  void aClaimThatIsTakenBackTakesItsConfirmationAlong() {
    var change = api().requested("requester", emergency().with("priority1", true));
    confirm("cab1", change);
    assertThat(gate(change).get("state").asText()).isEqualTo("APPROVED");

    assertThat(
            api()
                .put("requester", "/api/changes/" + change + "/plan", Map.of("priority1", false))
                .getStatusCode())
        .isEqualTo(HttpStatus.OK);

    assertThat(gate(change).get("state").asText()).isEqualTo("OPEN");
    assertThat(start(change).getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
  }

  @Test
  void aNoIsFinal() {
    var change = api().requested("requester", emergency());
    api().approved("cab1", change, "emergency-cab");
    api().vote("cab2", change, "emergency-cab", "REJECT");
    assertThat(api().state(change)).isEqualTo("REJECTED");
    assertThat(engine().ends(change)).contains("End_ChangeRejected");
    assertThat(api().item(machine).get("attributes").get("vcpus").asInt()).isEqualTo(2);
  }

  @Test
  void afterHalfAnHourWithoutADecisionTheExecutiveOnCallDecides() {
    var change = api().requested("requester", emergency());
    assertThat(
            Duration.between(
                Instant.parse(gate(change).get("openedAt").asText()),
                Instant.parse(gate(change).get("dueAt").asText())))
        .isEqualTo(Duration.ofMinutes(30));
    assertThat(api().vote("executive", change, "emergency-cab", "APPROVE").getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);

    elapse(change, "Boundary_ApprovalOverdue");

    assertThat(api().state(change)).as("a timeout never approves").isEqualTo("AUTHORISING");
    assertThat(start(change).getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
    api().vote("executive", change, "emergency-cab", "APPROVE");
    api().taken("implementer", change, "implementation/start", Map.of());
  }

  @Test
  void theRequesterSitsOnNoBoardOfHisOwn() {
    var change = api().requested("cab1", emergency());
    assertThat(api().vote("cab1", change, "emergency-cab", "APPROVE").getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
  }

  // --- what is asked for

  @Test
  void anEmergencyNamesItsIncidentByEveryDoor() {
    var overApi =
        api().post("requester", "/api/changes", emergency().with("incident", null).body());
    assertThat(overApi.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(overApi.getBody().get("errors").get(0).get("field").asText()).isEqualTo("incident");

    var overEngine = engine().start("requester", emergency().with("incident", " "));
    assertThat(overEngine.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(overEngine.getBody().get("message").asText()).startsWith("incident");
  }

  @Test
  void aNormalChangeHasNoIncident() {
    var answer =
        api()
            .post(
                "requester",
                "/api/changes",
                RequestedNormalChange.normalChange()
                    .updating(machine, Map.of("vcpus", 8))
                    .with("incident", "INC-1")
                    .body());
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(answer.getBody().get("errors").get(0).get("field").asText()).isEqualTo("incident");
  }

  @Test
  void itGoesThroughTheEnginesOwnApiAlone() {
    var started = engine().start("requester", emergency().with("priority1", true));
    assertThat(started.getStatusCode()).as("%s", started.getBody()).isEqualTo(HttpStatus.OK);
    var change = started.getBody().get("businessKey").asText();

    engine()
        .completed(
            "cab3",
            change,
            "Task_VoteOnChange",
            Map.of("decision", "APPROVE", "reason", "it burns", "confirmPriority1", true));
    engine().completed("implementer", change, "Task_StartImplementation", Map.of());
    engine().completed("implementer", change, "Task_FinishImplementation", DONE);
    engine().completed("implementer", change, "Task_VerifyChange", Map.of("verified", true));
    engine()
        .completed(
            "manager",
            change,
            "Task_ReviewChange",
            Map.of("closeCode", "SUCCESSFUL", "findings", "well done"));

    assertThat(api().state(change)).isEqualTo("CLOSED");
    assertThat(api().change(change).get("type").asText()).isEqualTo("EMERGENCY");
  }

  // --- the accounting

  @Test
  void whoAskedForItOrDidItDoesNotReviewIt() {
    var change = inReview("manager");
    assertThat(
            api()
                .step(
                    "manager",
                    change,
                    "review",
                    Map.of("closeCode", "SUCCESSFUL", "findings", "all fine"))
                .getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
    review("config", change, "SUCCESSFUL");
    assertThat(api().state(change)).isEqualTo("CLOSED");
  }

  @Test
  void anOverdueReviewIsEscalatedAndBlocksItsRequestersNextEmergency() {
    var change = inReview("requester2");
    assertThat(another("requester2").getStatusCode()).isEqualTo(HttpStatus.CREATED);

    overdue(change);
    elapse(change, "Boundary_ReviewOverdue");

    var refused = another("requester2");
    assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
    assertThat(refused.getBody().get("detail").asText()).contains(change).contains("overdue");
    assertThat(engine().start("requester2", emergency()).getStatusCode())
        .isEqualTo(HttpStatus.CONFLICT);
    assertThat(another("requester").getStatusCode())
        .as("somebody else may")
        .isEqualTo(HttpStatus.CREATED);
    assertThat(api().facts(change)).contains("ReviewOverdue");

    review("executive", change, "SUCCESSFUL_WITH_ISSUES");
    assertThat(another("requester2").getStatusCode()).isEqualTo(HttpStatus.CREATED);
  }

  @Test
  void aBackedOutEmergencyIsReviewedAsWell() {
    var change = api().requested("requester", emergency());
    api().approved("cab1", change, "emergency-cab");
    api().approved("cab2", change, "emergency-cab");
    api().taken("implementer", change, "implementation/start", Map.of());
    api().taken("implementer", change, "backout", Map.of("reason", "it got worse"));

    assertThat(api().state(change)).isEqualTo("REVIEW");
    assertThat(api().item(machine).get("state").asText()).isEqualTo("IN_USE");
    assertThat(api().change(change).get("afterwards").isObject()).isTrue();
    review("manager", change, "BACKED_OUT");
    assertThat(engine().ends(change)).contains("End_ChangeBackedOut");
  }

  // --- how it comes about

  private String inReview(String requester) {
    var change = api().requested(requester, emergency().with("priority1", true));
    confirm("cab1", change);
    api().taken("implementer", change, "implementation/start", Map.of());
    api().taken("implementer", change, "implementation/finish", DONE);
    api().taken("implementer", change, "verification", Map.of("verified", true));
    assertThat(api().state(change)).isEqualTo("REVIEW");
    return change;
  }

  private ResponseEntity<JsonNode> another(String requester) {
    return api().post(requester, "/api/changes", emergency().body());
  }

  private void confirm(String person, String change) {
    api()
        .taken(
            person,
            change,
            "gates/emergency-cab/votes",
            Map.of(
                "decision", "APPROVE", "reason", "everything is down", "confirmPriority1", true));
  }

  private ResponseEntity<JsonNode> start(String change) {
    return api().step("implementer", change, "implementation/start", Map.of());
  }

  private void review(String person, String change, String closeCode) {
    api()
        .taken(
            person,
            change,
            "review",
            Map.of("closeCode", closeCode, "findings", "a fuse; ordered a second one"));
  }

  /** The deadline has passed. */
  private void overdue(String change) {
    jdbc.sql("update change_record set review_due_at = :then where id = :id")
        .param("then", java.sql.Timestamp.from(Instant.now().minus(Duration.ofHours(1))))
        .param("id", Long.parseLong(change.substring(4)))
        .update();
  }

  // --- what there is

  private JsonNode gate(String change) {
    return api().gate(change, "emergency-cab");
  }
}
