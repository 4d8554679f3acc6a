package org.changecontrol.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.changecontrol.RequestedNormalChange.normalChange;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.changecontrol.PlatformIT;
import org.changecontrol.RequestedNormalChange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What changes are told of each other when they meet in time without wanting the same item. */
abstract class EncountersScenarios extends PlatformIT {

  private String mark;

  @BeforeEach
  void aServiceOnTwoMachinesInTwoRacks() {
    mark = "meeting-" + UUID.randomUUID().toString().substring(0, 8);
    api()
        .importing(
            """
            rack,%1$s-rack,active,,,%1$s,{},1
            server,%1$s-one,active,,,%1$s,{},1
            server,%1$s-two,active,,,%1$s,{},1
            server,%1$s-three,active,,,%1$s,{},1
            service,Service %1$s,active,,,service-owners,{},1
            """
                .formatted(mark),
            """
            contains,rack:%1$s-rack,server:%1$s-three
            depends-on,service:Service %1$s,server:%1$s-one
            depends-on,service:Service %1$s,server:%1$s-two
            """
                .formatted(mark));
  }

  private RequestedNormalChange on(String type, String name, String implementer, int day) {
    return normalChange()
        .with("category", mark)
        .with("implementer", implementer)
        .touching(type + ":" + mark + "-" + name)
        .windowFromNow(Duration.ofDays(day), Duration.ofDays(day).plusHours(4));
  }

  private String requested(String type, String name, String implementer, int day) {
    return api().requested("requester", on(type, name, implementer, day));
  }

  /** The kinds of conflict that a change has with another. */
  private List<String> between(String change, String other) {
    return StreamSupport.stream(
            api().read("/api/changes/" + change + "/conflicts").spliterator(), false)
        .filter(conflict -> other.equals(conflict.get("change").asText()))
        .map(conflict -> conflict.get("kind").asText())
        .toList();
  }

  @Test
  void whatContainsAnItemIsWorkedOnAtTheSameTime() {
    var server = requested("server", "three", "implementer", 60);
    var rack = requested("rack", "rack", "peer2", 60);

    assertThat(between(server, rack)).containsExactly("PARENT_OR_CHILD");
    assertThat(between(rack, server)).containsExactly("PARENT_OR_CHILD");
    assertThat(itemOf(rack, "PARENT_OR_CHILD"))
        .isEqualTo(api().item("server:" + mark + "-three").get("key").asText());
  }

  private String itemOf(String change, String kind) {
    return StreamSupport.stream(
            api().read("/api/changes/" + change + "/conflicts").spliterator(), false)
        .filter(found -> found.get("kind").asText().equals(kind))
        .map(found -> found.get("item").asText())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void oneServiceIsTouchedFromTwoSides() {
    var one = requested("server", "one", "implementer", 61);
    var two = requested("server", "two", "peer2", 61);

    assertThat(between(one, two)).containsExactly("SHARED_SERVICE");
    assertThat(between(two, one)).containsExactly("SHARED_SERVICE");
    assertThat(itemOf(two, "SHARED_SERVICE"))
        .isEqualTo(api().item("service:Service " + mark).get("key").asText());
  }

  @Test
  void onePersonIsInTwoPlaces() {
    var one = requested("server", "one", "peer2", 62);
    var three = requested("server", "three", "peer2", 62);
    assertThat(between(one, three)).containsExactly("SAME_IMPLEMENTER");
    assertThat(between(three, one)).containsExactly("SAME_IMPLEMENTER");
  }

  @Test
  void whoeverMeetsAskForNoGateAndTheSameItemDoes() {
    requested("rack", "rack", "peer2", 63);
    requested("server", "two", "peer2", 63);
    var met = requested("server", "one", "peer2", 63);
    assertThat(api().state(met)).isEqualTo("AUTHORISING");
    assertThat(api().gates(met)).containsExactly("peer");

    var collides = requested("server", "one", "implementer", 63);
    assertThat(between(collides, met)).contains("SAME_ITEM");
    api().taken("manager", collides, "assessment", Map.of("decision", "ACCEPT"));
    assertThat(api().gates(collides)).contains("change-manager");
  }

  @Test
  void whoDoesNotMeetInTimeDoesNotMeetAndWhatIsOverIsNoEncounter() {
    var one = requested("server", "one", "peer2", 64);
    var later = requested("rack", "rack", "peer2", 65);
    var cancelled = requested("server", "two", "peer2", 64);
    api().taken("requester", cancelled, "cancel", Map.of("reason", "not needed"));
    assertThat(between(one, later)).isEmpty();
    assertThat(between(one, cancelled)).isEmpty();
  }

  @Test
  void aPreviewShowsWhomOneWouldMeet() {
    var one = requested("server", "one", "peer2", 66);
    var preview =
        api()
            .post("requester", "/api/changes/preview", on("server", "two", "peer2", 66).body())
            .getBody();
    assertThat(preview.get("conflicts").findValuesAsText("kind"))
        .contains("SHARED_SERVICE", "SAME_IMPLEMENTER");
    assertThat(preview.get("conflicts").findValuesAsText("change")).contains(one);
    assertThat(preview.get("gates").findValuesAsText("key")).containsExactly("peer");
  }
}
