package org.changecontrol.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.changecontrol.RequestedNormalChange.normalChange;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.changecontrol.PlatformIT;
import org.changecontrol.RequestedNormalChange;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.HttpStatus;
import org.springframework.util.LinkedMultiValueMap;

/**
 * An access switch is replaced: a new one comes, what hung on the old one moves to it, the old one
 * is retired. From request to closure, through each door alone.
 */
abstract class SwitchReplacementScenarios extends PlatformIT {

  private static final Path NETBOX = Path.of("..", "shared", "data", "netbox-demo");

  private static final Map<String, Object> DONE = Map.of("outcome", "SUCCESSFUL", "notes", "quiet");

  @Test
  void throughTheApiAlone() {
    replacedThroughTheApi(aClosetOfItsOwn());
  }

  @Test
  void throughTheEnginesOwnApiAlone() {
    var closet = aClosetOfItsOwn();
    var before = estate().live(closet.site());

    var started = engine().start("requester", closet.request());
    assertThat(started.getStatusCode()).as("%s", started.getBody()).isEqualTo(HttpStatus.OK);
    var change = started.getBody().get("businessKey").asText();
    accepted(
        change,
        () ->
            engine()
                .completed(
                    "manager",
                    change,
                    "Task_ReviewAssessment",
                    Map.of("decision", "ACCEPT", "reason", "as assessed")));
    for (var gate : gatesOpen(change)) {
      engine()
          .completed(
              voterAt(gate),
              change,
              "Task_VoteOnChange",
              Map.of("decision", "APPROVE", "reason", "well planned"));
    }
    untouchedAndToCome(closet, before);
    engine().completed("implementer", change, "Task_StartImplementation", Map.of());
    underWay(closet);
    var beforeIt = Instant.now();
    engine().completed("implementer", change, "Task_FinishImplementation", DONE);
    inPlace(closet);
    engine().completed("implementer", change, "Task_VerifyChange", Map.of("verified", true));
    if (api().state(change).equals("REVIEW")) {
      engine()
          .completed(
              "manager",
              change,
              "Task_ReviewChange",
              Map.of("closeCode", "SUCCESSFUL", "findings", "no surprises"));
    }
    over(change, closet, beforeIt);
  }

  @Test
  void inTheEstateOfTheNetboxCommunity() {
    assumeTrue(Files.isDirectory(NETBOX), "there is no " + NETBOX + " beside this project");
    var files = new LinkedMultiValueMap<String, Object>();
    files.add("items", new FileSystemResource(NETBOX.resolve("items.csv")));
    files.add("relationships", new FileSystemResource(NETBOX.resolve("relationships.csv")));
    api().importing("netbox", files);

    replacedThroughTheApi(
        new Closet(
            "dmi01-akron",
            "rack:DM-Akron / Comms closet",
            "DM-Akron",
            "access-switch:dmi01-akron-sw01",
            "router:dmi01-akron-rtr01",
            "pdu:dmi01-akron-pdu01",
            "access-switch:dmi01-akron-sw02"));
  }

  /** Where the switch hangs: in a rack, on a router, powered by a PDU. */
  private record Closet(
      String site,
      String rack,
      String location,
      String old,
      String router,
      String pdu,
      String replacement) {

    RequestedNormalChange request() {
      return normalChange()
          .with("title", "Replace the access switch of " + site)
          .with("implementationPlan", "Patch port by port. ".repeat(750))
          .doing(
              Map.of(
                  "op",
                  "CREATE_ITEM",
                  "ref",
                  "new1",
                  "type",
                  "access-switch",
                  "name",
                  replacement.substring("access-switch:".length()),
                  "attributes",
                  Map.of("manufacturer", "Cisco", "model", "C9300-48P"),
                  "location",
                  location,
                  "owner",
                  "network",
                  "criticality",
                  2))
          .doing(relationship("ADD_RELATIONSHIP", "contains", rack, "new1"))
          .doing(relationship("ADD_RELATIONSHIP", "connects-to", "new1", router))
          .doing(relationship("ADD_RELATIONSHIP", "powers", pdu, "new1"))
          .doing(relationship("REMOVE_RELATIONSHIP", "contains", rack, old))
          .doing(relationship("REMOVE_RELATIONSHIP", "connects-to", old, router))
          .doing(relationship("REMOVE_RELATIONSHIP", "powers", pdu, old))
          .doing(Map.of("op", "RETIRE_ITEM", "item", old));
    }

    private static Map<String, Object> relationship(
        String op, String type, String source, String target) {
      return Map.of("op", op, "type", type, "source", source, "target", target);
    }
  }

  private Closet aClosetOfItsOwn() {
    var site = "site-" + UUID.randomUUID().toString().substring(0, 8);
    var closet =
        new Closet(
            site,
            "rack:" + site + "-rack",
            site,
            "access-switch:" + site + "-sw01",
            "router:" + site + "-rtr01",
            "pdu:" + site + "-pdu01",
            "access-switch:" + site + "-sw02");
    api()
        .importing(
            """
            rack,%1$s-rack,active,,%1$s,facilities,{},2
            access-switch,%1$s-sw01,active,,%1$s,network,"{""model"":""C9200-48P""}",2
            router,%1$s-rtr01,active,,%1$s,network,{},2
            pdu,%1$s-pdu01,active,,%1$s,facilities,{},2
            """
                .formatted(site),
            """
            contains,rack:%1$s-rack,access-switch:%1$s-sw01
            connects-to,access-switch:%1$s-sw01,router:%1$s-rtr01
            powers,pdu:%1$s-pdu01,access-switch:%1$s-sw01
            """
                .formatted(site));
    return closet;
  }

  private void replacedThroughTheApi(Closet closet) {
    var before = estate().live(closet.site());

    var change = api().requested("requester", closet.request());
    assertThat(api().change(change).get("implementationPlan").asText()).hasSizeGreaterThan(14_900);
    accepted(
        change,
        () ->
            api()
                .taken(
                    "manager",
                    change,
                    "assessment",
                    Map.of("decision", "ACCEPT", "reason", "as assessed")));
    for (var gate : gatesOpen(change)) {
      api().approved(voterAt(gate), change, gate);
    }
    untouchedAndToCome(closet, before);
    api().taken("implementer", change, "implementation/start", Map.of());
    underWay(closet);
    var beforeIt = Instant.now();
    api().taken("implementer", change, "implementation/finish", DONE);
    inPlace(closet);
    api().taken("implementer", change, "verification", Map.of("verified", true));
    if (api().state(change).equals("REVIEW")) {
      api()
          .taken(
              "manager",
              change,
              "review",
              Map.of("closeCode", "SUCCESSFUL", "findings", "no surprises"));
    }
    over(change, closet, beforeIt);
  }

  private void accepted(String change, Runnable accept) {
    if (api().state(change).equals("ASSESSING")) {
      accept.run();
    }
  }

  private java.util.List<String> gatesOpen(String change) {
    return api().gates(change).stream()
        .filter(gate -> api().gate(change, gate).get("state").asText().equals("OPEN"))
        .toList();
  }

  private static String voterAt(String gate) {
    return switch (gate) {
      case "peer" -> "peer";
      case "service-owner" -> "owner";
      case "change-manager" -> "manager";
      default -> throw new AssertionError("nobody was expected to have to ask " + gate);
    };
  }

  // --- what the estate says at each step

  private void untouchedAndToCome(Closet closet, Set<String> before) {
    assertThat(estate().live(closet.site())).isEqualTo(before);
    assertThat(api().item(closet.replacement()).get("state").asText()).isEqualTo("PLANNED");
  }

  private void underWay(Closet closet) {
    assertThat(api().item(closet.old()).get("state").asText()).isEqualTo("MAINTENANCE");
    assertThat(api().item(closet.replacement()).get("state").asText()).isEqualTo("PLANNED");
    assertThat(relationshipsOf(closet.old())).hasSize(3);
    assertThat(relationshipsOf(closet.replacement())).isEmpty();
  }

  private void inPlace(Closet closet) {
    assertThat(api().item(closet.replacement()).get("state").asText()).isEqualTo("IN_USE");
    assertThat(api().item(closet.old()).get("state").asText()).isEqualTo("PENDING_RETIREMENT");
    assertThat(relationshipsOf(closet.replacement())).hasSize(3);
    assertThat(relationshipsOf(closet.old())).isEmpty();
  }

  private void over(String change, Closet closet, Instant beforeIt) {
    assertThat(api().state(change)).isEqualTo("CLOSED");
    assertThat(engine().ends(change)).containsExactly("End_ChangeClosed");
    assertThat(
            jdbc.sql("select state from cmdb_item where name = :name")
                .param("name", closet.old().substring("access-switch:".length()))
                .query(String.class)
                .list())
        .containsExactly("RETIRED");
    assertThat(at(closet.old(), beforeIt).get("state").asText()).isEqualTo("MAINTENANCE");
    assertThat(at(closet.replacement(), beforeIt).get("state").asText()).isEqualTo("PLANNED");
    assertThat(api().read("/api/audit/verification").get("valid").asBoolean()).isTrue();
  }

  private JsonNode at(String item, Instant instant) {
    var key =
        jdbc.sql("select number from cmdb_item where name = :name")
            .param("name", item.substring(item.indexOf(':') + 1))
            .query(Long.class)
            .single();
    return api().read("/api/items/CI-%06d?at=%s".formatted(key, instant));
  }

  private JsonNode relationshipsOf(String item) {
    return api().read("/api/items/{item}/relationships", item);
  }
}
