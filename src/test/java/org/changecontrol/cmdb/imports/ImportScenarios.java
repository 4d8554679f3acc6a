package org.changecontrol.cmdb.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.changecontrol.PlatformIT;
import org.changecontrol.cmdb.ConfigurationControl;
import org.changecontrol.cmdb.ItemKey;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

abstract class ImportScenarios extends PlatformIT {

  private static final Path NETBOX = Path.of("..", "shared", "data", "netbox-demo");

  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final String source = "source " + mark;

  @Autowired private ConfigurationControl control;
  @Autowired private DemonstrationEstate demonstration;

  @Test
  void whatIsReportedForTheFirstTimeComesIntoBeing() {
    var answer =
        imported(
            items("server,host-%1$s,active", "rack,rack-%1$s,"),
            contains("rack-%1$s", "host-%1$s"));

    assertCounts(answer, 3, 0, 0);
    assertCounts(answer.get("items"), 2, 0, 0);
    assertCounts(answer.get("relationships"), 1, 0, 0);
    assertThat(answer.get("rejected")).isEmpty();
    assertThat(state("host")).isEqualTo("IN_USE");
    assertThat(state("rack")).isEqualTo("IN_USE");
  }

  @Test
  void theSameFilesAgainChangeNothing() {
    imported(
        items("server,host-%1$s,active", "rack,rack-%1$s,"), contains("rack-%1$s", "host-%1$s"));

    var again =
        imported(
            items("server,host-%1$s,active", "rack,rack-%1$s,"),
            contains("rack-%1$s", "host-%1$s"));

    assertCounts(again, 0, 0, 3);
    assertThat(again.get("differences")).isEmpty();
    assertThat(again.get("missing")).isEmpty();
    assertThat(revisions("host")).isEqualTo(1);
  }

  @Test
  void aDryRunAnswersTheSameAndStoresNothing() {
    var items = items("server,host-%1$s,active", "nonsense,x,", "rack,rack-%1$s,");
    var relationships = contains("rack-%1$s", "host-%1$s");
    var before = entries();

    var dry = body(send("config", source, true, items, relationships));

    assertThat(count("host")).isZero();
    assertThat(entries()).isEqualTo(before);
    var wet = body(send("config", source, false, items, relationships));
    assertThat(dry).isEqualTo(wet);
    assertThat(count("host")).isEqualTo(1);
  }

  @Test
  void everyStatusLeadsToItsState() {
    imported(
        items(
            "server,a-%1$s,active",
            "server,b-%1$s,",
            "server,c-%1$s,planned",
            "server,d-%1$s,provisioning",
            "server,e-%1$s,staged",
            "server,f-%1$s,offline",
            "server,g-%1$s,available",
            "server,h-%1$s,decommissioning",
            "server,i-%1$s,deprovisioning",
            "server,j-%1$s,decommissioned",
            "server,k-%1$s,retired",
            "server,l-%1$s,MAINTENANCE"),
        null);

    assertThat(List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"))
        .extracting(this::state)
        .containsExactly(
            "IN_USE",
            "IN_USE",
            "PLANNED",
            "DEPLOYING",
            "DEPLOYING",
            "IN_STOCK",
            "IN_STOCK",
            "PENDING_RETIREMENT",
            "PENDING_RETIREMENT",
            "RETIRED",
            "RETIRED",
            "MAINTENANCE");
  }

  @Test
  void whatIsReportedAsRetiredIsKnownWhenItIsReportedAgain() {
    imported(items("server,old-%1$s,retired"), null);

    assertCounts(imported(items("server,old-%1$s,retired"), null), 0, 0, 1);
    assertThat(count("old")).isEqualTo(1);
    var back = imported(items("server,old-%1$s,active"), null);
    assertThat(back.get("differences").get(0).get("field").asText()).isEqualTo("state");
    assertThat(count("old")).isEqualTo(1);
  }

  @Test
  void anObservedAttributeFollowsTheReport() {
    imported(
        withAttributes("server", "host-%1$s", "{\"osVersion\": \"12.1\", \"serial\": \"S1\"}"),
        null);

    var answer =
        imported(
            withAttributes("server", "host-%1$s", "{\"osVersion\": \"12.2\", \"serial\": \"S1\"}"),
            null);

    assertCounts(answer, 0, 1, 0);
    assertThat(answer.get("differences")).isEmpty();
    assertThat(item("host").get("attributes").get("osVersion").asText()).isEqualTo("12.2");
    assertThat(revisions("host")).isEqualTo(2);
  }

  @Test
  void aControlledDifferenceIsListedAndNotWritten() {
    imported(withAttributes("server", "host-%1$s", "{\"serial\": \"S1\"}"), null);

    var answer = imported(withAttributes("server", "host-%1$s", "{\"serial\": \"S2\"}"), null);

    assertCounts(answer, 0, 0, 1);
    var difference = answer.get("differences").get(0);
    assertThat(difference.get("item").asText()).isEqualTo(key("host").value());
    assertThat(difference.get("field").asText()).isEqualTo("attributes.serial");
    assertThat(difference.get("recorded").asText()).isEqualTo("S1");
    assertThat(difference.get("reported").asText()).isEqualTo("S2");
    assertThat(item("host").get("attributes").get("serial").asText()).isEqualTo("S1");
    assertThat(revisions("host")).isEqualTo(1);
  }

  @Test
  void whatIsNotReportedIsNoDifference() {
    imported(
        "type,name,status,owner,location,attributes\nserver,host-%1$s,active,platform,Akron,\"{\"\"serial\"\": \"\"S1\"\"}\"\n"
            .formatted(mark),
        null);

    var answer = imported(items("server,host-%1$s,active"), null);

    assertThat(answer.get("differences")).isEmpty();
    assertThat(item("host").get("owner").asText()).isEqualTo("platform");
  }

  @Test
  void aReportThatAgreesVerifiesTheItemAndOneThatDiffersDoesNot() {
    imported(withAttributes("server", "host-%1$s", "{\"serial\": \"S1\"}"), null);
    var then = Instant.now();
    assertThat(control.reportedSince(List.of(key("host")), then)).isFalse();

    imported(withAttributes("server", "host-%1$s", "{\"serial\": \"S1\"}"), null);
    assertThat(control.reportedSince(List.of(key("host")), then)).isTrue();
    assertThat(Instant.parse(item("host").get("lastVerified").asText())).isAfter(then);

    imported(withAttributes("server", "host-%1$s", "{\"serial\": \"S2\"}"), null);
    assertThat(control.reportedSince(List.of(key("host")), then)).isFalse();
  }

  @Test
  void aRelationshipTheSourceNoLongerReportsIsMissingAndStands() {
    var items = items("rack,rack-%1$s,", "server,a-%1$s,", "server,b-%1$s,");
    imported(items, contains("rack-%1$s", "a-%1$s", "b-%1$s"));

    var answer = imported(items, contains("rack-%1$s", "a-%1$s"));

    assertThat(answer.get("missing")).hasSize(1);
    var missing = answer.get("missing").get(0);
    assertThat(missing.get("type").asText()).isEqualTo("contains");
    assertThat(missing.get("source").asText()).isEqualTo(key("rack").value());
    assertThat(missing.get("targetName").asText()).isEqualTo("server:b-" + mark);
    assertThat(standing("b")).isEqualTo(1);
    assertThat(
            body(send("config", "other " + mark, false, items, contains("rack-%1$s", "a-%1$s")))
                .get("missing"))
        .isEmpty();
    assertThat(imported(items, null).get("missing")).isEmpty();
  }

  @Test
  void anItemHasOneContainerAndASecondOneIsADifference() {
    var items = items("rack,rack-%1$s,", "rack,other-%1$s,", "server,a-%1$s,");
    imported(items, contains("rack-%1$s", "a-%1$s"));

    var moved = imported(items, contains("other-%1$s", "a-%1$s"));

    assertCounts(moved.get("relationships"), 0, 0, 0);
    assertThat(moved.get("missing")).hasSize(1);
    var difference = moved.get("differences").get(0);
    assertThat(difference.get("item").asText()).isEqualTo(key("a").value());
    assertThat(difference.get("field").asText()).isEqualTo("contains.source");
    assertThat(difference.get("recorded").asText()).isEqualTo("rack:rack-" + mark);
    assertThat(difference.get("reported").asText()).isEqualTo("rack:other-" + mark);
  }

  @Test
  void everyWrongRowIsToldAndTheOthersGoIn() {
    var items =
        """
        type,name,status,owner,criticality,highRisk,needs,attributes
        server,good-%1$s,active,,4,true,"{""runs-on"": 1}",{}
        spaceship,x,active,,,,,
        hardware,x,active,,,,,
        server,,active,,,,,
        server,a-%1$s,sleeping,,,,,
        server,b-%1$s,active,,5,,,
        server,c-%1$s,active,,,maybe,,
        server,d-%1$s,active,,,,"{""hums-with"": 1, ""runs-on"": 0}",
        server,e-%1$s,active,,,,,not json
        server,f-%1$s,active,,,,,"{""wheels"": 4, ""cpus"": ""two""}"
        server,good-%1$s,active,,,,,
        server,g-%1$s,active,,,,,"{""serial"": ""a\\u0000b""}"
        """
            .formatted(mark);
    var relationships =
        """
        type,source,target
        hugs,server:good-%1$s,server:good-%1$s
        depends-on,server:good-%1$s,server:nowhere-%1$s
        depends-on,nowhere,server:good-%1$s
        depends-on,server:good-%1$s,
        contains,server:good-%1$s,service:Ticket sales
        depends-on,server:good-%1$s,server:good-%1$s
        depends-on,server:good-%1$s,CI-999999999999
        """
            .formatted(mark);

    var answer = imported(items, relationships);

    assertCounts(answer, 1, 0, 0);
    assertThat(item("good").get("criticality").asInt()).isEqualTo(4);
    assertThat(item("good").get("highRisk").asBoolean()).isTrue();
    assertThat(rejected(answer))
        .containsExactly(
            "items.csv 3 type spaceship",
            "items.csv 4 type hardware",
            "items.csv 5 name null",
            "items.csv 6 status sleeping",
            "items.csv 7 criticality 5",
            "items.csv 8 highRisk maybe",
            "items.csv 9 needs.hums-with 1",
            "items.csv 9 needs.runs-on 0",
            "items.csv 10 attributes not json",
            "items.csv 11 attributes.cpus two",
            "items.csv 11 attributes.wheels 4",
            "items.csv 12 name good-" + mark,
            "items.csv 13 attributes.serial null",
            "relationships.csv 2 type hugs",
            "relationships.csv 3 target server:nowhere-" + mark,
            "relationships.csv 4 source nowhere",
            "relationships.csv 5 target null",
            "relationships.csv 6 type contains",
            "relationships.csv 7 target server:good-" + mark,
            "relationships.csv 8 target CI-999999999999");
    answer.get("rejected").forEach(one -> assertThat(one.get("problem").asText()).isNotBlank());
  }

  @Test
  void yamlIsReadAsCsvIs() {
    var items =
        """
        - type: rack
          name: rack-%1$s
        - type: server
          name: host-%1$s
          criticality: 3
          attributes: {serial: S1, cpus: 2}
          needs: {powers: 1}
        """
            .formatted(mark);
    var relationships =
        "- {type: contains, source: 'rack:rack-%1$s', target: 'server:host-%1$s'}\n"
            .formatted(mark);

    var answer =
        body(send("config", source, false, "report.yaml", items, "links.yml", relationships));

    assertCounts(answer, 3, 0, 0);
    assertThat(item("host").get("attributes").get("cpus").asInt()).isEqualTo(2);
    assertCounts(
        imported(withAttributes("server", "host-%1$s", "{\"serial\": \"S1\", \"cpus\": 2}"), null),
        0,
        0,
        1);
  }

  @Test
  void aRunLeavesOneEntryWithTheDigestOfItsFiles() {
    imported(
        items("server,host-%1$s,active", "rack,rack-%1$s,"), contains("rack-%1$s", "host-%1$s"));

    var trail =
        as("config")
            .getForObject("/api/audit?subject={subject}", JsonNode.class, "source:" + source);

    assertThat(trail.get("content")).hasSize(1);
    assertThat(trail.toString())
        .contains("EstateReported")
        .containsPattern("\"sha256\":\"[0-9a-f]{64}\"");
  }

  @Test
  void onlyConfigurationManagersImport() {
    for (String account :
        List.of("requester", "manager", "implementer", "auditor", "robot", "admin")) {
      var refused = send(account, source, false, items("server,host-%1$s,"), null);

      assertThat(refused.getStatusCode()).as(account).isEqualTo(HttpStatus.FORBIDDEN);
    }
    assertThat(count("host")).isZero();
  }

  @Test
  void whatCannotBeReadAtAllIsRefused() {
    assertRefused(send("config", source, false, null, null), HttpStatus.BAD_REQUEST, "items");
    assertRefused(
        send("config", "=cmd|", false, items("server,host-%1$s,"), null),
        HttpStatus.BAD_REQUEST,
        "source");
    assertRefused(
        send("config", source, false, "type,colour\n", null), HttpStatus.BAD_REQUEST, "items");
    assertRefused(
        send("config", source, false, "items.yaml", "a: &a [x]\nb: [*a, *a]\n", null, null),
        HttpStatus.BAD_REQUEST,
        "items");
    assertRefused(
        send("config", source, false, "x".repeat(ReportFile.LARGEST + 1), null),
        HttpStatus.PAYLOAD_TOO_LARGE,
        null);
    assertThat(count("host")).isZero();
  }

  @Test
  void theEstateOfTheNetboxCommunityGoesInWholeAndOnce() throws IOException {
    assumeTrue(Files.isDirectory(NETBOX), "there is no " + NETBOX + " beside this project");
    var items = Files.readString(NETBOX.resolve("items.csv"));
    var relationships = Files.readString(NETBOX.resolve("relationships.csv"));
    var known =
        jdbc.sql("select count(*) from cmdb_item where name = 'dmi01-akron-sw01'")
            .query(Integer.class)
            .single();

    var first = imported(items, relationships);

    assertThat(first.get("rejected")).isEmpty();
    assertThat(total(first.get("items"))).isEqualTo(444);
    if (known == 0) {
      assertCounts(first.get("items"), 444, 0, 0);
      assertCounts(first.get("relationships"), 491, 0, 0);
    }
    var second = imported(items, relationships);
    assertThat(second.get("created").asInt()).isZero();
    assertThat(second.get("updated").asInt()).isZero();
    assertThat(second.get("rejected")).isEmpty();
  }

  @Test
  void theDemonstrationIsLoadedOnceHoweverOftenThePlatformStarts() throws IOException {
    var reports = "select count(*) from cmdb_revision where cause_reference like 'demonstration:%'";
    var before = jdbc.sql(reports).query(Integer.class).single();
    var trail = entries();

    demonstration.run(new DefaultApplicationArguments());

    assertThat(before).isPositive();
    assertThat(jdbc.sql(reports).query(Integer.class).single()).isEqualTo(before);
    assertThat(entries()).isEqualTo(trail);
  }

  @Test
  void theDemonstrationShowsWhatRedundancyHoldsAndWhatItDoesNot() {
    assertThat(servicesHitBy("server:bt-host-01")).isEmpty();
    assertThat(servicesHitBy("virtual-machine:db-prod-01"))
        .containsExactlyInAnyOrder("Ticket sales", "Departure boards");
    assertThat(servicesHitBy("server:sp-host-01")).containsExactly("Crew handbook");
  }

  private List<String> servicesHitBy(String item) {
    var names = new ArrayList<String>();
    as("requester")
        .getForObject("/api/items/{key}/impact", JsonNode.class, item)
        .get("impacted")
        .forEach(
            one -> {
              if (one.at("/item/type").asText().equals("service")) {
                names.add(one.at("/item/name").asText());
              }
            });
    return names;
  }

  private JsonNode imported(String items, String relationships) {
    return body(send("config", source, false, items, relationships));
  }

  private static JsonNode body(ResponseEntity<JsonNode> response) {
    assertThat(response.getStatusCode()).as("%s", response.getBody()).isEqualTo(HttpStatus.OK);
    return response.getBody();
  }

  private ResponseEntity<JsonNode> send(
      String account, String from, boolean dryRun, String items, String relationships) {
    return send(account, from, dryRun, "items.csv", items, "relationships.csv", relationships);
  }

  private ResponseEntity<JsonNode> send(
      String account,
      String from,
      boolean dryRun,
      String itemsName,
      String items,
      String relationshipsName,
      String relationships) {
    MultiValueMap<String, Object> parts = new LinkedMultiValueMap<>();
    add(parts, "items", itemsName, items);
    add(parts, "relationships", relationshipsName, relationships);
    var headers = new HttpHeaders();
    headers.setContentType(MediaType.MULTIPART_FORM_DATA);
    return as(account)
        .postForEntity(
            "/api/imports?source={source}&dryRun={dryRun}",
            new HttpEntity<>(parts, headers),
            JsonNode.class,
            from,
            dryRun);
  }

  private static void add(
      MultiValueMap<String, Object> parts, String part, String name, String text) {
    if (text != null) {
      parts.add(
          part,
          new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public String getFilename() {
              return name;
            }
          });
    }
  }

  private String items(String... rows) {
    return ("type,name,status\n" + String.join("\n", rows) + "\n").formatted(mark);
  }

  private String withAttributes(String type, String name, String attributes) {
    return "type,name,attributes\n%s,%s,\"%s\"\n"
        .formatted(type, name.formatted(mark), attributes.replace("\"", "\"\""));
  }

  private String contains(String rack, String... servers) {
    var rows = new StringBuilder("type,source,target\n");
    for (String server : servers) {
      rows.append(("contains,rack:" + rack + ",server:" + server + "\n").formatted(mark));
    }
    return rows.toString();
  }

  private static void assertRefused(
      ResponseEntity<JsonNode> answer, HttpStatus status, String field) {
    assertThat(answer.getStatusCode()).as("%s", answer.getBody()).isEqualTo(status);
    if (field != null) {
      assertThat(answer.getBody().get("errors").get(0).get("field").asText()).isEqualTo(field);
    }
  }

  private static void assertCounts(JsonNode counted, int created, int updated, int unchanged) {
    assertThat(
            List.of(
                counted.get("created").asInt(),
                counted.get("updated").asInt(),
                counted.get("unchanged").asInt()))
        .as("created, updated, unchanged")
        .containsExactly(created, updated, unchanged);
  }

  private static int total(JsonNode counted) {
    return counted.get("created").asInt()
        + counted.get("updated").asInt()
        + counted.get("unchanged").asInt();
  }

  private static List<String> rejected(JsonNode answer) {
    var told = new ArrayList<String>();
    answer
        .get("rejected")
        .forEach(
            one ->
                told.add(
                    "%s %d %s %s"
                        .formatted(
                            one.get("file").asText(),
                            one.get("line").asInt(),
                            one.get("field").asText(),
                            one.get("value").asText())));
    return told;
  }

  private ItemKey key(String name) {
    return ItemKey.of(
        jdbc.sql("select number from cmdb_item where name = ?")
            .param(name + "-" + mark)
            .query(Long.class)
            .single());
  }

  private JsonNode item(String name) {
    return as("config").getForObject("/api/items/{key}", JsonNode.class, key(name).value());
  }

  private String state(String name) {
    return jdbc.sql("select state from cmdb_item where name = ?")
        .param(name + "-" + mark)
        .query(String.class)
        .single();
  }

  private int count(String name) {
    return jdbc.sql("select count(*) from cmdb_item where name = ?")
        .param(name + "-" + mark)
        .query(Integer.class)
        .single();
  }

  private int revisions(String name) {
    return jdbc.sql("select count(*) from cmdb_revision where item = ? and relationship is null")
        .param(key(name).number())
        .query(Integer.class)
        .single();
  }

  private int standing(String target) {
    return jdbc.sql(
            "select count(*) from cmdb_relationship where target = ? and standing is not null")
        .param(key(target).number())
        .query(Integer.class)
        .single();
  }

  private int entries() {
    return jdbc.sql("select count(*) from audit_entry").query(Integer.class).single();
  }
}
