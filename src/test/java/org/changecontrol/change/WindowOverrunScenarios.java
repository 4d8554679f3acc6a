package org.changecontrol.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.changecontrol.RequestedNormalChange.normalChange;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.changecontrol.PlatformIT;
import org.changecontrol.RequestedNormalChange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

/** Work that takes longer than its window, and work that cannot be undone within it any more. */
abstract class WindowOverrunScenarios extends PlatformIT {

  private static final String GATE = "window-extension";
  private static final Map<String, Object> DONE = Map.of("outcome", "SUCCESSFUL");

  private String machine;

  @BeforeEach
  void aMachineOfItsOwn() {
    var name = "slow-" + UUID.randomUUID().toString().substring(0, 8);
    machine = "virtual-machine:" + name;
    api()
        .importing(
            "virtual-machine,%s,active,,,platform,\"{\"\"vcpus\"\":2}\",1\n".formatted(name), "");
  }

  private RequestedNormalChange resizing() {
    return normalChange().updating(machine, Map.of("vcpus", 8));
  }

  private String begun(RequestedNormalChange request) {
    var change = api().requested("requester", request);
    api().approved("peer", change, "peer");
    api().taken("implementer", change, "implementation/start", Map.of());
    return change;
  }

  private String overrun() {
    var change = begun(resizing());
    assertThat(api().change(change).get("overrunSince").isNull()).isTrue();
    assertThat(elapse(change, "Boundary_WindowOverrun")).isEqualTo(1);
    return change;
  }

  private int vcpus() {
    return api().item(machine).get("attributes").get("vcpus").asInt();
  }

  private JsonNode extension(String change) {
    return StreamSupport.stream(
            api().read("/api/changes/" + change + "/gates").spliterator(), false)
        .filter(gate -> gate.get("key").asText().equals(GATE))
        .findFirst()
        .orElseThrow();
  }

  private HttpStatus finishing(String change, Map<String, Object> report) {
    return HttpStatus.valueOf(
        api().step("implementer", change, "implementation/finish", report).getStatusCode().value());
  }

  // --- overrun

  @Test
  void workThatOverrunsItsWindowAsksAChangeManagerWhetherItMayGoOn() {
    var change = overrun();

    assertThat(api().change(change).get("overrunSince").isNull()).isFalse();
    assertThat(api().facts(change)).contains("WindowOverrun");
    assertThat(extension(change).get("state").asText()).isEqualTo("OPEN");
    assertThat(api().steps("manager", change)).as("%s", extension(change)).contains("vote");
    assertThat(api().vote("implementer", change, GATE, "APPROVE").getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(api().vote("requester", change, GATE, "APPROVE").getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(api().vote("peer", change, GATE, "APPROVE").getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);

    api().approved("manager", change, GATE);
    assertThat(extension(change).get("state").asText()).isEqualTo("APPROVED");
    assertThat(finishing(change, DONE)).isEqualTo(HttpStatus.OK);
    assertThat(vcpus()).isEqualTo(8);
  }

  @Test
  void whoIsDoneBeforeTheGateHasDecidedNeedsNoExtension() {
    var change = overrun();

    assertThat(finishing(change, DONE)).isEqualTo(HttpStatus.OK);

    assertThat(vcpus()).isEqualTo(8);
    assertThat(extension(change).get("state").asText()).isEqualTo("VOID");
    var late = api().vote("manager", change, GATE, "APPROVE");
    assertThat(late.getStatusCode()).as("%s", late.getBody()).isEqualTo(HttpStatus.CONFLICT);
    api().taken("implementer", change, "verification", Map.of("verified", true));
    assertThat(api().state(change)).isEqualTo("CLOSED");
  }

  @Test
  void aRefusedExtensionAppliesNothing() {
    var change = overrun();
    assertThat(api().vote("manager", change, GATE, "REJECT").getStatusCode())
        .isEqualTo(HttpStatus.OK);

    assertThat(finishing(change, DONE)).isEqualTo(HttpStatus.CONFLICT);
    assertThat(finishing(change, Map.of("outcome", "SUCCESSFUL_WITH_ISSUES")))
        .isEqualTo(HttpStatus.CONFLICT);
    assertThat(api().state(change)).isEqualTo("IMPLEMENTING");
    assertThat(vcpus()).isEqualTo(2);

    assertThat(finishing(change, Map.of("outcome", "FAILED"))).isEqualTo(HttpStatus.OK);
    assertThat(vcpus()).isEqualTo(2);
  }

  @Test
  void whatOverrunsCanBeBackedOutWhileTheGateIsOpenAndAfterItHasRefused() {
    var open = overrun();
    api().taken("implementer", open, "backout", Map.of("reason", "It takes too long"));
    assertThat(extension(open).get("state").asText()).isEqualTo("VOID");

    aMachineOfItsOwn();
    var refused = overrun();
    api().vote("manager", refused, GATE, "REJECT");
    api().taken("implementer", refused, "backout", Map.of("reason", "It was refused"));
    assertThat(api().state(refused)).isIn("BACKED_OUT", "REVIEW");
    assertThat(vcpus()).isEqualTo(2);
    assertThat(api().item(machine).get("state").asText()).isEqualTo("IN_USE");
  }

  @Test
  void whatWasApprovedBeforeStaysApproved() {
    var change = overrun();

    assertThat(api().gates(change)).containsExactly("peer", GATE);
    assertThat(api().read("/api/changes/" + change + "/gates"))
        .anyMatch(
            gate ->
                gate.get("key").asText().equals("peer")
                    && gate.get("state").asText().equals("APPROVED"));
  }

  // --- the point of no return

  @Test
  void whatCouldNotBeUndoneInTheWindowIsNotBegun() {
    var change =
        api()
            .requested(
                "requester",
                resizing()
                    .windowFromNow(Duration.ofHours(-2), Duration.ofHours(2))
                    .with("pointOfNoReturn", Instant.now().minusSeconds(60).toString()));
    api().approved("peer", change, "peer");

    var answer = api().step("implementer", change, "implementation/start", Map.of());

    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
    assertThat(answer.getBody().get("detail").asText()).contains("point of no return");
    assertThat(api().item(machine).get("state").asText()).isEqualTo("IN_USE");
  }

  @Test
  void afterItAChangeManagerDecidesThatTheWorkIsUndone() throws InterruptedException {
    var passes = Instant.now().plusSeconds(8);
    var change = begun(resizing().with("pointOfNoReturn", passes.toString()));
    assertThat(backout(change).get("by")).extracting(JsonNode::asText).contains("implementer");

    Thread.sleep(Math.max(0, Duration.between(Instant.now(), passes).toMillis() + 50));

    assertThat(backout(change).get("by"))
        .extracting(JsonNode::asText)
        .containsExactly("change-managers");
    assertThat(
            api()
                .step("implementer", change, "backout", Map.of("reason", "It is late"))
                .getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(api().state(change)).isEqualTo("IMPLEMENTING");
    api().taken("manager", change, "backout", Map.of("reason", "Better late than broken"));
    assertThat(api().state(change)).isIn("BACKED_OUT", "REVIEW");
  }

  private JsonNode backout(String change) {
    return StreamSupport.stream(api().change(change).get("nextSteps").spliterator(), false)
        .filter(step -> step.get("step").asText().equals("backout"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theTimesOfAChangeDoNotContradictEachOtherAlsoWhereTheyAreSentOneByOne() {
    var start = Instant.now().plus(Duration.ofHours(10));
    var change =
        api()
            .requested(
                "requester", resizing().windowFromNow(Duration.ofHours(10), Duration.ofHours(12)));

    for (var wrong :
        List.of(
            Map.of("plannedStart", start.plus(Duration.ofHours(5)).toString()),
            Map.of("plannedEnd", start.minus(Duration.ofHours(5)).toString()),
            Map.of("pointOfNoReturn", start.minus(Duration.ofHours(5)).toString()),
            Map.of("pointOfNoReturn", start.plus(Duration.ofHours(5)).toString()))) {
      var answer =
          api().call("requester", HttpMethod.PUT, "/api/changes/" + change + "/plan", wrong);
      assertThat(answer.getStatusCode()).as("%s", wrong).isEqualTo(HttpStatus.BAD_REQUEST);
      assertThat(answer.getBody().get("errors").get(0).get("field").asText())
          .isIn("plannedEnd", "pointOfNoReturn");
    }
    assertThat(api().change(change).get("pointOfNoReturn").isNull()).isTrue();
    assertThat(api().gates(change)).containsExactly("peer");
  }

  @Test
  void thePointOfNoReturnIsPartOfTheWindowThatIsApproved() {
    var change =
        api()
            .requested(
                "requester", resizing().windowFromNow(Duration.ofHours(10), Duration.ofHours(12)));
    api().approved("peer", change, "peer");
    assertThat(api().state(change)).isEqualTo("SCHEDULED");

    api()
        .call(
            "requester",
            HttpMethod.PUT,
            "/api/changes/" + change + "/plan",
            Map.of("pointOfNoReturn", Instant.now().plus(Duration.ofHours(11)).toString()));

    assertThat(api().state(change)).isEqualTo("AUTHORISING");
  }
}
