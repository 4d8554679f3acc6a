package org.changecontrol.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.changecontrol.RequestedNormalChange.normalChange;
import static org.changecontrol.RequestedNormalChange.standardChange;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.changecontrol.PlatformIT;
import org.changecontrol.RequestedNormalChange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** A proven routine runs without a gate, and nothing else does under its name. */
abstract class StandardChangeScenarios extends PlatformIT {

  private static final String RESIZE = "resize-virtual-machine";
  private static final Map<String, Object> DONE = Map.of("outcome", "SUCCESSFUL");
  private static final Map<String, Object> FAILED = Map.of("outcome", "FAILED");

  private String machine;

  @BeforeEach
  void aMachine() {
    machine = machine();
  }

  private String machine() {
    var name = "small-" + UUID.randomUUID().toString().substring(0, 8);
    api()
        .importing(
            "virtual-machine,%s,active,production,,platform,\"{\"\"vcpus\"\":2}\",2\n"
                .formatted(name),
            "");
    return "virtual-machine:" + name;
  }

  private RequestedNormalChange resize() {
    return standardChange(RESIZE).updating(machine, Map.of("vcpus", 4));
  }

  // --- without a human

  @Test
  void aRobotTakesARoutineFromRequestToClosureOverTheApiAlone() {
    var change = api().requested("robot", resize());
    assertThat(api().state(change)).isEqualTo("SCHEDULED");
    assertThat(api().gates(change)).isEmpty();
    assertThat(api().change(change).get("implementer").asText()).isEqualTo("robot");
    assertThat(api().change(change).get("category").asText()).isEqualTo("capacity");
    assertThat(api().change(change).get("modelVersion").asInt()).isEqualTo(1);
    assertThat(api().change(change).get("eligibility").get("eligible").asBoolean()).isTrue();

    api().taken("robot", change, "implementation/start", Map.of());
    assertThat(api().item(machine).get("state").asText()).isEqualTo("MAINTENANCE");
    api().taken("robot", change, "implementation/finish", DONE);

    assertThat(api().state(change)).isEqualTo("CLOSED");
    assertThat(api().change(change).get("closeCode").asText()).isEqualTo("SUCCESSFUL");
    assertThat(vcpus()).isEqualTo(4);
    assertThat(api().item(machine).get("state").asText()).isEqualTo("IN_USE");
    assertThat(engine().ends(change)).contains("End_ChangeClosed");
    assertThat(api().facts(change))
        .containsSubsequence(
            "ChangeRequested",
            "ChangeSubmitted",
            "EligibilityDetermined",
            "ChangeAuthorised",
            "ChangeScheduled",
            "ImplementationStarted",
            "ChangeImplemented",
            "ChangeClosed");
  }

  @Test
  void aRobotTakesARoutineFromRequestToClosureOverTheEnginesApiAlone() {
    var started = engine().start("robot", resize());
    assertThat(started.getStatusCode()).as("%s", started.getBody()).isEqualTo(HttpStatus.OK);
    var change = started.getBody().get("businessKey").asText();

    engine().completed("robot", change, "Task_StartImplementation", Map.of());
    engine().completed("robot", change, "Task_FinishImplementation", DONE);

    assertThat(api().state(change)).isEqualTo("CLOSED");
    assertThat(vcpus()).isEqualTo(4);
  }

  @Test
  void fiftyIdenticalStartsAtOnceMakeOneChange() throws Exception {
    var key = UUID.randomUUID().toString();
    var body = resize().body();
    var barrier = new CyclicBarrier(50);
    var threads = Executors.newFixedThreadPool(50);
    var numbers = new HashSet<String>();
    try {
      var starts = new ArrayList<Callable<ResponseEntity<JsonNode>>>();
      for (var i = 0; i < 50; i++) {
        starts.add(
            () -> {
              barrier.await(30, TimeUnit.SECONDS);
              return api().once("robot", "/api/changes", key, body);
            });
      }
      for (var answer : threads.invokeAll(starts, 120, TimeUnit.SECONDS)) {
        assertThat(answer.get().getStatusCode().is2xxSuccessful())
            .as("%s", answer.get().getBody())
            .isTrue();
        numbers.add(answer.get().getBody().get("number").asText());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(numbers).hasSize(1);
    assertThat(api().state(numbers.iterator().next())).isEqualTo("SCHEDULED");
  }

  @Test
  void aRoutineWaitsForItsWindowLikeAnyOther() {
    var change =
        api().requested("robot", resize().windowFromNow(Duration.ofHours(1), Duration.ofHours(2)));
    assertThat(api().state(change)).isEqualTo("SCHEDULED");
    assertThat(step("robot", change, "implementation/start", Map.of()).getStatusCode())
        .isEqualTo(HttpStatus.CONFLICT);
    api().taken("manager", change, "implementation/start", Map.of("reason", "Nobody is there"));
    api().taken("robot", change, "implementation/finish", DONE);
    assertThat(api().state(change)).isEqualTo("CLOSED");
  }

  // --- outside of what its model covers

  @Test
  void whatTheModelDoesNotCoverGoesOnAsTheDraftOfANormalChange() {
    var change =
        api()
            .requested(
                "robot",
                standardChange(RESIZE)
                    .doing(Map.of("op", "UPDATE_ITEM", "item", machine, "criticality", 4)));

    var standard = api().change(change);
    assertThat(standard.get("state").asText()).isEqualTo("CANCELLED");
    assertThat(standard.get("endReason").asText()).contains("attribute", "criticality");
    assertThat(engine().ends(change)).containsExactly("End_ChangeConverted");
    var normal = api().change(standard.get("convertedTo").asText());
    assertThat(normal.get("type").asText()).isEqualTo("NORMAL");
    assertThat(normal.get("state").asText()).isEqualTo("DRAFT");
    assertThat(normal.get("convertedFrom").asText()).isEqualTo(change);
    assertThat(texts(normal.get("lacking")))
        .contains("description", "justification", "implementationPlan", "backoutPlan");
    assertThat(normal.get("title").asText()).isEqualTo(standard.get("title").asText());

    var number = normal.get("number").asText();
    api()
        .taken(
            "robot",
            number,
            "submit",
            Map.of(
                "description", "Another maker",
                "justification", "It is due",
                "implementationPlan", "Exchange it",
                "backoutPlan", "Change it back"));
    assertThat(api().state(number)).as("now people decide").isIn("ASSESSING", "AUTHORISING");
    assertThat(step("robot", number, "implementation/start", Map.of()).getStatusCode())
        .isEqualTo(HttpStatus.CONFLICT);
    assertThat(vcpus()).isEqualTo(2);
  }

  @Test
  void anotherTypeOfItemIsNotCovered() {
    var name = "db-" + UUID.randomUUID().toString().substring(0, 8);
    api().importing("database,%s,active,production,,platform,{},2\n".formatted(name), "");
    var change = api().requested("robot", standardChange(RESIZE).touching("database:" + name));
    assertThat(api().change(change).get("endReason").asText()).contains("database:" + name);
    assertThat(api().state(change)).isEqualTo("CANCELLED");
  }

  @Test
  void anotherOperationIsNotCovered() {
    var change =
        api()
            .requested(
                "robot",
                standardChange(RESIZE).doing(Map.of("op", "RETIRE_ITEM", "item", machine)));
    assertThat(api().change(change).get("endReason").asText()).contains("RETIRE_ITEM");
    assertThat(api().change(change).get("convertedTo").asText()).startsWith("CHG-");
  }

  @Test
  void aConflictMakesANormalChangeOfIt() {
    var other =
        api().requested("requester", normalChange().updating(machine, Map.of("memoryMb", 512)));

    var change = api().requested("robot", resize());

    assertThat(api().state(change)).isEqualTo("CANCELLED");
    assertThat(api().change(change).get("endReason").asText()).contains(other);
  }

  @Test
  void anEditWithinTheScopeKeepsItScheduledAndOneBeyondItDoesNot() {
    var change = api().requested("robot", resize());

    assertThat(
            edit(
                    change,
                    List.of(
                        Map.of(
                            "op",
                            "UPDATE_ITEM",
                            "item",
                            machine,
                            "attributes",
                            Map.of("vcpus", 8))))
                .getStatusCode())
        .isEqualTo(HttpStatus.OK);
    assertThat(api().state(change)).isEqualTo("SCHEDULED");

    assertThat(edit(change, List.of(Map.of("op", "RETIRE_ITEM", "item", machine))).getStatusCode())
        .isEqualTo(HttpStatus.OK);
    assertThat(api().state(change)).isEqualTo("CANCELLED");
    assertThat(api().change(change).get("convertedTo").asText()).startsWith("CHG-");
    assertThat(step("robot", change, "implementation/start", Map.of()).getStatusCode())
        .isEqualTo(HttpStatus.CONFLICT);
    assertThat(api().item(machine).get("state").asText()).isEqualTo("IN_USE");
  }

  @Test
  void aPreviewSaysWhetherItWouldBeAuthorised() {
    var eligible = api().post("robot", "/api/changes/preview", resize().body());
    assertThat(eligible.getBody().get("eligibility").get("eligible").asBoolean()).isTrue();
    assertThat(eligible.getBody().get("gates")).isEmpty();

    var not =
        api()
            .post(
                "robot",
                "/api/changes/preview",
                standardChange(RESIZE).doing(Map.of("op", "RETIRE_ITEM", "item", machine)).body());
    assertThat(not.getBody().get("eligibility").get("eligible").asBoolean()).isFalse();
    assertThat(not.getBody().get("eligibility").get("obstacles").get(0).asText())
        .contains("RETIRE_ITEM");
  }

  // --- what is asked for

  @Test
  void badInputNamesItsFieldByEveryDoor() {
    expectField(resize().with("model", null), "model");
    expectField(resize().with("model", "no-such-model"), "model");
    expectField(resize().with("category", "network"), "category");
    expectField(resize().with("incident", "INC-1"), "incident");
    expectField(
        normalChange().updating(machine, Map.of("vcpus", 4)).with("model", RESIZE), "model");
    expectField(resize().with("plannedEnd", null), "plannedEnd");
  }

  private void expectField(RequestedNormalChange request, String field) {
    var overApi = api().post("robot", "/api/changes", request.body());
    assertThat(overApi.getStatusCode()).as(field).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(overApi.getBody().get("errors").get(0).get("field").asText()).isEqualTo(field);
    var overEngine = engine().start("robot", request);
    assertThat(overEngine.getStatusCode()).as(field).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(overEngine.getBody().get("message").asText()).startsWith(field);
  }

  @Test
  void aDraftMayNameItsModelLaterButNotAnotherOne() {
    var change = api().requested("requester", resize().with("model", null).with("draft", true));
    assertThat(texts(api().change(change).get("lacking"))).containsExactly("model");

    api().taken("requester", change, "submit", Map.of("model", RESIZE));
    assertThat(api().state(change)).isEqualTo("SCHEDULED");

    var other = published(proposal());
    var answer = api().put("requester", "/api/changes/" + change + "/plan", Map.of("model", other));
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(answer.getBody().get("errors").get(0).get("field").asText()).isEqualTo("model");
  }

  // --- models

  @Test
  void aModelIsInForceOnceBothItsGatesAgree() {
    var proposal = proposal();
    var key = key(proposal);
    var change = proposed("requester", proposal);
    assertThat(api().state(change)).isEqualTo("AUTHORISING");
    assertThat(api().gates(change))
        .containsExactlyInAnyOrder("change-manager", "configuration-authority");
    assertThat(api().change(change).get("proposedModel").get("key").asText()).isEqualTo(key);
    assertThat(model(key).get("state").asText()).isEqualTo("PROPOSED");
    assertThat(follow(key).getStatusCode())
        .as("what is proposed authorises nothing")
        .isEqualTo(HttpStatus.BAD_REQUEST);

    api().approved("manager", change, "change-manager");
    assertThat(model(key).get("state").asText()).isEqualTo("PROPOSED");
    api().approved("config", change, "configuration-authority");

    assertThat(api().state(change)).isEqualTo("CLOSED");
    assertThat(engine().ends(change)).contains("End_ModelPublished");
    assertThat(model(key).get("state").asText()).isEqualTo("PUBLISHED");
    assertThat(follow(key).getBody().get("state").asText()).isEqualTo("SCHEDULED");
    assertThat(api().facts(change)).contains("ModelProposed", "ModelPublished");
  }

  @Test
  void aModelIsProposedThroughTheEnginesApiAsWell() {
    var proposal = proposal();
    var started =
        engine()
            .post(
                "requester",
                "/process-definition/key/standard-change-model/start",
                Map.of("variables", org.changecontrol.EngineApiDoor.variables(proposal)));
    assertThat(started.getStatusCode()).as("%s", started.getBody()).isEqualTo(HttpStatus.OK);
    assertThat(model(key(proposal)).get("proposal").asText())
        .isEqualTo(started.getBody().get("businessKey").asText());
  }

  @Test
  void whoProposesAModelDoesNotDecideAboutIt() {
    var change = proposed("manager", proposal());
    assertThat(api().gates(change))
        .as("nobody is left whom the change manager's gate could ask")
        .containsExactly("configuration-authority");
    assertThat(api().vote("manager", change, "configuration-authority", "APPROVE").getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
  }

  @Test
  void aRefusedModelIsNeverInForce() {
    var proposal = proposal();
    var change = proposed("requester", proposal);
    api().vote("config", change, "configuration-authority", "REJECT");
    assertThat(api().state(change)).isEqualTo("REJECTED");
    assertThat(engine().ends(change)).contains("End_ModelRejected");
    assertThat(model(key(proposal)).get("state").asText()).isEqualTo("REJECTED");
    assertThat(follow(key(proposal)).getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
  }

  @Test
  void aProposalMayBeGivenUpButNotEdited() {
    var proposal = proposal();
    var change = proposed("requester", proposal);
    assertThat(api().steps("requester", change)).contains("cancel").doesNotContain("edit-plan");
    assertThat(api().put("requester", "/api/changes/" + change + "/plan", Map.of()).getStatusCode())
        .isEqualTo(HttpStatus.CONFLICT);
    assertThat(api().post("requester", "/api/models", proposal).getStatusCode())
        .as("one proposal at a time")
        .isEqualTo(HttpStatus.CONFLICT);

    api().taken("requester", change, "cancel", Map.of("reason", "A better idea"));

    assertThat(model(key(proposal)).get("state").asText()).isEqualTo("REJECTED");
    assertThat(model(key(proposal)).get("endReason").asText()).isEqualTo("A better idea");
  }

  @Test
  void aProposalOnHoldGoesOnWhenItIsResumed() {
    var change = proposed("requester", proposal());
    api().taken("requester", change, "hold", Map.of("reason", "Wait"));
    assertThat(api().change(change).get("onHold").asBoolean()).isTrue();
    api().taken("requester", change, "resume", Map.of());
    api().approved("manager", change, "change-manager");
    api().approved("config", change, "configuration-authority");
    assertThat(api().state(change)).isEqualTo("CLOSED");
  }

  @Test
  void aModelThatIsBadlyProposedNamesEachField() {
    var answer =
        api()
            .post(
                "requester",
                "/api/models",
                Map.of(
                    "key", "Not a key",
                    "title", "T",
                    "scope",
                        Map.of(
                            "types", List.of("no-such-type"),
                            "operations", List.of("UPDATE_ITEM", "EXPLODE"),
                            "colour", "red"),
                    "fields", Map.of("plannedStart", "2030-01-01T00:00:00Z"),
                    "evidence", List.of("CHG-999999")));
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(fields(answer.getBody()))
        .contains(
            "key",
            "description",
            "scope.types[0]",
            "scope.operations[1]",
            "scope.colour",
            "scope.attributes",
            "fields.plannedStart",
            "evidence[0]");
    assertThat(api().get("requester", "/api/models/{key}", "Not a key").getStatusCode())
        .isEqualTo(HttpStatus.NOT_FOUND);
  }

  @Test
  void theNextVersionTakesTheFormersPlaceAndWhatTheFormerAuthorisedIsDecidedAgain() {
    var proposal = proposal();
    var key = published(proposal);
    var change = follow(key).getBody().get("number").asText();

    published(proposal);

    assertThat(model(key).get("version").asInt()).isEqualTo(2);
    assertThat(model(key).get("versions").get(1).get("state").asText()).isEqualTo("RETIRED");
    assertThat(step("robot", change, "implementation/start", Map.of()).getStatusCode())
        .isEqualTo(HttpStatus.CONFLICT);
    assertThat(api().put("robot", "/api/changes/" + change + "/plan", Map.of()).getStatusCode())
        .isEqualTo(HttpStatus.OK);
    assertThat(api().change(change).get("modelVersion").asInt()).isEqualTo(2);
    api().taken("robot", change, "implementation/start", Map.of());
  }

  @Test
  void whatWasBegunUnderAVersionIsFinishedAlthoughTheVersionIsReplacedAndIsReviewed() {
    var proposal = proposal();
    var key = published(proposal);
    var change = follow(key).getBody().get("number").asText();
    api().taken("robot", change, "implementation/start", Map.of());
    published(proposal);

    api().taken("robot", change, "implementation/finish", DONE);

    assertThat(vcpus()).isEqualTo(16);
    assertThat(api().state(change)).isEqualTo("REVIEW");
    review(change, "SUCCESSFUL");
    assertThat(api().state(change)).isEqualTo("CLOSED");
  }

  @Test
  void bothEndsOfARelationshipHaveToBeCovered() {
    var proposal = new LinkedHashMap<>(proposal());
    proposal.put(
        "scope",
        Map.of(
            "types", List.of("virtual-machine"),
            "operations", List.of("ADD_RELATIONSHIP")));
    var key = published(proposal);
    var name = "app-" + UUID.randomUUID().toString().substring(0, 8);
    api().importing("application,%s,active,production,,platform,{},4\n".formatted(name), "");

    var change =
        api()
            .requested(
                "robot",
                standardChange(key)
                    .doing(
                        Map.of(
                            "op",
                            "ADD_RELATIONSHIP",
                            "type",
                            "runs-on",
                            "source",
                            "application:" + name,
                            "target",
                            machine)));

    assertThat(api().state(change)).isEqualTo("CANCELLED");
    assertThat(api().change(change).get("endReason").asText()).contains("application:" + name);
  }

  @Test
  void aModelThatIsNotWhatItsGatesJudgedIsNotPublished() {
    var proposal = proposal();
    var change = proposed("requester", proposal);
    api().approved("manager", change, "change-manager");
    widen(key(proposal));

    assertThat(api().vote("config", change, "configuration-authority", "APPROVE").getStatusCode())
        .isEqualTo(HttpStatus.CONFLICT);

    assertThat(model(key(proposal)).get("state").asText()).isEqualTo("PROPOSED");
    assertThat(follow(key(proposal)).getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
  }

  /** Somebody with access to the database writes another operation into the scope. */
  abstract void widen(String key);

  @Test
  void aRetiredModelAuthorisesNothingAnyMore() {
    var key = published(proposal());
    var waiting = follow(key).getBody().get("number").asText();
    assertThat(retire("robot", key).getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(retire("manager", key).getStatusCode()).isEqualTo(HttpStatus.OK);
    assertThat(retire("manager", key).getStatusCode()).isEqualTo(HttpStatus.CONFLICT);

    assertThat(step("robot", waiting, "implementation/start", Map.of()).getStatusCode())
        .isEqualTo(HttpStatus.CONFLICT);
    machine = machine();
    var next = follow(key).getBody();
    assertThat(next.get("state").asText()).isEqualTo("CANCELLED");
    assertThat(next.get("endReason").asText()).contains("No longer needed");
  }

  @Test
  void aModelThatFailsTwiceLosesItsPreauthorisationAndEarnsItBackThroughAProposal() {
    var proposal = proposal();
    var key = published(proposal);
    var first = follow(key).getBody().get("number").asText();
    api().taken("robot", first, "implementation/start", Map.of());
    api().taken("robot", first, "implementation/finish", FAILED);
    assertThat(api().state(first)).as("what was not clean is reviewed").isEqualTo("REVIEW");
    review(first, "FAILED");
    assertThat(model(key).get("state").asText()).isEqualTo("PUBLISHED");

    machine = machine();
    var second = follow(key).getBody().get("number").asText();
    api().taken("robot", second, "implementation/start", Map.of());
    api().taken("robot", second, "backout", Map.of("reason", "It did not come up"));
    review(second, "BACKED_OUT");

    assertThat(model(key).get("state").asText()).isEqualTo("SUSPENDED");
    assertThat(model(key).get("record").get("failures").asInt()).isEqualTo(2);
    assertThat(api().facts(second)).contains("ModelSuspended");
    machine = machine();
    var third = follow(key).getBody();
    assertThat(third.get("state").asText()).isEqualTo("CANCELLED");
    assertThat(third.get("convertedTo").asText()).startsWith("CHG-");

    published(proposal);
    machine = machine();
    assertThat(follow(key).getBody().get("state").asText()).isEqualTo("SCHEDULED");
    assertThat(model(key).get("record").get("runs").asInt()).isZero();
  }

  @Test
  void theDemonstrationHasAModelInForce() {
    var model = model(RESIZE);
    assertThat(model.get("state").asText()).isEqualTo("PUBLISHED");
    assertThat(texts(model.get("scope").get("types"))).containsExactly("virtual-machine");
    assertThat(texts(model.get("scope").get("attributes")))
        .containsExactly("vcpus", "memoryMb", "diskGb");
    var all = new ArrayList<String>();
    api().read("/api/models").forEach(one -> all.add(one.get("key").asText()));
    assertThat(all).contains(RESIZE);
  }

  // --- small words

  private int vcpus() {
    return api().item(machine).get("attributes").get("vcpus").asInt();
  }

  private Map<String, Object> proposal() {
    var proven =
        api().requested("requester", normalChange().updating(machine, Map.of("diskGb", 9)));
    api().taken("requester", proven, "cancel", Map.of("reason", "Only evidence"));
    return Map.of(
        "key",
        "routine-" + UUID.randomUUID().toString().substring(0, 8),
        "title",
        "Another size",
        "description",
        "Gives a machine another size",
        "scope",
        Map.of(
            "types", List.of("virtual-machine"),
            "operations", List.of("UPDATE_ITEM"),
            "attributes", List.of("vcpus")),
        "fields",
        Map.of("backoutPlan", "The former size"),
        "evidence",
        List.of(proven));
  }

  private static String key(Map<String, Object> proposal) {
    return (String) proposal.get("key");
  }

  private String proposed(String person, Map<String, Object> proposal) {
    var answer = api().post(person, "/api/models", proposal);
    assertThat(answer.getStatusCode()).as("%s", answer.getBody()).isEqualTo(HttpStatus.CREATED);
    return answer.getBody().get("number").asText();
  }

  private String published(Map<String, Object> proposal) {
    var change = proposed("requester", proposal);
    api().approved("manager", change, "change-manager");
    api().approved("config", change, "configuration-authority");
    assertThat(api().state(change)).isEqualTo("CLOSED");
    return key(proposal);
  }

  private JsonNode model(String key) {
    return api().read("/api/models/{key}", key);
  }

  private ResponseEntity<JsonNode> follow(String key) {
    return api()
        .post(
            "robot",
            "/api/changes",
            standardChange(key).updating(machine, Map.of("vcpus", 16)).body());
  }

  private ResponseEntity<JsonNode> retire(String person, String key) {
    return api()
        .post(person, "/api/models/" + key + "/retirement", Map.of("reason", "No longer needed"));
  }

  private ResponseEntity<JsonNode> step(
      String person, String change, String step, Map<String, ?> fields) {
    return api().step(person, change, step, fields);
  }

  private ResponseEntity<JsonNode> edit(String change, List<Map<String, Object>> changeSet) {
    return api().put("robot", "/api/changes/" + change + "/plan", Map.of("changeSet", changeSet));
  }

  private void review(String change, String closeCode) {
    api()
        .taken(
            "manager", change, "review", Map.of("closeCode", closeCode, "findings", "Looked at"));
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  private static List<String> fields(JsonNode problem) {
    var fields = new ArrayList<String>();
    problem.get("errors").forEach(error -> fields.add(error.get("field").asText()));
    return fields;
  }
}
