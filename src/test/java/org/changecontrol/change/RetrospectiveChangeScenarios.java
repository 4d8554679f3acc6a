package org.changecontrol.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.changecontrol.RequestedNormalChange.normalChange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.changecontrol.EngineApiDoor;
import org.changecontrol.PlatformIT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** What was done outside of change control is accounted for before it becomes the record. */
abstract class RetrospectiveChangeScenarios extends PlatformIT {

  private String name;
  private String machine;

  @BeforeEach
  void aMachine() {
    name = "grown-" + UUID.randomUUID().toString().substring(0, 8);
    machine = "virtual-machine:" + name;
    report(2);
  }

  private JsonNode report(int vcpus) {
    return api()
        .importing(
            "virtual-machine,%s,active,production,,platform,\"{\"\"vcpus\"\":%d}\",2\n"
                .formatted(name, vcpus),
            "");
  }

  private Map<String, Object> observed() {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("type", "RETROSPECTIVE");
    fields.put("title", "It has eight processors");
    fields.put("description", "Seen on the console last night");
    fields.put(
        "changeSet",
        List.of(Map.of("op", "UPDATE_ITEM", "item", machine, "attributes", Map.of("vcpus", 8))));
    return fields;
  }

  private String reported(String person, Map<String, Object> fields) {
    var answer = api().post(person, "/api/changes", fields);
    assertThat(answer.getStatusCode()).as("%s", answer.getBody()).isEqualTo(HttpStatus.CREATED);
    return answer.getBody().get("number").asText();
  }

  // --- reported by a person

  @Test
  void itBecomesTheRecordOnceItsGateAgreesAndIsReviewed() {
    var change = reported("requester", observed());
    assertThat(api().state(change)).isEqualTo("ASSESSING");
    assertThat(api().change(change).get("risk").asText()).isNotBlank();
    assertThat(api().steps("manager", change)).contains("difference");
    assertThat(vcpus()).isEqualTo(2);

    decide("manager", change, Map.of("decision", "AUTHORISE", "doneBy", "Night shift"));
    assertThat(api().state(change)).isEqualTo("AUTHORISING");
    assertThat(api().gates(change)).containsExactly("change-manager");
    assertThat(vcpus()).as("nothing is recorded before the gate agrees").isEqualTo(2);
    api().approved("manager", change, "change-manager");

    assertThat(vcpus()).isEqualTo(8);
    assertThat(api().item(machine).get("state").asText()).isEqualTo("IN_USE");
    assertThat(api().state(change)).isEqualTo("REVIEW");
    assertThat(api().change(change).get("differenceReview").get("doneBy").asText())
        .isEqualTo("Night shift");
    api()
        .taken(
            "config", change, "review", Map.of("closeCode", "SUCCESSFUL", "findings", "Known now"));
    assertThat(api().state(change)).isEqualTo("CLOSED");
    assertThat(engine().ends(change)).containsExactly("End_ChangeClosed");
    assertThat(api().facts(change))
        .containsSubsequence(
            "ChangeRequested",
            "ExplanationsFound",
            "ChangeAssessed",
            "DifferenceReviewed",
            "GatesDetermined",
            "DifferenceRecorded",
            "ReviewBegun",
            "ChangeReviewed",
            "ChangeClosed");
  }

  @Test
  void itGoesThroughTheEnginesOwnApiAlone() {
    var fields = observed();
    fields.remove("type");
    var started =
        engine()
            .post(
                "requester",
                "/process-definition/key/retrospective-change/start",
                Map.of("variables", EngineApiDoor.variables(fields)));
    assertThat(started.getStatusCode()).as("%s", started.getBody()).isEqualTo(HttpStatus.OK);
    var change = started.getBody().get("businessKey").asText();

    engine()
        .completed(
            "manager",
            change,
            "Task_ReviewDifference",
            Map.of("decision", "AUTHORISE", "reason", "It may stay"));
    engine()
        .completed(
            "manager",
            change,
            "Task_VoteOnChange",
            Map.of("decision", "APPROVE", "reason", "It may stay"));
    assertThat(vcpus()).isEqualTo(8);
  }

  @Test
  void aPreviewSaysWhoWouldDecide() {
    var preview = api().post("requester", "/api/changes/preview", observed());
    assertThat(preview.getStatusCode()).as("%s", preview.getBody()).isEqualTo(HttpStatus.OK);
    assertThat(preview.getBody().get("gates").get(0).get("key").asText())
        .isEqualTo("change-manager");
  }

  @Test
  void whatTheGateRefusesIsPutBackByANormalChange() {
    var change = reported("requester", observed());
    decide("manager", change, Map.of("decision", "AUTHORISE"));
    api().vote("manager", change, "change-manager", "REJECT");

    assertThat(api().state(change)).isEqualTo("CLOSED");
    var normal = api().change(api().change(change).get("convertedTo").asText());
    assertThat(normal.get("type").asText()).isEqualTo("NORMAL");
    assertThat(normal.get("state").asText()).isEqualTo("DRAFT");
    assertThat(normal.get("convertedFrom").asText()).isEqualTo(change);
    assertThat(normal.get("items").get(0).get("name").asText()).isEqualTo(machine);
    assertThat(vcpus()).isEqualTo(2);
  }

  @Test
  void itIsPutBackWhereAPersonSaysSo() {
    var change = reported("requester", observed());
    decide("config", change, Map.of("decision", "REMEDIATE"));
    assertThat(api().state(change)).isEqualTo("CLOSED");
    assertThat(api().change(change).get("convertedTo").asText()).startsWith("CHG-");
    assertThat(vcpus()).isEqualTo(2);
  }

  @Test
  void anOpenChangeOfTheSameItemMayExplainIt() {
    var open = api().requested("requester2", normalChange().updating(machine, Map.of("vcpus", 8)));

    var change = reported("requester", observed());
    assertThat(api().change(change).get("explanations").get(0).get("change").asText())
        .isEqualTo(open);

    expectField(change, Map.of("decision", "EXPLAINED"), "explainedBy");
    expectField(
        change, Map.of("decision", "EXPLAINED", "explainedBy", "CHG-999999"), "explainedBy");
    expectField(change, Map.of("decision", "EXPLAINED", "explainedBy", change), "explainedBy");
    expectField(change, Map.of("decision", "EXPLAINED", "explainedBy", open), "explainedBy");
    api().approved("peer", open, "peer");
    api().taken("implementer", open, "implementation/start", Map.of());
    decide("manager", change, Map.of("decision", "EXPLAINED", "explainedBy", open));

    assertThat(api().state(change)).isEqualTo("CLOSED");
    assertThat(api().change(change).get("endReason").asText()).contains(open);
    assertThat(vcpus()).isEqualTo(2);
  }

  @Test
  void whoReportedItOrDidItDecidesNothing() {
    var change = reported("manager", observed());
    assertThat(difference("manager", change, Map.of("decision", "AUTHORISE")).getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(difference("peer", change, Map.of("decision", "AUTHORISE")).getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);

    var by = reported("requester", with(observed(), "doneBy", "manager"));
    assertThat(api().steps("manager", by)).doesNotContain("difference");
    for (var decision : List.of("AUTHORISE", "REMEDIATE", "EXPLAINED")) {
      assertThat(difference("manager", by, Map.of("decision", decision)).getStatusCode())
          .as(decision)
          .isEqualTo(HttpStatus.FORBIDDEN);
    }
    decide("config", by, Map.of("decision", "AUTHORISE"));
    assertThat(api().gates(by))
        .as("nobody is left whom the change manager's gate could ask")
        .containsExactly("configuration-authority");
    assertThat(api().vote("manager", by, "configuration-authority", "APPROVE").getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
    api().approved("config", by, "configuration-authority");
    assertThat(
            api()
                .step(
                    "manager",
                    by,
                    "review",
                    Map.of("closeCode", "SUCCESSFUL", "findings", "All is well"))
                .getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
  }

  @Test
  void whoTurnsOutToHaveDoneItDecidesNothingFromThenOn() {
    var change = reported("requester", observed());
    assertThat(
            difference("manager", change, Map.of("decision", "AUTHORISE", "doneBy", "manager"))
                .getStatusCode())
        .as("who did it does not decide about it, and not by saying so either")
        .isEqualTo(HttpStatus.FORBIDDEN);
    decide("config", change, Map.of("decision", "AUTHORISE", "doneBy", "manager"));
    assertThat(api().gates(change)).containsExactly("configuration-authority");
  }

  @Test
  void badInputNamesItsFieldAndStoresNothing() {
    var without = observed();
    without.remove("description");
    expectRefused(without, "description");
    expectRefused(with(observed(), "plannedStart", "2030-01-01T00:00:00Z"), "plannedStart");
    expectRefused(with(observed(), "draft", true), "draft");
    var nothing = observed();
    nothing.remove("changeSet");
    expectRefused(nothing, "items");
    var change = reported("requester", observed());
    expectField(change, Map.of(), "decision");
    expectField(change, Map.of("decision", "FORGET"), "decision");
    assertThat(
            api()
                .put("requester", "/api/changes/" + change + "/plan", Map.of("title", "Another"))
                .getStatusCode())
        .isEqualTo(HttpStatus.CONFLICT);
    api().taken("requester", change, "cancel", Map.of("reason", "Seen wrongly"));
    assertThat(api().state(change)).isEqualTo("CANCELLED");
  }

  // --- reported by a source

  @Test
  void aSourceThatReportsDriftOpensOneChangeForIt() {
    assertThat(accounts()).isEmpty();

    report(16);
    report(16);

    var found = accounts();
    assertThat(found).hasSize(1);
    var change = found.get(0);
    assertThat(api().change(change).get("state").asText()).isEqualTo("ASSESSING");
    assertThat(api().change(change).get("source").asText()).isNotBlank();
    assertThat(api().change(change).get("description").asText()).contains("vcpus = 16");
    assertThat(vcpus()).as("a report writes no controlled field").isEqualTo(2);

    decide("manager", change, Map.of("decision", "AUTHORISE"));
    api().approved("manager", change, "change-manager");
    assertThat(vcpus()).isEqualTo(16);
    report(16);
    assertThat(accounts()).as("what is on record is no drift").hasSize(1);
  }

  @Test
  void anotherDriftOfTheSameItemIsAnotherChange() {
    report(16);
    report(32);
    assertThat(accounts()).hasSize(2);
  }

  @Test
  void whatIsBeingPutBackOrDoneByAnOpenChangeIsNotReportedAgainWhileThatGoesOn() {
    report(16);
    var change = accounts().get(0);
    decide("manager", change, Map.of("decision", "REMEDIATE"));
    report(16);
    assertThat(accounts()).as("it is being put back").hasSize(1);

    var putBack = api().change(change).get("convertedTo").asText();
    api().taken("manager", putBack, "cancel", Map.of("reason", "Not worth it"));
    report(16);
    assertThat(accounts()).as("nobody puts it back any more").hasSize(2);
  }

  @Test
  void driftOfAnItemWhoseRecordIsClosedDoesNotStopTheImport() {
    var key = api().item(machine).get("key").asText();
    var retired =
        api()
            .requested(
                "requester", normalChange().doing(Map.of("op", "RETIRE_ITEM", "item", machine)));
    api().approved("peer", retired, "peer");
    api().taken("implementer", retired, "implementation/start", Map.of());
    api().taken("implementer", retired, "implementation/finish", Map.of("outcome", "SUCCESSFUL"));
    api().taken("implementer", retired, "verification", Map.of("verified", true));
    assertThat(api().state(retired)).isEqualTo("CLOSED");

    machine = key;
    report(16);

    var found = accounts();
    assertThat(found).hasSize(1);
    assertThat(api().change(found.get(0)).get("description").asText()).contains("vcpus = 16");
    assertThat(api().change(found.get(0)).get("changeSet")).isEmpty();
  }

  @Test
  void aStateThatWasFoundIsRecordedOnceItIsAuthorised() {
    api()
        .importing(
            "virtual-machine,%s,offline,,,platform,\"{\"\"vcpus\"\":2}\",1\n".formatted(name), "");
    var change = accounts().get(0);
    assertThat(api().change(change).get("changeSet").get(0).get("state").asText())
        .isEqualTo("IN_STOCK");

    decide("manager", change, Map.of("decision", "REMEDIATE"));
    assertThat(api().item(machine).get("state").asText()).isEqualTo("IN_USE");
  }

  @Test
  void driftOfAnItemWithALongNameDoesNotStopTheImport() {
    name = name + " " + "\ud83d\ude00".repeat(100);
    machine = "virtual-machine:" + name;
    report(2);

    report(16);

    var title = api().change(accounts().get(0)).get("title").asText();
    assertThat(title).startsWith("Drift of ").hasSizeLessThanOrEqualTo(200);
  }

  // --- small words

  private List<String> accounts() {
    var numbers = new ArrayList<String>();
    api()
        .read("/api/changes?type=RETROSPECTIVE&item={item}", machine)
        .get("content")
        .forEach(change -> numbers.add(change.get("number").asText()));
    return numbers;
  }

  private int vcpus() {
    return api().item(machine).get("attributes").get("vcpus").asInt();
  }

  private void decide(String person, String change, Map<String, Object> decision) {
    var answer = difference(person, change, decision);
    assertThat(answer.getStatusCode()).as("%s", answer.getBody()).isEqualTo(HttpStatus.OK);
  }

  private ResponseEntity<JsonNode> difference(
      String person, String change, Map<String, Object> decision) {
    return api().step(person, change, "difference", with(decision, "reason", "Looked into"));
  }

  private void expectField(String change, Map<String, Object> decision, String field) {
    var answer = difference("manager", change, decision);
    assertThat(answer.getStatusCode()).as(field).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(answer.getBody().get("errors").get(0).get("field").asText()).isEqualTo(field);
  }

  private void expectRefused(Map<String, Object> fields, String field) {
    var answer = api().post("requester", "/api/changes", fields);
    assertThat(answer.getStatusCode()).as(field).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(answer.getBody().get("errors").get(0).get("field").asText()).isEqualTo(field);
  }

  private static Map<String, Object> with(Map<String, Object> fields, String field, Object value) {
    var more = new LinkedHashMap<>(fields);
    more.put(field, value);
    return more;
  }
}
