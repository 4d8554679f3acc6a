package org.changecontrol.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.changecontrol.RequestedNormalChange.normalChange;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.changecontrol.Invariants;
import org.changecontrol.PlatformIT;
import org.changecontrol.RequestedNormalChange;
import org.changecontrol.identity.signin.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;

/**
 * The work of a change in tasks of several teams: in their order, by those whose they are, at every
 * door.
 */
abstract class ImplementationWorkScenarios extends PlatformIT {

  private static final Map<String, Object> DONE = Map.of("state", "DONE");
  private static final Map<String, Object> FAILED =
      Map.of("state", "FAILED", "notes", "the cable is too short");
  private static final Map<String, Object> SUCCESSFUL = Map.of("outcome", "SUCCESSFUL");
  private static final String TASK = "Task_CarryOutWork";

  @Autowired private RuntimeService processes;
  @Autowired private TaskService engineTasks;

  private String mark = "";
  private String machine = "";

  @BeforeEach
  void aMachineOfItsOwn() {
    mark = "work-" + UUID.randomUUID().toString().substring(0, 8);
    machine = "virtual-machine:" + mark;
    onlyTheDemonstrationsBoard();
  }

  @AfterEach
  void everyInvariantHolds() {
    assertThat(new Invariants(jdbc).broken()).isEmpty();
  }

  // --- in their order

  @Test
  void eachTeamIsHandedItsTaskWhenItsTurnComesAndTheChangeIsFinishedAfterTheLast() {
    var change = approvedWith(this::threeOrders);
    assertThat(turns(change)).containsOnly("WAITING");
    started(change);

    assertThat(turns(change)).containsExactly("DUE", "DUE", "WAITING", "WAITING");
    assertThat(task(change, 2).get("waitsFor").asText()).contains("Pull cables").contains("OPEN");
    assertThat(offered("freezer", change)).containsExactly("Pull cables");
    assertThat(offered("modeller", change)).containsExactly("Print labels");
    assertThat(offered("owner", change)).isEmpty();
    assertThat(offered("implementer", change)).containsExactly("Pull cables", "Print labels");

    var step = step("freezer", change, "work");
    assertThat(step.get("by")).extracting(JsonNode::asText).contains("freeze-owners");
    assertThat(step.get("fields")).extracting(JsonNode::asText).containsExactly("state", "notes");
    var reported =
        api()
            .call(
                "freezer",
                HttpMethod.valueOf(step.get("method").asText()),
                step.get("href").asText(),
                Map.of("state", "DONE", "notes", "three of them"));
    assertThat(reported.getStatusCode()).isEqualTo(HttpStatus.OK);
    assertThat(reported.getBody().get("state").asText()).isEqualTo("DONE");
    assertThat(reported.getBody().get("reportedBy").asText()).isEqualTo("freezer");
    assertThat(turns(change)).containsExactly("OVER", "DUE", "WAITING", "WAITING");

    engine().completed("modeller", change, TASK, DONE);
    assertThat(turns(change)).containsExactly("OVER", "OVER", "DUE", "WAITING");
    engine()
        .completed("owner", change, TASK, Map.of("state", "SKIPPED", "notes", "it is up already"));
    var tooSoon = api().step("implementer", change, "implementation/finish", SUCCESSFUL);
    conflict(tooSoon, "Look at it");
    assertThat(tooSoon.getBody().get("nextSteps").findValuesAsText("step")).contains("work");
    api().taken("implementer", change, report(change, 3), DONE);

    api().taken("implementer", change, "implementation/finish", SUCCESSFUL);
    assertThat(api().item(machine).at("/attributes/vcpus").asInt()).isEqualTo(8);
    toldInTheRecord(change);
  }

  private void toldInTheRecord(String change) {
    var told =
        StreamSupport.stream(
                api().read("/api/changes/" + change + "/timeline").spliterator(), false)
            .filter(event -> event.get("event").asText().equals("TaskReported"))
            .toList();
    assertThat(told)
        .extracting(event -> event.get("actor").asText())
        .containsExactly("freezer", "modeller", "owner", "implementer");
    assertThat(told)
        .extracting(event -> event.at("/detail/task").asText())
        .containsExactly("Pull cables", "Print labels", "Start it", "Look at it");
    var evidence = api().read("/api/changes/" + change + "/evidence").get("tasks");
    assertThat(evidence.findValuesAsText("reportedBy"))
        .containsExactly("freezer", "modeller", "owner", "implementer");
    assertThat(evidence.get(2).get("notes").asText()).isEqualTo("it is up already");
  }

  @Test
  void aFailureLetsNothingFollowAndTheImplementerDecides() {
    var change = started(approvedWith(this::threeOrders));
    api().taken("freezer", change, report(change, 0), FAILED);
    api().taken("modeller", change, report(change, 1), DONE);

    assertThat(turns(change)).containsExactly("OVER", "OVER", "WAITING", "WAITING");
    assertThat(openTasks(change)).isZero();
    conflict(api().step("owner", change, report(change, 2), DONE), "Pull cables");
    conflict(api().step("implementer", change, "implementation/finish", SUCCESSFUL), "FAILED");

    api().taken("implementer", change, "implementation/finish", Map.of("outcome", "FAILED"));
    assertThat(api().state(change)).isEqualTo("REVIEW");
    assertThat(turns(change)).containsOnly("OVER");
  }

  @Test
  void aFailedImplementationAndABackoutWaitForNoTask() {
    var failed = started(approvedWith(this::threeOrders));
    assertThat(openTasks(failed)).isEqualTo(2);
    api().taken("implementer", failed, "implementation/finish", Map.of("outcome", "FAILED"));
    assertThat(openTasks(failed)).isZero();
    conflict(api().step("freezer", failed, report(failed, 0), DONE), "REVIEW");
    api().taken("implementer", failed, "backout", Map.of("reason", "the end of this scenario"));

    var backedOut = started(approvedWith(this::threeOrders));
    api().taken("implementer", backedOut, "backout", Map.of("reason", "smoke"));
    assertThat(openTasks(backedOut)).isZero();
    conflict(api().step("freezer", backedOut, report(backedOut, 0), DONE), "REVIEW");
  }

  // --- by those whose they are

  @Test
  void nobodyReportsTheTaskOfAnotherTeamAtAnyDoor() {
    var change = started(approvedWith(this::threeOrders));
    var task = userTask(change, "Pull cables");
    for (var person : List.of("modeller", "peer2", "auditor", "operator", "admin", "requester")) {
      var answer = api().step(person, change, report(change, 0), DONE);
      assertThat(answer.getStatusCode()).as(person).isEqualTo(HttpStatus.FORBIDDEN);
      assertThat(engine().complete(person, task, DONE).getStatusCode())
          .as(person)
          .isEqualTo(HttpStatus.FORBIDDEN);
      assertThat(throughTheWebapp(person, task, "complete", "{\"variables\":{}}"))
          .as(person)
          .isEqualTo(403);
      assertThat(throughTheWebapp(person, task, "claim", "{\"userId\":\"" + person + "\"}"))
          .as(person)
          .isEqualTo(403);
    }
    assertThat(
            api()
                .step("modeller", change, report(change, 0), DONE)
                .getBody()
                .get("detail")
                .asText())
        .contains("freeze-owners", "implementer");
    assertThat(turns(change)).startsWith("DUE", "DUE");
  }

  @Test
  void theAssigneesTaskIsHisUntilHeGivesItBack() {
    var change =
        started(
            approvedWith(
                number ->
                    planned(
                        number,
                        Map.of(
                            "title", "Print labels",
                            "team", "cab",
                            "assignee", "cab1"))));
    var task = userTask(change, "Print labels");
    assertThat(api().step("cab2", change, report(change, 0), DONE).getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(engine().complete("cab2", task, DONE).getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(claimed("cab2", task, "cab2").getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
    assertThat(givenBack("cab2", task)).isEqualTo(HttpStatus.FORBIDDEN);

    assertThat(givenBack("cab1", task)).isEqualTo(HttpStatus.NO_CONTENT);
    assertThat(claimed("cab2", task, "peer2").getStatusCode())
        .as("for one who is not of the team")
        .isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(claimed("cab2", task, "cab2").getStatusCode()).isEqualTo(HttpStatus.NO_CONTENT);
    assertThat(api().step("cab1", change, report(change, 0), DONE).getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
    api().taken("cab2", change, report(change, 0), DONE);
  }

  @Test
  void whoHasVotedDoesNotCarryItOut() {
    var change =
        started(approvedWith(number -> planned(number, Map.of("title", "Look", "team", "peers"))));
    var task = userTask(change, "Look");

    assertThat(offered("peer", change)).isEmpty();
    assertThat(api().step("peer", change, report(change, 0), DONE).getBody().get("detail").asText())
        .contains("segregation of duties");
    assertThat(claimed("peer", task, "peer").getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(engine().complete("peer", task, DONE).getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
    engine().completed("peer2", change, TASK, DONE);
  }

  @Test
  void whoIsToCarryItOutDoesNotVoteAndHisVoteDoesNotCount() {
    underAService(4);
    var change = api().requested("requester", resizing());
    assessed(change);
    api().approved("owner", change, "service-owner");
    assertThat(api().gate(change, "service-owner").get("state").asText()).isEqualTo("APPROVED");

    planned(change, Map.of("title", "Start it", "assignee", "owner"));
    assessed(change);

    assertThat(api().gate(change, "service-owner").get("state").asText()).isNotEqualTo("APPROVED");
    assertThat(api().vote("owner", change, "service-owner", "APPROVE").getStatusCode())
        .isIn(HttpStatus.FORBIDDEN, HttpStatus.CONFLICT);
    assertThat(api().step("owner", change, "implementation/start", Map.of()).getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
    api().taken("requester", change, "cancel", Map.of("reason", "the end of this scenario"));
  }

  @Test
  void whoCarriedOutATaskDoesNotReview() {
    var change =
        started(
            approvedWith(
                number -> planned(number, Map.of("title", "Look", "team", "change-managers"))));
    api().taken("manager", change, report(change, 0), DONE);
    api()
        .taken(
            "implementer",
            change,
            "implementation/finish",
            Map.of("outcome", "SUCCESSFUL_WITH_ISSUES"));
    verified(change);

    var review = Map.of("closeCode", "SUCCESSFUL_WITH_ISSUES", "findings", "none");
    assertThat(api().step("manager", change, "review", review).getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(claimed("manager", userTask(change, "Review change"), "manager").getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
    api().taken("config", change, "review", review);
    assertThat(api().state(change)).isEqualTo("CLOSED");
  }

  // --- when they are due

  @Test
  void noTaskIsReportedBeforeItsOrderOrBeforeTheChangeIsStarted() {
    var change = approvedWith(this::threeOrders);
    conflict(api().step("freezer", change, report(change, 0), DONE), "SCHEDULED");
    started(change);

    var early = api().step("owner", change, report(change, 2), DONE);

    conflict(early, "Pull cables");
    assertThat(early.getBody().get("nextSteps").findValuesAsText("what"))
        .containsExactly("Pull cables", "Print labels");
    assertThat(engine().tasks("owner", change, TASK)).isEmpty();
  }

  @Test
  void noTaskIsReportedBeforeItsOwnWindow() {
    var change = started(approvedWith(this::threeOrders));
    var begins = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
    ownWindow(change, "Pull cables", begins);

    assertThat(turns(change)).startsWith("WAITING", "DUE");
    assertThat(offered("freezer", change)).isEmpty();
    conflict(api().step("freezer", change, report(change, 0), DONE), begins.toString());
    var task = userTask(change, "Pull cables");
    assertThat(engine().complete("freezer", task, DONE).getStatusCode())
        .isEqualTo(HttpStatus.CONFLICT);
    assertThat(throughTheWebapp("freezer", task, "complete", doneForTheEngine())).isEqualTo(409);

    ownWindow(change, "Pull cables", Instant.now().minusSeconds(1));
    assertThat(throughTheWebapp("freezer", task, "complete", doneForTheEngine())).isEqualTo(204);
  }

  @Test
  void onHoldNothingIsReportedOrFinishedAndResumedItGoesOn() {
    var change = started(approvedWith(this::threeOrders));
    api().taken("implementer", change, "hold", Map.of("reason", "a thunderstorm"));
    assertThat(offered("freezer", change)).isEmpty();
    assertThat(task(change, 0).get("waitsFor").asText()).contains("a thunderstorm");

    conflict(api().step("freezer", change, report(change, 0), DONE), "a thunderstorm");
    assertThat(engine().complete("freezer", userTask(change, "Pull cables"), DONE).getStatusCode())
        .isEqualTo(HttpStatus.CONFLICT);
    conflict(api().step("implementer", change, "implementation/finish", SUCCESSFUL), "on hold");
    assertThat(elapse(change, "Boundary_HoldExpired")).isEqualTo(1);
    assertThat(api().facts(change)).doesNotContain("ReservationsReleased");

    assertThat(api().steps("implementer", change)).contains("resume");
    api().taken("implementer", change, "resume", Map.of());
    api().taken("freezer", change, report(change, 0), DONE);
    carriedOut(change);
  }

  @Test
  void onHoldItCanStillBeGivenUpAsFailed() {
    var change = started(approvedWith(this::threeOrders));
    api().taken("implementer", change, "hold", Map.of("reason", "a thunderstorm"));

    api().taken("implementer", change, "implementation/finish", Map.of("outcome", "FAILED"));
    api()
        .taken("manager", change, "review", Map.of("closeCode", "FAILED", "findings", "lightning"));

    assertThat(api().state(change)).isEqualTo("CLOSED");
    assertThat(api().change(change).get("onHold").asBoolean()).isFalse();
  }

  @Test
  void anOverdueTaskIsEscalatedToTheChangeManagersAndStaysItsTeams() {
    var change = started(approvedWith(this::threeOrders));
    assertThat(engine().tasks("manager", change, TASK)).isEmpty();
    assertThat(offered("manager", change)).isEmpty();

    assertThat(elapse(change, "Boundary_WorkOverdue")).isEqualTo(2);

    assertThat(task(change, 0).get("overdue").asBoolean()).isTrue();
    assertThat(api().facts(change)).contains("TaskOverdue");
    assertThat(offered("manager", change)).containsExactly("Pull cables", "Print labels");
    var task = userTask(change, "Pull cables");
    assertThat(engineTasks.createTaskQuery().taskId(task).singleResult().getPriority())
        .isGreaterThan(50);
    engine().completed("freezer", change, TASK, DONE);

    var labels = userTask(change, "Print labels");
    assertThat(engine().tasks("modeller", change, TASK)).as("his by plan").containsExactly(labels);
    assertThat(engine().complete("manager", labels, DONE).getStatusCode())
        .isEqualTo(HttpStatus.NO_CONTENT);
    assertThat(turns(change)).containsExactly("OVER", "OVER", "DUE", "WAITING");
  }

  // --- what is said

  @Test
  void aReportIsReadAlikeAtEveryDoor() {
    var change = started(approvedWith(this::threeOrders));
    var task = userTask(change, "Pull cables");
    var wrong =
        Map.of(
            Map.<String, Object>of(), "state",
            Map.<String, Object>of("state", "OPEN"), "state",
            Map.<String, Object>of("state", "DONE", "approved", true), "approved",
            Map.<String, Object>of("state", "SKIPPED"), "notes",
            Map.<String, Object>of("state", "FAILED", "notes", " "), "notes",
            Map.<String, Object>of("state", "DONE", "notes", "x".repeat(20_001)), "notes");
    wrong.forEach(
        (fields, field) -> {
          var said = api().step("freezer", change, report(change, 0), fields);
          assertThat(said.getStatusCode()).as("%s", fields).isEqualTo(HttpStatus.BAD_REQUEST);
          assertThat(said.getBody().at("/errors/0/field").asText()).isEqualTo(field);
          var toTheEngine = engine().complete("freezer", task, fields);
          assertThat(toTheEngine.getStatusCode())
              .as("%s", fields)
              .isEqualTo(HttpStatus.BAD_REQUEST);
          assertThat(toTheEngine.getBody().get("message").asText())
              .startsWith(field)
              .contains(said.getBody().at("/errors/0/problem").asText());
        });
    assertThat(api().step("freezer", change, "tasks/1/report", DONE).getStatusCode())
        .as("another change's task")
        .isEqualTo(HttpStatus.NOT_FOUND);
  }

  @Test
  void whatWasReportedStands() {
    var change = started(approvedWith(this::threeOrders));
    api().taken("freezer", change, report(change, 0), DONE);

    conflict(api().step("freezer", change, report(change, 0), FAILED), "DONE by freezer");
    assertThat(task(change, 0).get("state").asText()).isEqualTo("DONE");
  }

  @Test
  void ofManyWhoReportOneTaskAtOnceOneDoes() throws Exception {
    var change = started(approvedWith(this::threeOrders));
    var task = userTask(change, "Pull cables");
    var path = report(change, 0);

    var answers =
        atOnce(
            4,
            i ->
                i % 2 == 0
                    ? api().step("freezer", change, path, DONE).getStatusCode().value()
                    : engine().complete("freezer", task, DONE).getStatusCode().value());

    assertThat(answers).filteredOn(status -> status < 300).hasSize(1);
    assertThat(answers)
        .filteredOn(status -> status >= 300)
        .allMatch(status -> status == 409 || status == 404);
    assertThat(api().facts(change)).containsOnlyOnce("TaskReported");
  }

  @Test
  void twoWhoReportDifferentTasksAtOnceBothDo() throws Exception {
    var change = started(approvedWith(this::threeOrders));
    var paths = List.of(report(change, 0), report(change, 1));

    var answers =
        atOnce(
            2,
            i ->
                api()
                    .step(i == 0 ? "freezer" : "modeller", change, paths.get(i), DONE)
                    .getStatusCode()
                    .value());

    assertThat(answers).containsOnly(200);
    assertThat(turns(change)).containsExactly("OVER", "OVER", "DUE", "WAITING");
  }

  // --- the plan

  @Test
  void tasksAreBoundByVotesUntilWorkBeginsAndThenTheyStand() {
    var change = approvedWith(this::threeOrders);
    assertThat(api().gate(change, "peer").get("state").asText()).isEqualTo("APPROVED");

    planned(change, Map.of("title", "One more", "team", "freeze-owners"));
    assertThat(api().gate(change, "peer").get("state").asText()).isEqualTo("OPEN");
    api().approved("peer2", change, "peer");
    started(change);

    var path = "/api/changes/" + change + "/tasks";
    conflict(api().post("implementer", path, Map.of("title", "And another")), "IMPLEMENTING");
    conflict(
        api().put("implementer", path + "/" + id(change, 0), Map.of("title", "Other")),
        "IMPLEMENTING");
    conflict(
        api().call("implementer", HttpMethod.DELETE, path + "/" + id(change, 0), null),
        "IMPLEMENTING");

    carriedOut(change);
    assertThat(api().gate(change, "peer").at("/votes/0/valid").asBoolean())
        .as("a report is no edit")
        .isTrue();
  }

  @Test
  void anOwnWindowLiesInThatOfTheChange() {
    underAService(1);
    var now = Instant.now();
    var change = api().requested("requester", resizing());
    var path = "/api/changes/" + change;

    var early =
        api()
            .post(
                "requester",
                path + "/tasks",
                Map.of("title", "Early", "start", now.minus(Duration.ofHours(3)).toString()));
    assertThat(early.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(early.getBody().at("/errors/0/field").asText()).isEqualTo("start");
    assertThat(early.getBody().at("/errors/0/problem").asText()).contains("window of the change");
    planned(
        change,
        Map.of(
            "title", "Within",
            "start", now.plus(Duration.ofHours(1)).toString(),
            "end", now.plus(Duration.ofHours(2)).toString()));

    var shorter =
        api()
            .put(
                "requester", path + "/plan", Map.of("plannedEnd", now.plusSeconds(600).toString()));
    assertThat(shorter.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(shorter.getBody().at("/errors/0/field").asText()).isEqualTo("plannedEnd");
    assertThat(shorter.getBody().at("/errors/0/problem").asText()).contains("Within");

    var day = Duration.ofDays(40);
    var moved =
        api()
            .put(
                "requester",
                path + "/plan",
                Map.of(
                    "plannedStart", now.minus(Duration.ofMinutes(5)).plus(day).toString(),
                    "plannedEnd", now.plus(Duration.ofHours(4)).plus(day).toString()));
    assertThat(moved.getStatusCode()).as("%s", moved.getBody()).isEqualTo(HttpStatus.OK);
    assertThat(Instant.parse(task(change, 0).get("start").asText()))
        .isBetween(
            now.plus(day).plus(Duration.ofMinutes(59)), now.plus(day).plus(Duration.ofMinutes(61)));
    assertThat(api().facts(change)).contains("TasksMoved");
    api().taken("requester", change, "cancel", Map.of("reason", "the end of this scenario"));
  }

  @Test
  void noOfficeIsATeamAndNobodyInOneAnAssignee() {
    underAService(1);
    var change = api().requested("requester", resizing());
    for (var wrong :
        List.of(
            Map.of("team", "auditors"),
            Map.of("team", "nowhere"),
            Map.of("assignee", "auditor"),
            Map.of("assignee", "nobody-at-all"))) {
      var fields = new HashMap<String, Object>(wrong);
      fields.put("title", "Look");
      var answer = api().post("requester", "/api/changes/" + change + "/tasks", fields);
      assertThat(answer.getStatusCode()).as("%s", wrong).isEqualTo(HttpStatus.BAD_REQUEST);
      assertThat(answer.getBody().at("/errors/0/field").asText())
          .isEqualTo(wrong.keySet().iterator().next());
    }
    api().taken("requester", change, "cancel", Map.of("reason", "the end of this scenario"));
  }

  // --- where work began before

  @Test
  void whereWorkBeganBeforeTasksBecameStepsTheRecordTakesTheReports() {
    var change = started(approvedWith(this::threeOrders));
    processes
        .createProcessInstanceModification(
            engineTasks
                .createTaskQuery()
                .processInstanceBusinessKey(change)
                .taskDefinitionKey("Task_FinishImplementation")
                .singleResult()
                .getProcessInstanceId())
        .cancelAllForActivity("CallActivity_CarryOutWork")
        .execute();
    assertThat(openTasks(change)).isZero();

    assertThat(api().step("modeller", change, report(change, 0), DONE).getStatusCode())
        .isEqualTo(HttpStatus.FORBIDDEN);
    api().taken("freezer", change, report(change, 0), DONE);
    carriedOut(change);
  }

  // --- what there is

  private void threeOrders(String change) {
    planned(change, Map.of("title", "Pull cables", "team", "freeze-owners", "order", 1));
    planned(change, Map.of("title", "Print labels", "assignee", "modeller", "order", 1));
    planned(change, Map.of("title", "Start it", "team", "service-owners", "order", 5));
    planned(change, Map.of("title", "Look at it", "order", 7));
  }

  private void planned(String change, Map<String, ?> task) {
    var answer = api().post("requester", "/api/changes/" + change + "/tasks", task);
    assertThat(answer.getStatusCode()).as("%s", answer.getBody()).isEqualTo(HttpStatus.CREATED);
  }

  private interface Planning {
    void of(String change);
  }

  private String approvedWith(Planning tasks) {
    underAService(1);
    var change = api().requested("requester", resizing());
    tasks.of(change);
    api().approved("peer", change, "peer");
    assertThat(api().state(change)).isEqualTo("SCHEDULED");
    return change;
  }

  private RequestedNormalChange resizing() {
    return normalChange().updating(machine, Map.of("vcpus", 8));
  }

  private void underAService(int criticality) {
    mark = "work-" + UUID.randomUUID().toString().substring(0, 8);
    machine = "virtual-machine:" + mark;
    api()
        .importing(
            """
            virtual-machine,%1$s,active,production,,platform,"{""vcpus"":2}",1
            service,Service %1$s,active,production,,service-owners,{},%2$d
            """
                .formatted(mark, criticality),
            "depends-on,service:Service %s,%s\n".formatted(mark, machine));
  }

  private void assessed(String change) {
    if (api().state(change).equals("ASSESSING")) {
      api().taken("manager", change, "assessment", Map.of("decision", "ACCEPT", "reason", "so"));
    }
  }

  private String started(String change) {
    api().taken("implementer", change, "implementation/start", Map.of());
    assertThat(api().state(change)).isEqualTo("IMPLEMENTING");
    return change;
  }

  /** The implementer reports what is left, and finishes. */
  private void carriedOut(String change) {
    for (var task : tasks(change)) {
      if (task.get("state").asText().equals("OPEN")) {
        var person = task.get("assignee").isNull() ? "implementer" : task.get("assignee").asText();
        api().taken(person, change, "tasks/" + task.get("id").asLong() + "/report", DONE);
      }
    }
    api().taken("implementer", change, "implementation/finish", SUCCESSFUL);
    assertThat(api().item(machine).at("/attributes/vcpus").asInt()).isEqualTo(8);
  }

  private void verified(String change) {
    if (api().state(change).equals("IMPLEMENTED")) {
      api().taken("implementer", change, "verification", Map.of("verified", true));
    }
  }

  private List<JsonNode> tasks(String change) {
    var tasks = new ArrayList<JsonNode>();
    api().read("/api/changes/" + change + "/tasks").forEach(tasks::add);
    return tasks;
  }

  private JsonNode task(String change, int place) {
    return tasks(change).get(place);
  }

  private long id(String change, int place) {
    return task(change, place).get("id").asLong();
  }

  private String report(String change, int place) {
    return "tasks/" + id(change, place) + "/report";
  }

  private List<String> turns(String change) {
    return tasks(change).stream().map(task -> task.get("turn").asText()).toList();
  }

  private JsonNode step(String person, String change, String name) {
    return StreamSupport.stream(
            api().get(person, "/api/changes/" + change).getBody().get("nextSteps").spliterator(),
            false)
        .filter(step -> step.get("mine").asBoolean() && step.get("step").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The tasks that a person is offered, by their titles. */
  private List<String> offered(String person, String change) {
    return StreamSupport.stream(
            api().get(person, "/api/changes/" + change).getBody().get("nextSteps").spliterator(),
            false)
        .filter(step -> step.get("mine").asBoolean() && step.get("step").asText().equals("work"))
        .map(step -> step.get("what").asText())
        .toList();
  }

  private static void conflict(ResponseEntity<JsonNode> answer, String said) {
    assertThat(answer.getStatusCode()).as("%s", answer.getBody()).isEqualTo(HttpStatus.CONFLICT);
    assertThat(answer.getBody().get("detail").asText()).contains(said);
  }

  private long openTasks(String change) {
    return engineTasks
        .createTaskQuery()
        .processInstanceBusinessKey(change)
        .taskDefinitionKey(TASK)
        .count();
  }

  private String userTask(String change, String name) {
    return engineTasks
        .createTaskQuery()
        .processInstanceBusinessKey(change)
        .taskNameLike("%" + name)
        .singleResult()
        .getId();
  }

  private void ownWindow(String change, String title, Instant begins) {
    jdbc.sql(
            "update change_task set planned_start = :begins where title = :title and change_id = :id")
        .param("begins", OffsetDateTime.ofInstant(begins, ZoneOffset.UTC))
        .param("title", title)
        .param("id", Long.parseLong(change.substring(4)))
        .update();
  }

  private ResponseEntity<JsonNode> claimed(String person, String task, String forWhom) {
    return engine().post(person, "/task/" + task + "/claim", Map.of("userId", forWhom));
  }

  private HttpStatusCode givenBack(String person, String task) {
    return engine().post(person, "/task/" + task + "/unclaim", Map.of()).getStatusCode();
  }

  private static String doneForTheEngine() {
    return "{\"variables\":{\"state\":{\"value\":\"DONE\"}}}";
  }

  private int throughTheWebapp(String person, String task, String call, String body) {
    var browser = Browser.signedIn(address(), person, "demo");
    browser.get("/camunda/api/admin/auth/user/default");
    return browser
        .call("POST", "/camunda/api/engine/engine/default/task/" + task + "/" + call, body)
        .statusCode();
  }

  private interface Caller {
    int number(int i);
  }

  private static List<Integer> atOnce(int many, Caller caller) throws Exception {
    var threads = Executors.newFixedThreadPool(many);
    try {
      var calls =
          IntStream.range(0, many)
              .<Callable<Integer>>mapToObj(i -> () -> caller.number(i))
              .toList();
      var answers = new ArrayList<Integer>();
      for (var answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }
}
