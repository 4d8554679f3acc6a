package org.changecontrol.cmdb.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.changecontrol.PlatformIT;
import org.changecontrol.cmdb.Cause;
import org.changecontrol.cmdb.ConfigurationControl;
import org.changecontrol.cmdb.ConfigurationModels;
import org.changecontrol.cmdb.Item;
import org.changecontrol.cmdb.ItemKey;
import org.changecontrol.cmdb.ItemNumbers;
import org.changecontrol.cmdb.Items;
import org.changecontrol.cmdb.LifecycleState;
import org.changecontrol.cmdb.ReportedItem;
import org.changecontrol.cmdb.Revision;
import org.changecontrol.cmdb.Revisions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;

/** The estate is read over the contract and not written. */
abstract class ItemsOverHttpScenarios extends PlatformIT {

  @Autowired private ConfigurationControl control;
  @Autowired private ConfigurationModels models;
  @Autowired private Items items;
  @Autowired private Revisions revisions;
  @Autowired private ItemNumbers numbers;
  @Autowired private TransactionTemplate transaction;

  private final String story = UUID.randomUUID().toString().substring(0, 8);
  private ItemKey rack;
  private ItemKey access;

  @BeforeEach
  void aRackAndASwitch() {
    rack = existing("rack", "Akron / Closet 50% " + story, "facilities");
    access = existing("access-switch", "PP:sw " + story, "network " + story);
    control.apply(
        control.plan(
            List.of(
                Map.of(
                    "op",
                    "ADD_RELATIONSHIP",
                    "type",
                    "contains",
                    "source",
                    rack.value(),
                    "target",
                    access.value())),
            "changeSet"),
        new Cause("change", "CHG-" + story));
  }

  @Test
  void anItemIsReadByKeyAndByNameWhateverItsNameHolds() {
    assertThat(get("/api/items/" + rack).getBody().path("name").asText())
        .isEqualTo("Akron / Closet 50% " + story);
    assertThat(get("/api/items/" + encoded("rack:Akron / Closet 50% " + story)).getBody())
        .isEqualTo(get("/api/items/" + rack).getBody());
    assertThat(
            get("/api/items/" + encoded("access-switch:PP:sw " + story))
                .getBody()
                .path("key")
                .asText())
        .isEqualTo(access.value());
    assertThat(get("/api/items/" + encoded("rack:Akron / Closet 50% " + story) + "/relationships"))
        .satisfies(answer -> assertThat(answer.getStatusCode().value()).isEqualTo(200))
        .satisfies(answer -> assertThat(answer.getBody()).hasSize(1));
  }

  @Test
  void theContractsFieldsAreThere() {
    assertThat(get("/api/items/" + access).getBody().fieldNames())
        .toIterable()
        .contains(
            "key",
            "type",
            "name",
            "state",
            "criticality",
            "environment",
            "location",
            "owner",
            "attributes",
            "highRisk",
            "revision",
            "sources",
            "lastVerified");
  }

  @Test
  void aNameThatMeansNothingIs404() {
    assertThat(get("/api/items/CI-999999999").getStatusCode().value()).isEqualTo(404);
    assertThat(get("/api/items/" + encoded("rack:nobody / knows")).getStatusCode().value())
        .isEqualTo(404);
    assertThat(get("/api/items/nothing").getStatusCode().value()).isEqualTo(404);
    assertThat(get("/api/types/spaceship").getStatusCode().value()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api%2Fitems",
        "/api/types/a%2Fb",
        "/api/items/%2e%2e/audit",
        "/api/items/..%5c..",
        "/engine-rest/process-definition%2Fcount"
      })
  void encodedSlashesAndDotsOpenNoOtherWay(String path) {
    var answer = as("auditor").getForEntity(URI.create(address() + path), String.class);

    assertThat(answer.getStatusCode().value()).isBetween(400, 404);
  }

  @Test
  void thePastIsReadAsItWasBelieved() {
    var before = Instant.now();
    control.apply(
        control.plan(
            List.of(
                Map.of(
                    "op",
                    "UPDATE_ITEM",
                    "item",
                    access.value(),
                    "attributes",
                    Map.of("serial", "NEW"))),
            "changeSet"),
        new Cause("change", "CHG-2-" + story));

    assertThat(get("/api/items/" + access).getBody().at("/attributes/serial").asText())
        .isEqualTo("NEW");
    assertThat(get("/api/items/" + access).getBody().path("revision").asInt()).isEqualTo(2);
    var past = get("/api/items/" + access + "?at=" + before).getBody();
    assertThat(past.at("/attributes/serial").isMissingNode()).isTrue();
    assertThat(past.path("revision").asInt()).isEqualTo(1);
    assertThat(get("/api/items/" + access + "?at=1999-01-01T00:00:00Z").getStatusCode().value())
        .isEqualTo(404);
    assertThat(get("/api/items/" + access + "?at=yesterday").getStatusCode().value())
        .isEqualTo(400);

    var history = get("/api/items/" + access + "/revisions").getBody();
    assertThat(history.at("/content/0/action").asText()).isEqualTo("APPLIED");
    assertThat(history.at("/content/0/cause/reference").asText()).isEqualTo("CHG-2-" + story);
    assertThat(history.at("/page/totalElements").asInt()).isEqualTo(3);
  }

  @Test
  void itemsAreFoundByWhatIsKnownOfThem() {
    assertThat(found("type=network-device&owner=" + encoded("network " + story)))
        .containsExactly(access.value());
    assertThat(found("name=" + encoded("PP:sw " + story))).containsExactly(access.value());
    assertThat(found("name=" + encoded("PP:sw"))).isEmpty();
    assertThat(found("q=" + encoded("pp:SW " + story))).containsExactly(access.value());
    assertThat(found("q=" + access)).contains(access.value());
    assertThat(found("q=" + encoded("50% " + story))).containsExactly(rack.value());
    assertThat(found("q=" + encoded("50_ " + story))).isEmpty();
    assertThat(found("q=" + story + "&state=IN_USE")).hasSize(2);
    assertThat(found("q=" + story + "&state=RETIRED")).isEmpty();
    assertThat(found("q=" + story + "&source=" + encoded("probe " + story))).hasSize(2);
    assertThat(found("source=" + encoded("probe " + story))).hasSize(2);
    assertThat(found("q=" + story + "&source=pro")).isEmpty();
    assertThat(found("q=" + encoded("' or '1'='1"))).isEmpty();
    var page = get("/api/items?q=" + story + "&size=1&page=1").getBody();
    assertThat(page.path("content")).hasSize(1);
    assertThat(page.at("/page/totalElements").asInt()).isEqualTo(2);
    assertThat(page.at("/page/totalPages").asInt()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"colour=red", "type=spaceship", "state=BROKEN", "size=501", "page=-1", "sort=x"})
  void aFilterThatMeansNothingIsRefused(String query) {
    var answer = get("/api/items?" + query);

    assertThat(answer.getStatusCode().value()).isEqualTo(400);
    assertThat(answer.getBody().at("/errors/0/field").asText()).isEqualTo(query.split("=")[0]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "PATCH", "POST", "DELETE"})
  void writingAnItemIsAnsweredWithTheCallThatStartsAChange(String method) {
    var request =
        RequestEntity.method(
                HttpMethod.valueOf(method), URI.create(address() + "/api/items/" + access))
            .contentType(MediaType.APPLICATION_JSON)
            .body("{\"owner\":\"me\"}");

    var answer = as("manager").exchange(request, JsonNode.class);

    assertThat(answer.getStatusCode().value()).isEqualTo(409);
    assertThat(answer.getBody().path("detail").asText()).contains("POST /api/changes");
    assertThat(get("/api/items/" + access).getBody().path("owner").asText())
        .isEqualTo("network " + story);
  }

  @Test
  void theModelIsThere() {
    var router = get("/api/types/router").getBody();
    assertThat(router.path("parent").asText()).isEqualTo("network-device");
    assertThat(router.path("abstract").asBoolean()).isFalse();
    assertThat(router.at("/attributes/serial/controlled").asBoolean()).isTrue();
    assertThat(router.at("/attributes/firmware/controlled").asBoolean()).isFalse();
    assertThat(get("/api/types").getBody()).hasSizeGreaterThan(35);
    assertThat(get("/api/relationship-types").getBody())
        .anySatisfy(
            type -> {
              assertThat(type.path("key").asText()).isEqualTo("runs-on");
              assertThat(type.path("outage").asText()).isEqualTo("TARGET_TO_SOURCE");
              assertThat(type.path("rules")).isNotEmpty();
            });
  }

  @Test
  void nobodyReadsTheEstateWithoutSigningIn() {
    var answer = http.exchange("/api/items", HttpMethod.GET, HttpEntity.EMPTY, String.class);

    assertThat(answer.getStatusCode().value()).isEqualTo(401);
  }

  private List<String> found(String query) {
    return get("/api/items?" + query).getBody().path("content").findValuesAsText("key");
  }

  private ResponseEntity<JsonNode> get(String path) {
    return as("auditor").getForEntity(URI.create(address() + path), JsonNode.class);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private ItemKey existing(String type, String name, String owner) {
    return transaction.execute(
        status -> {
          var key = numbers.next(1).get(0);
          var item =
              Item.reported(
                  key,
                  models.current().typeOf(type),
                  new ReportedItem(
                      name,
                      LifecycleState.IN_USE,
                      null,
                      null,
                      null,
                      owner,
                      Map.of(),
                      false,
                      Map.of()),
                  "probe " + story,
                  Instant.now());
          items.add(item);
          revisions.record(
              item, null, Revision.Action.REPORTED, new Cause("import", "probe"), null);
          return key;
        });
  }
}
