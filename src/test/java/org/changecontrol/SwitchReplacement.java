package org.changecontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.changecontrol.RequestedNormalChange.normalChange;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The replacement of an access switch, and what the estate must say at each step of it, through
 * whichever door the steps are taken.
 */
public final class SwitchReplacement {

  private final ApiDoor api;
  private final EngineApiDoor engine;
  private final JdbcClient jdbc;
  private final Closet closet;
  private final Set<String> before;

  SwitchReplacement(ApiDoor api, EngineApiDoor engine, JdbcClient jdbc, Closet closet) {
    this.api = api;
    this.engine = engine;
    this.jdbc = jdbc;
    this.closet = closet;
    before = new Estate(jdbc).live(closet.site());
  }

  public RequestedNormalChange request() {
    return closet.request();
  }

  public void untouchedAndToCome() {
    assertThat(new Estate(jdbc).live(closet.site())).isEqualTo(before);
    assertThat(api.item(closet.replacement()).get("state").asText()).isEqualTo("PLANNED");
  }

  public void underWay() {
    assertThat(api.item(closet.old()).get("state").asText()).isEqualTo("MAINTENANCE");
    assertThat(api.item(closet.replacement()).get("state").asText()).isEqualTo("PLANNED");
    assertThat(relationshipsOf(closet.old())).hasSize(3);
    assertThat(relationshipsOf(closet.replacement())).isEmpty();
  }

  public void inPlace() {
    assertThat(api.item(closet.replacement()).get("state").asText()).isEqualTo("IN_USE");
    assertThat(api.item(closet.old()).get("state").asText()).isEqualTo("PENDING_RETIREMENT");
    assertThat(relationshipsOf(closet.replacement())).hasSize(3);
    assertThat(relationshipsOf(closet.old())).isEmpty();
  }

  public void over(String change, Instant beforeIt) {
    assertThat(api.state(change)).isEqualTo("CLOSED");
    assertThat(engine.ends(change)).containsExactly("End_ChangeClosed");
    assertThat(
            jdbc.sql("select state from cmdb_item where name = :name")
                .param("name", closet.old().substring("access-switch:".length()))
                .query(String.class)
                .list())
        .containsExactly("RETIRED");
    assertThat(at(closet.old(), beforeIt).get("state").asText()).isEqualTo("MAINTENANCE");
    assertThat(at(closet.replacement(), beforeIt).get("state").asText()).isEqualTo("PLANNED");
    assertThat(api.read("/api/audit/verification").get("valid").asBoolean()).isTrue();
  }

  private JsonNode at(String item, Instant instant) {
    var key =
        jdbc.sql("select number from cmdb_item where name = :name")
            .param("name", item.substring(item.indexOf(':') + 1))
            .query(Long.class)
            .single();
    return api.read("/api/items/CI-%06d?at=%s".formatted(key, instant));
  }

  private JsonNode relationshipsOf(String item) {
    return api.read("/api/items/{item}/relationships", item);
  }

  /** The gates of a change that wait for votes. */
  public List<String> gatesOpen(String change) {
    return api.gates(change).stream()
        .filter(gate -> api.gate(change, gate).get("state").asText().equals("OPEN"))
        .toList();
  }

  /** Who may vote there in the demonstration. */
  public static String voterAt(String gate) {
    return switch (gate) {
      case "peer" -> "peer";
      case "service-owner" -> "owner";
      case "change-manager" -> "manager";
      default -> throw new AssertionError("nobody was expected to have to ask " + gate);
    };
  }

  /** The one of the NetBox community's demonstration that everybody knows. */
  static final Closet AKRON =
      new Closet(
          "dmi01-akron",
          "rack:DM-Akron / Comms closet",
          "DM-Akron",
          "access-switch:dmi01-akron-sw01",
          "router:dmi01-akron-rtr01",
          "pdu:dmi01-akron-pdu01",
          "access-switch:dmi01-akron-sw02");

  /** Where the switch hangs: in a rack, on a router, powered by a PDU. */
  record Closet(
      String site,
      String rack,
      String location,
      String old,
      String router,
      String pdu,
      String replacement) {

    private RequestedNormalChange request() {
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

    /** One more in the estate. */
    static Closet anotherOne(ApiDoor api) {
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
      api.importing(
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
  }
}
