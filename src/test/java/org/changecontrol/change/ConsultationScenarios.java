package org.changecontrol.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.changecontrol.RequestedNormalChange.emergencyChange;
import static org.changecontrol.RequestedNormalChange.normalChange;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.IdentityService;
import org.changecontrol.PlatformIT;
import org.changecontrol.RequestedNormalChange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who has a stake in a change is told or asked, and what he says stands in front of the approvers
 * without anything waiting for it.
 */
abstract class ConsultationScenarios extends PlatformIT {

  private static final Map<String, Object> ACCEPT =
      Map.of("decision", "ACCEPT", "reason", "as assessed");

  @Autowired TransactionTemplate transaction;
  @Autowired private IdentityService directory;

  private final List<String> joined = new ArrayList<>();
  private String mark;
  private String machine;
  private String team;

  /** A service on a machine that a team owns; the modeller belongs to it. */
  @BeforeEach
  void aTeamWithAMachine() {
    mark = "asked-" + UUID.randomUUID().toString().substring(0, 8);
    machine = "virtual-machine:" + mark;
    team = mark + "-team";
    onlyTheDemonstrationsBoard();
    var group = directory.newGroup(team);
    group.setName(team);
    directory.saveGroup(group);
    joins("modeller");
    api()
        .importing(
            """
            virtual-machine,%1$s,active,production,,%1$s-team,"{""vcpus"":2}",1
            service,Service %1$s,active,production,,service-owners,{},4
            """
                .formatted(mark),
            "depends-on,service:Service %1$s,%2$s\n".formatted(mark, machine));
  }

  @AfterEach
  void theTeamIsGone() {
    joined.forEach(person -> directory.deleteMembership(person, team));
  }

  private void joins(String person) {
    directory.createMembership(person, team);
    joined.add(person);
  }

  /** Past any trigger that keeps rows as they are, as only a database administrator gets. */
  void behindThePlatformsBack(Runnable edit) {
    edit.run();
  }

  // --- what is asked for

  private RequestedNormalChange resizing() {
    return normalChange()
        .with("title", mark)
        .with("category", mark)
        .updating(machine, Map.of("vcpus", 8))
        .windowFromNow(Duration.ofDays(40), Duration.ofDays(41));
  }

  private RequestedNormalChange risky() {
    var answers = new HashMap<>(RequestedNormalChange.wellPrepared());
    answers.put("reversible", false);
    return resizing().with("questionnaire", answers);
  }

  /** A change of high risk in front of its gates. */
  String highChange() {
    return inFrontOfItsGates(risky());
  }

  private String inFrontOfItsGates(RequestedNormalChange request) {
    var change = api().requested("requester", request);
    if (api().state(change).equals("ASSESSING")) {
      api().taken("manager", change, "assessment", ACCEPT);
    }
    assertThat(api().state(change)).isEqualTo("AUTHORISING");
    return change;
  }

  private String lowChange() {
    api()
        .importing(
            "virtual-machine,%1$s-low,active,,,%1$s-team,\"{\"\"vcpus\"\":2}\",1\n".formatted(mark),
            "");
    return inFrontOfItsGates(
        normalChange()
            .with("category", mark)
            .updating("virtual-machine:" + mark + "-low", Map.of("vcpus", 8)));
  }

  private void scheduled(String change) {
    api().approved("peer", change, "peer");
    api().approved("owner", change, "service-owner");
    Stream.of("cab1", "cab2", "cab3").forEach(voter -> api().approved(voter, change, "cab"));
    assertThat(api().state(change)).isEqualTo("SCHEDULED");
  }

  private ResponseEntity<JsonNode> answer(
      String person, String change, String stance, String text) {
    return api()
        .step(person, change, "consultation/answers", Map.of("stance", stance, "text", text));
  }

  JsonNode answered(String change, String stance, String text) {
    var answer = answer("modeller", change, stance, text);
    assertThat(answer.getStatusCode()).as("%s", answer.getBody()).isEqualTo(HttpStatus.CREATED);
    return answer.getBody();
  }

  private JsonNode consultation(String change) {
    return api().read("/api/changes/" + change + "/consultation");
  }

  private JsonNode question(String change, String stakeholder) {
    return one(
        consultation(change).get("questions"),
        question -> question.at("/stakeholder/name").asText().equals(stakeholder));
  }

  private JsonNode stakeholder(String change, String name) {
    return one(
        api().read("/api/changes/" + change + "/stakeholders"),
        one -> one.at("/stakeholder/name").asText().equals(name));
  }

  private static JsonNode one(JsonNode list, Predicate<JsonNode> which) {
    return StreamSupport.stream(list.spliterator(), false)
        .filter(which)
        .reduce((one, other) -> other)
        .orElseThrow(() -> new AssertionError("not in " + list));
  }

  private ResponseEntity<JsonNode> names(String person, String change, Map<String, ?> fields) {
    return api().step(person, change, "stakeholders", fields);
  }

  private ResponseEntity<JsonNode> strikesOff(String person, String change, int id, String reason) {
    return api()
        .call(
            person,
            HttpMethod.DELETE,
            "/api/changes/" + change + "/stakeholders/" + id + "?reason={reason}",
            null,
            reason);
  }

  private boolean waitsFor(String person, String change) {
    return api().get(person, "/api/me/consultations").getBody().findValuesAsText("change").stream()
        .anyMatch(change::equals);
  }

  private void theDeadlineHasPassed(String change) {
    behindThePlatformsBack(
        () ->
            jdbc.sql("update consultation_question set deadline = asked_at where change_id = ?")
                .param(Long.parseLong(change.substring(4)))
                .update());
  }

  // --- who is asked

  @Test
  void aboutALowChangeNobodyIsAskedAndThePolicysWordIsKept() {
    var change = lowChange();

    var consultation = consultation(change);
    assertThat(consultation.get("state").asText()).isEqualTo("NONE");
    assertThat(consultation.get("questions")).isEmpty();
    assertThat(consultation.get("policy")).hasSize(3);
    assertThat(consultation.get("policy").findValuesAsText("how")).containsOnly("INFORM");
    assertThat(consultation.at("/policy/0/rules").findValuesAsText("clause"))
        .anyMatch(clause -> clause.contains("low risk"));
    assertThat(api().change(change).get("consultation").isNull()).isTrue();
    assertThat(api().change(change).at("/policyVersions/consultation").asText())
        .startsWith("stakeholder-consultation:");
    assertThat(stakeholder(change, team).get("how").asText()).isEqualTo("INFORM");
    assertThat(api().steps("modeller", change)).doesNotContain("consultation");
    assertThat(api().facts(change)).doesNotContain("StakeholdersAsked");
    assertThat(answer("modeller", change, "OBJECTION", "all the same").getStatusCode())
        .isEqualTo(HttpStatus.CONFLICT);
    assertThat(
            jdbc.sql("select count(*) from consultation_question where change_id = ?")
                .param(Long.parseLong(change.substring(4)))
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void ownersOfServicesAndOfItemsAreAskedWhenTheGatesOpen() {
    var request = risky();
    var change = api().requested("requester", request);
    assertThat(api().state(change)).isEqualTo("ASSESSING");
    assertThat(consultation(change).get("state").asText()).isEqualTo("NONE");
    assertThat(stakeholder(change, team).get("how").asText()).isEqualTo("CONSULT");

    api().taken("manager", change, "assessment", ACCEPT);

    var consultation = consultation(change);
    assertThat(consultation.get("state").asText()).isEqualTo("OPEN");
    assertThat(consultation.get("questions").findValuesAsText("name"))
        .containsExactlyInAnyOrder("service-owners", team);
    var asked = question(change, team);
    assertThat(asked.get("reply").asText()).isEqualTo("WAITING");
    assertThat(asked.at("/because/0").asText()).contains(mark);
    assertThat(asked.at("/mayAnswer/0").asText()).isEqualTo("modeller");
    assertThat(Instant.parse(asked.get("deadline").asText()))
        .isEqualTo(Instant.parse(asked.get("askedAt").asText()).plus(Duration.ofDays(3)));
    assertThat(api().facts(change)).contains("StakeholdersAsked");
    assertThat(api().steps("modeller", change)).containsExactly("consultation");
    assertThat(waitsFor("modeller", change)).isTrue();
    assertThat(waitsFor("freezer", change)).isFalse();
  }

  @Test
  void thePlannedStartEndsItSooner() {
    var start = Instant.now().plus(Duration.ofHours(5));
    var change = inFrontOfItsGates(risky().windowFromNow(Duration.ofHours(5), Duration.ofHours(6)));

    assertThat(Instant.parse(question(change, team).get("deadline").asText()))
        .isBetween(start.minusSeconds(60), start.plusSeconds(60));
  }

  @Test
  void anEmergencyAsksNobody() {
    var change =
        api()
            .requested(
                "requester",
                emergencyChange().with("category", mark).updating(machine, Map.of("vcpus", 8)));

    assertThat(consultation(change).get("state").asText()).isEqualTo("NONE");
    assertThat(stakeholder(change, team).get("how").asText()).isEqualTo("INFORM");
  }

  // --- what they say

  @Test
  void anObjectionStandsInFrontOfTheApproversAndStopsNothing() {
    var change = highChange();
    var markup = "<img src=x onerror=alert(1)> not on payday";

    var given = answered(change, "OBJECTION", markup);
    assertThat(given.get("person").asText()).isEqualTo("modeller");
    assertThat(given.at("/standsFor/0/name").asText()).isEqualTo(team);

    assertThat(question(change, team).get("reply").asText()).isEqualTo("ANSWERED");
    var shown = api().change(change).get("consultation");
    assertThat(shown.at("/answers/0/stance").asText()).isEqualTo("OBJECTION");
    assertThat(shown.at("/answers/0/text").asText()).isEqualTo(markup);
    assertThat(api().read("/api/changes?q={title}", mark).at("/content/0/consultation/answers"))
        .hasSize(1);
    for (var gate : api().gates(change)) {
      assertThat(api().gate(change, gate).at("/counsel/0/stance").asText()).isEqualTo("OBJECTION");
      assertThat(api().gate(change, gate).at("/counsel/0/text").asText()).isEqualTo(markup);
    }
    var evidence = api().read("/api/changes/" + change + "/evidence");
    assertThat(evidence.at("/consultation/answers/0/text").asText()).isEqualTo(markup);
    assertThat(evidence.get("stakeholders")).hasSize(2);
    assertThat(evidence.at("/consultation/policy/0/inputs/risk").asText()).isEqualTo("HIGH");
    var told =
        one(
            api().read("/api/changes/" + change + "/timeline"),
            event -> event.get("event").asText().equals("ConsultationAnswered"));
    assertThat(told.get("actor").asText()).isEqualTo("modeller");
    assertThat(told.get("reason").asText()).isEqualTo(markup);
    assertThat(told.at("/detail/stance").asText()).isEqualTo("OBJECTION");

    scheduled(change);

    assertThat(consultation(change).at("/answers/0/standing").asBoolean()).isTrue();
    assertThat(consultation(change).get("state").asText()).isEqualTo("CLOSED");
  }

  @Test
  void whereNobodyAnswersTheChangeGoesItsWay() {
    var change = highChange();

    scheduled(change);

    assertThat(question(change, team).get("reply").asText()).isEqualTo("NO_ANSWER");
    var late = answer("modeller", change, "OBJECTION", "too late");
    assertThat(late.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
    assertThat(late.getBody().get("nextSteps")).isNotEmpty();
    assertThat(late.getBody().get("nextSteps").findValuesAsText("step"))
        .doesNotContain("consultation");
    assertThat(consultation(change).get("answers")).isEmpty();
    assertThat(waitsFor("modeller", change)).isFalse();
  }

  @Test
  void afterTheDeadlineNoAnswerStands() {
    var change = highChange();
    theDeadlineHasPassed(change);

    assertThat(answer("modeller", change, "CONCERN", "overslept").getStatusCode())
        .isEqualTo(HttpStatus.CONFLICT);
    assertThat(question(change, team).get("reply").asText()).isEqualTo("NO_ANSWER");
    assertThat(consultation(change).get("state").asText()).isEqualTo("CLOSED");
    assertThat(api().steps("modeller", change)).doesNotContain("consultation");
    assertThat(waitsFor("modeller", change)).isFalse();
  }

  @Test
  void anAnswerIsReplacedAndStaysOnRecord() {
    var change = highChange();
    answered(change, "OBJECTION", "no");
    answered(change, "NO_OBJECTION", "they have explained it");

    assertThat(api().change(change).at("/consultation/answers").findValuesAsText("stance"))
        .containsExactly("NO_OBJECTION");
    var answers = consultation(change).get("answers");
    assertThat(answers.findValuesAsText("stance")).containsExactly("OBJECTION", "NO_OBJECTION");
    assertThat(answers.findValuesAsText("standing")).containsExactly("false", "true");
    assertThat(api().gate(change, "cab").get("counsel").findValuesAsText("stance"))
        .containsExactly("NO_OBJECTION");
    assertThat(api().facts(change)).filteredOn("ConsultationAnswered"::equals).hasSize(2);
  }

  @Test
  void eachMemberOfATeamHasHisOwnAnswer() {
    joins("freezer");
    var change = highChange();
    answered(change, "NO_OBJECTION", "fine");
    assertThat(answer("freezer", change, "CONCERN", "mind the batch job").getStatusCode())
        .isEqualTo(HttpStatus.CREATED);

    assertThat(consultation(change).get("answers").findValuesAsText("standing"))
        .containsExactly("true", "true");
  }

  @Test
  void whoIsTheVoiceOfTwoAnswersOnceForBoth() {
    var change = highChange();
    assertThat(
            names("requester", change, Map.of("person", "modeller", "reason", "knows it"))
                .getStatusCode())
        .isEqualTo(HttpStatus.CREATED);

    answered(change, "NO_OBJECTION", "fine");

    assertThat(question(change, team).get("reply").asText()).isEqualTo("ANSWERED");
    assertThat(question(change, "modeller").get("reply").asText()).isEqualTo("ANSWERED");
  }

  @Test
  void eightAnswersOfOnePersonAtOnceAreAllOnRecordAndOneStands() throws Exception {
    var change = highChange();
    var people = Executors.newFixedThreadPool(8);
    try {
      var said =
          people.invokeAll(
              IntStream.range(0, 8)
                  .mapToObj(
                      i ->
                          (Callable<ResponseEntity<JsonNode>>)
                              () -> answer("modeller", change, "CONCERN", "number " + i))
                  .toList());
      for (var answer : said) {
        assertThat(answer.get().getStatusCode()).isEqualTo(HttpStatus.CREATED);
      }
    } finally {
      people.shutdown();
    }

    var answers = consultation(change).get("answers");
    assertThat(answers).hasSize(8);
    assertThat(answers.findValuesAsText("standing")).containsOnlyOnce("true");
  }

  static Stream<Map<String, Object>> edits() {
    return Stream.of(
        Map.of("section", "PLAN", "edit", Map.of("implementationPlan", "Another way")),
        Map.of(
            "section",
            "WINDOW",
            "edit",
            Map.of(
                "plannedStart", Instant.now().plus(Duration.ofDays(50)).toString(),
                "plannedEnd", Instant.now().plus(Duration.ofDays(51)).toString())),
        Map.of("section", "SCOPE", "edit", Map.of()));
  }

  @ParameterizedTest
  @MethodSource("edits")
  void anEditMarksTheAnswerAsGivenOnAnEarlierVersionAndAsksAnew(Map<String, Object> edited) {
    var change = highChange();
    answered(change, "NO_OBJECTION", "fine like this");
    var before = question(change, team).get("askedAt").asText();
    @SuppressWarnings("unchecked")
    var edit = new HashMap<>((Map<String, Object>) edited.get("edit"));
    if (edit.isEmpty()) {
      edit.put(
          "changeSet",
          List.of(Map.of("op", "UPDATE_ITEM", "item", machine, "attributes", Map.of("vcpus", 16))));
    }

    assertThat(api().put("requester", "/api/changes/" + change + "/plan", edit).getStatusCode())
        .isEqualTo(HttpStatus.OK);
    assertThat(consultation(change).at("/answers/0/movedSince/0").asText())
        .isEqualTo(edited.get("section"));
    api().taken("manager", change, "assessment", ACCEPT);

    var consultation = consultation(change);
    assertThat(consultation.get("round").asInt()).isEqualTo(2);
    assertThat(consultation.at("/answers/0/standing").asBoolean()).isTrue();
    assertThat(consultation.at("/answers/0/movedSince/0").asText())
        .isEqualTo(edited.get("section"));
    assertThat(question(change, team).get("reply").asText()).isEqualTo("WAITING");
    assertThat(question(change, team).get("askedAt").asText()).isNotEqualTo(before);
    assertThat(api().gate(change, "cab").at("/counsel/0/movedSince/0").asText())
        .isEqualTo(edited.get("section"));

    answered(change, "CONCERN", "like that I would rather not");
    assertThat(question(change, team).get("reply").asText()).isEqualTo("ANSWERED");
  }

  @Test
  void anEditOfWhatNobodyWasAskedAboutAsksNobodyAnew() {
    var change = highChange();
    answered(change, "NO_OBJECTION", "fine");
    var before = question(change, team).get("deadline").asText();

    assertThat(api().put("requester", "/api/changes/" + change + "/plan", Map.of()).getStatusCode())
        .isEqualTo(HttpStatus.OK);
    api().taken("manager", change, "assessment", ACCEPT);

    assertThat(consultation(change).get("round").asInt()).isEqualTo(1);
    assertThat(question(change, team).get("deadline").asText()).isEqualTo(before);
    assertThat(question(change, team).get("reply").asText()).isEqualTo("ANSWERED");
    assertThat(api().facts(change)).containsOnlyOnce("StakeholdersAsked");
  }

  // --- who is named

  @Test
  void whoeverIsNamedInFrontOfTheGatesIsAskedAtOnce() {
    var change = highChange();

    var named =
        names("manager", change, Map.of("person", "freezer", "reason", "runs the night batch"));

    assertThat(named.getStatusCode()).as("%s", named.getBody()).isEqualTo(HttpStatus.CREATED);
    assertThat(named.getHeaders().getLocation().getPath())
        .endsWith("/stakeholders/" + named.getBody().get("id").asInt());
    assertThat(named.getBody().at("/named/by").asText()).isEqualTo("manager");
    assertThat(question(change, "freezer").get("reply").asText()).isEqualTo("WAITING");
    assertThat(api().steps("freezer", change)).contains("consultation");
    assertThat(answer("freezer", change, "CONCERN", "not at two").getStatusCode())
        .isEqualTo(HttpStatus.CREATED);
    assertThat(api().facts(change)).contains("StakeholderNamed");
    assertThat(api().gate(change, "peer").get("votes")).isEmpty();
  }

  @Test
  void whoeverIsNamedInADraftIsAskedWithTheGates() {
    var change = api().requested("requester", risky().with("draft", true));
    assertThat(
            names("requester", change, Map.of("group", team, "reason", "they run it"))
                .getStatusCode())
        .isEqualTo(HttpStatus.CREATED);
    assertThat(
            names("requester", change, Map.of("person", "freezer", "reason", "batch"))
                .getStatusCode())
        .isEqualTo(HttpStatus.CREATED);
    assertThat(stakeholder(change, "freezer").get("how").isNull()).isTrue();

    api().taken("requester", change, "submit", Map.of());
    api().taken("manager", change, "assessment", ACCEPT);

    assertThat(consultation(change).get("questions").findValuesAsText("name"))
        .containsExactlyInAnyOrder("service-owners", team, "freezer");
    assertThat(question(change, team).get("because")).hasSize(2);
  }

  @Test
  void anObjectionStaysWhenWhoeverRaisedItIsStruckOff() {
    var change = highChange();
    var id =
        names("requester", change, Map.of("person", "freezer", "reason", "batch"))
            .getBody()
            .get("id")
            .asInt();
    answer("freezer", change, "OBJECTION", "the batch would be lost");

    assertThat(strikesOff("requester", change, id, "").getStatusCode())
        .isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(strikesOff("requester", change, id, "no longer runs it").getStatusCode())
        .isEqualTo(HttpStatus.NO_CONTENT);

    assertThat(question(change, "freezer").get("reply").asText()).isEqualTo("WITHDRAWN");
    assertThat(api().gate(change, "cab").at("/counsel/0/text").asText())
        .isEqualTo("the batch would be lost");
    assertThat(stakeholder(change, "freezer").at("/struckOff/reason").asText())
        .isEqualTo("no longer runs it");
    assertThat(api().facts(change)).contains("StakeholderStruckOff");
    assertThat(api().steps("freezer", change)).doesNotContain("consultation");
    assertThat(answer("freezer", change, "OBJECTION", "still").getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(strikesOff("requester", change, id, "again").getStatusCode())
        .isEqualTo(HttpStatus.CONFLICT);

    // named again he has his question back, with its deadline
    assertThat(
            names("manager", change, Map.of("person", "freezer", "reason", "he does"))
                .getStatusCode())
        .isEqualTo(HttpStatus.CREATED);
    assertThat(question(change, "freezer").get("reply").asText()).isEqualTo("ANSWERED");
  }

  @Test
  void namingIsForRequesterAndChangeManagersBeforeWorkBegins() {
    var change = lowChange();
    for (var other : List.of("implementer", "peer", "modeller", "auditor", "operator", "admin")) {
      assertThat(names(other, change, Map.of("group", team, "reason", "x")).getStatusCode())
          .as(other)
          .isEqualTo(HttpStatus.FORBIDDEN);
    }
    assertThat(names("requester", change, Map.of("group", "peers", "reason", "x")).getStatusCode())
        .isEqualTo(HttpStatus.CREATED);
    assertThat(strikesOff("implementer", change, 1, "x").getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(strikesOff("requester", change, 99, "x").getStatusCode())
        .isEqualTo(HttpStatus.NOT_FOUND);

    api().approved("peer", change, "peer");
    api().taken("implementer", change, "implementation/start", Map.of());
    assertThat(names("manager", change, Map.of("group", "cab", "reason", "x")).getStatusCode())
        .isEqualTo(HttpStatus.CONFLICT);
    assertThat(strikesOff("manager", change, 1, "x").getStatusCode())
        .isEqualTo(HttpStatus.CONFLICT);
  }

  static Stream<Map<String, Object>> badNames() {
    return Stream.of(
        Map.of("reason", "x"),
        Map.of("group", "peers"),
        Map.of("group", "peers", "person", "peer", "reason", "x"),
        Map.of("group", "no-such-group", "reason", "x"),
        Map.of("person", "nobody-at-all", "reason", "x"),
        Map.of("person", "requester", "reason", "x"),
        Map.of("person", "implementer", "reason", "x"),
        Map.of("person", "auditor", "reason", "x"),
        Map.of("group", "operators", "reason", "x"),
        Map.of("group", "peers", "reason", "x", "how", "CONSULT"),
        Map.of("group", "peers", "reason", "x".repeat(1_001)),
        Map.of("group", List.of("peers"), "reason", "x"));
  }

  @ParameterizedTest
  @MethodSource("badNames")
  void aStakeholderThatCannotBeOneIsBadInput(Map<String, Object> fields) {
    var change = lowChange();
    var answer = names("requester", change, fields);
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(answer.getBody().get("errors")).isNotEmpty();
    assertThat(api().facts(change)).doesNotContain("StakeholderNamed");
  }

  @Test
  void nobodyIsNamedTwice() {
    var change = lowChange();
    names("requester", change, Map.of("group", "peers", "reason", "x"));
    assertThat(names("manager", change, Map.of("group", "peers", "reason", "x")).getStatusCode())
        .isEqualTo(HttpStatus.CONFLICT);
  }

  // --- who may not

  @ParameterizedTest
  @ValueSource(strings = {"requester", "implementer", "auditor", "operator", "admin", "robot"})
  void whoeverWantsItOrHoldsSuchAnOfficeIsNoStakeholdersVoice(String member) {
    joins(member);
    var change = highChange();

    assertThat(answer(member, change, "NO_OBJECTION", "fine").getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(consultation(change).get("answers")).isEmpty();
    assertThat(api().steps(member, change)).doesNotContain("consultation");
    assertThat(waitsFor(member, change)).isFalse();
    assertThat(question(change, team).get("mayAnswer"))
        .hasSize(1)
        .allMatch(person -> person.asText().equals("modeller"));
  }

  @Test
  void whoeverIsNotAskedDoesNotAnswer() {
    var change = highChange();
    assertThat(answer("freezer", change, "OBJECTION", "I was not asked").getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(answer("manager", change, "NO_OBJECTION", "for them").getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(answer("modeller", "CHG-999999", "CONCERN", "x").getStatusCode())
        .isEqualTo(HttpStatus.NOT_FOUND);
    assertThat(
            http.postForEntity(
                    "/api/changes/" + change + "/consultation/answers", Map.of(), JsonNode.class)
                .getStatusCode())
        .isEqualTo(HttpStatus.UNAUTHORIZED);
    assertThat(consultation(change).get("answers")).isEmpty();
  }

  @Test
  void whoeverLeftTheTeamNoLongerSpeaksForIt() {
    var change = highChange();
    directory.deleteMembership("modeller", team);
    joined.clear();
    assertThat(answer("modeller", change, "CONCERN", "x").getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(question(change, team).get("mayAnswer")).isEmpty();
  }

  static Stream<Map<String, Object>> badAnswers() {
    return Stream.of(
        Map.of("text", "x"),
        Map.of("stance", "CONCERN"),
        Map.of("stance", "APPROVE", "text", "x"),
        Map.of("stance", "CONCERN", "text", " "),
        Map.of("stance", "CONCERN", "text", "x".repeat(20_001)),
        Map.of("stance", "CONCERN", "text", "x", "person", "owner"),
        Map.of("stance", "CONCERN", "text", "x", "standsFor", List.of("service-owners")));
  }

  @ParameterizedTest
  @MethodSource("badAnswers")
  void anAnswerThatSaysTooLittleOrTooMuchIsBadInput(Map<String, Object> fields) {
    var change = highChange();
    var answer = api().step("modeller", change, "consultation/answers", fields);
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(answer.getBody().get("errors")).isNotEmpty();
    assertThat(consultation(change).get("answers")).isEmpty();
  }

  @Test
  void anAnswerThatWasEditedInTheDatabaseIsNamed() {
    var change = highChange();
    var id = answered(change, "OBJECTION", "it breaks the payroll").get("id").asLong();
    behindThePlatformsBack(() -> stance(id, "NO_OBJECTION"));
    try {
      var found = api().read("/api/audit/verification");
      assertThat(found.get("valid").asBoolean()).isFalse();
      assertThat(found.get("problems").toString())
          .contains("consultation_answer")
          .contains("" + id);
    } finally {
      behindThePlatformsBack(() -> stance(id, "OBJECTION"));
    }
    assertThat(api().read("/api/audit/verification").get("valid").asBoolean()).isTrue();
  }

  private void stance(long id, String stance) {
    jdbc.sql("update consultation_answer set stance = ? where id = ?").params(stance, id).update();
  }
}
