package org.changecontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.changecontrol.RequestedNormalChange.emergencyChange;
import static org.changecontrol.RequestedNormalChange.normalChange;
import static org.changecontrol.RequestedNormalChange.standardChange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.changecontrol.PlatformIT;
import org.changecontrol.RequestedNormalChange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.http.HttpStatus;

/**
 * Processes, parts, policies and forms are put in force anew while changes are under way. Each of
 * those goes to its end by what it began with, wherever it was waiting, and what is requested from
 * then on goes by the new ones.
 */
abstract class ChangesInFlightScenarios extends PlatformIT {

  private static final String RESIZE = "resize-virtual-machine";
  private static final Duration IN_40_DAYS = Duration.ofDays(40);

  @Autowired private ModelDeployment models;
  @Autowired private ResourcePatternResolver resources;
  @Autowired private RuntimeService processes;
  @Autowired private TaskService tasks;
  @Autowired private FormService forms;
  @Autowired private HistoryService history;

  private ModelSet shipped;

  @BeforeEach
  void theShippedModelsAreInForce() {
    onlyTheDemonstrationsBoard();
    shipped = ModelSet.in("classpath:", resources);
    models.deploy(shipped);
  }

  @AfterEach
  void andAreSoAgain() {
    models.deploy(shipped);
  }

  // --- the courses of changes, step by step

  /**
   * A way through a process that waits before every step.
   *
   * @param begin requests the change for an item of its own
   * @param end the event at which its process ends
   */
  private record Course(
      String name, Function<String, String> begin, List<Consumer<String>> steps, String end) {}

  /** A change that stands before a step of its course. */
  private record Halted(Course course, String change, int before) {

    @Override
    public String toString() {
      return "%s (%s), halted before step %d".formatted(course.name(), change, before + 1);
    }
  }

  private List<Course> courses() {
    return List.of(
        new Course(
            "a normal change of a service",
            item -> requested(resized(normalChange(), item).with("draft", true)),
            List.of(
                submit(),
                assess(),
                replan(Map.of("implementationPlan", "Another way")),
                assess(),
                approve("peer", "peer"),
                approve("owner", "service-owner"),
                hold(),
                resume(),
                step("manager", "implementation/start", Map.of("reason", "The crew is here")),
                finish("SUCCESSFUL"),
                step("implementer", "verification", Map.of("verified", true)),
                review("SUCCESSFUL")),
            "End_ChangeClosed"),
        new Course(
            "a normal change that fails and is backed out",
            item -> withATask(resized(normalChange(), item).windowFromNow(ago(), IN_40_DAYS)),
            List.of(
                assess(),
                approve("peer", "peer"),
                approve("owner", "service-owner"),
                approve("manager", "change-manager"),
                step("implementer", "implementation/start", Map.of()),
                carryOutTheTask(),
                finish("FAILED"),
                step("implementer", "backout", Map.of("reason", "It is slower now")),
                review("BACKED_OUT")),
            "End_ChangeBackedOut"),
        new Course(
            "a normal change that misses its window",
            item -> requested(resized(normalChange(), item)),
            List.of(
                assess(),
                approve("peer", "peer"),
                approve("owner", "service-owner"),
                miss("Event_WindowOpened"),
                replan(window(Duration.ofDays(50))),
                assess(),
                approve("peer", "peer"),
                approve("owner", "service-owner"),
                step("manager", "implementation/start", Map.of("reason", "The crew is here")),
                finish("SUCCESSFUL"),
                step("implementer", "verification", Map.of("verified", true)),
                review("SUCCESSFUL")),
            "End_ChangeClosed"),
        new Course(
            "an emergency",
            item ->
                requested(
                    resized(emergencyChange(), item)
                        .windowFromNow(ago(), Duration.ofHours(4))
                        .with("draft", true)),
            List.of(
                submit(),
                hold(),
                resume(),
                approve("cab1", "emergency-cab"),
                approve("cab2", "emergency-cab"),
                miss(null),
                replan(window(Duration.ofHours(1))),
                approve("cab1", "emergency-cab"),
                approve("cab2", "emergency-cab"),
                step("implementer", "implementation/start", Map.of()),
                finish("SUCCESSFUL"),
                step("implementer", "verification", Map.of("verified", true)),
                review("SUCCESSFUL")),
            "End_ChangeClosed"),
        new Course(
            "a standard change",
            item ->
                requested(
                    standardChange(RESIZE)
                        .updating(item, Map.of("vcpus", 4))
                        .windowFromNow(IN_40_DAYS, IN_40_DAYS.plusHours(2))
                        .with("implementer", "implementer")
                        .with("draft", true)),
            List.of(
                submit(),
                hold(),
                resume(),
                miss("Event_WindowOpened"),
                replan(window(Duration.ofDays(50))),
                step("manager", "implementation/start", Map.of("reason", "The crew is here")),
                finish("SUCCESSFUL_WITH_ISSUES"),
                review("SUCCESSFUL_WITH_ISSUES")),
            "End_ChangeClosed"),
        new Course(
            "a retrospective change",
            item ->
                requested(
                    Map.of(
                        "type",
                        "RETROSPECTIVE",
                        "title",
                        "It has eight processors",
                        "description",
                        "Seen on the console",
                        "changeSet",
                        List.of(update(item)))),
            List.of(
                hold(),
                resume(),
                step("config", "difference", Map.of("decision", "AUTHORISE", "reason", "Stays")),
                approve("manager", "change-manager"),
                review("config", "SUCCESSFUL")),
            "End_ChangeClosed"),
        new Course(
            "a model for standard changes",
            this::proposed,
            List.of(
                approve("manager", "change-manager"),
                hold(),
                resume(),
                approve("config", "configuration-authority")),
            "End_ModelPublished"));
  }

  private static Duration ago() {
    return Duration.ofMinutes(-5);
  }

  private static RequestedNormalChange resized(RequestedNormalChange request, String item) {
    return request
        .updating(item, Map.of("vcpus", 8))
        .windowFromNow(IN_40_DAYS, IN_40_DAYS.plusHours(2));
  }

  private static Map<String, Object> update(String item) {
    return Map.of("op", "UPDATE_ITEM", "item", item, "attributes", Map.of("vcpus", 8));
  }

  private static Map<String, Object> window(Duration start) {
    var from = Instant.now().plus(start);
    return Map.of(
        "plannedStart", from.toString(), "plannedEnd", from.plus(Duration.ofHours(2)).toString());
  }

  private String requested(RequestedNormalChange request) {
    return api().requested("requester", request);
  }

  /** Planned as a step of its own, for whoever implements. */
  private String withATask(RequestedNormalChange request) {
    var change = requested(request);
    var answer =
        api().post("requester", "/api/changes/" + change + "/tasks", Map.of("title", "Look at it"));
    assertThat(answer.getStatusCode()).as("%s", answer.getBody()).isEqualTo(HttpStatus.CREATED);
    return change;
  }

  private Consumer<String> carryOutTheTask() {
    return change -> {
      var task = api().read("/api/changes/" + change + "/tasks").get(0).get("id").asText();
      step("implementer", "tasks/" + task + "/report", Map.of("state", "DONE")).accept(change);
    };
  }

  private String requested(Map<String, Object> body) {
    var answer = api().post("requester", "/api/changes", body);
    assertThat(answer.getStatusCode()).as("%s", answer.getBody()).isEqualTo(HttpStatus.CREATED);
    return answer.getBody().get("number").asText();
  }

  private String proposed(String item) {
    var proven = requested(resized(normalChange(), item));
    step("requester", "cancel", Map.of("reason", "Only evidence")).accept(proven);
    var answer =
        api()
            .post(
                "requester",
                "/api/models",
                Map.of(
                    "key",
                    "flight-" + UUID.randomUUID().toString().substring(0, 8),
                    "title",
                    "Tidy up",
                    "description",
                    "Remove what is no longer used",
                    "scope",
                    Map.of(
                        "types", List.of("container"),
                        "operations", List.of("UPDATE_ITEM"),
                        "attributes", List.of("image")),
                    "fields",
                    Map.of("implementationPlan", "Tidy up", "backoutPlan", "Restore"),
                    "evidence",
                    List.of(proven)));
    assertThat(answer.getStatusCode()).as("%s", answer.getBody()).isEqualTo(HttpStatus.CREATED);
    return answer.getBody().get("number").asText();
  }

  private Consumer<String> step(String person, String step, Map<String, ?> fields) {
    return change -> api().taken(person, change, step, fields);
  }

  private Consumer<String> submit() {
    return step("requester", "submit", Map.of());
  }

  private Consumer<String> assess() {
    return step("manager", "assessment", Map.of("decision", "ACCEPT", "reason", "As assessed"));
  }

  private Consumer<String> approve(String person, String gate) {
    return change -> api().approved(person, change, gate);
  }

  private Consumer<String> hold() {
    return step("manager", "hold", Map.of("reason", "Auditors are in the house"));
  }

  private Consumer<String> resume() {
    return step("manager", "resume", Map.of("reason", "They have left"));
  }

  private Consumer<String> finish(String outcome) {
    return step("implementer", "implementation/finish", Map.of("outcome", outcome));
  }

  private Consumer<String> review(String closeCode) {
    return review("manager", closeCode);
  }

  private Consumer<String> review(String person, String closeCode) {
    return step(person, "review", Map.of("closeCode", closeCode, "findings", "Looked at"));
  }

  private Consumer<String> replan(Map<String, Object> fields) {
    return change ->
        assertThat(
                api().put("requester", "/api/changes/" + change + "/plan", fields).getStatusCode())
            .isEqualTo(HttpStatus.OK);
  }

  /** Its window opens and ends without anybody starting it. */
  private Consumer<String> miss(String opening) {
    return change -> {
      if (opening != null) {
        assertThat(elapse(change, opening)).isOne();
      }
      assertThat(elapse(change, "Boundary_WindowEnded")).isOne();
    };
  }

  // --- what is put in force meanwhile

  /** Every process, part, policy and form is another than the shipped one, visibly. */
  private static ModelSet anew(ModelSet set) {
    var files = new TreeMap<String, byte[]>();
    set.files()
        .forEach(
            (name, content) -> {
              var text = new String(content, StandardCharsets.UTF_8);
              var edited =
                  name.endsWith(".bpmn")
                      ? text.replaceAll("\\bEnd_([A-Za-z]+)", "End_$1Anew")
                      : name.endsWith(".form")
                          ? replaced(text, "\"components\": \\[", "$0" + INTRODUCTION + ",")
                          : stricter(name, text);
              assertThat(edited).as(name).isNotEqualTo(text);
              files.put(name, edited.getBytes(StandardCharsets.UTF_8));
            });
    return new ModelSet(files);
  }

  private static final String INTRODUCTION =
      "{\"type\": \"text\", \"id\": \"Text_Anew\", \"text\": \"This form is shown anew.\"}";

  private static String stricter(String name, String text) {
    return switch (name) {
      case "bpmn/approval-policy.dmn" ->
          replaced(
              replaced(
                  replaced(text, "(_Out_2\">\\s*<text>\"[A-Z][^\"]*)\"</text>", "$1 anew\"</text>"),
                  "(Rule_RequiredGates_1_Out_5\">\\s*<text>)1<",
                  "$12<"),
              "\"P7D\"",
              "\"P9D\"");
      case "bpmn/change-risk.dmn" ->
          replaced(text, "(Rule_Risk_9_Out_1\">\\s*<text>)\"MEDIUM\"", "$1\"HIGH\"");
      case "bpmn/standard-change-eligibility.dmn" ->
          replaced(text, "<text>true</text>(\\s*</outputEntry>)", "<text>false</text>$1");
      case "bpmn/stakeholder-consultation.dmn" -> replaced(text, "\"P2D\"", "\"P4D\"");
      default -> throw new AssertionError("what would be another " + name + "?");
    };
  }

  private static String replaced(String text, String old, String with) {
    assertThat(Pattern.compile(old).matcher(text).find()).as(old).isTrue();
    return text.replaceAll(old, with);
  }

  // --- the proof

  @Test
  void changesInFlightStayOnTheirVersionAndNewOnesTakeTheNewOne() throws IOException {
    var items = items();
    var halted = halted(items);
    assertThat(halted.stream().flatMap(one -> waits(one.change()).stream()))
        .containsAll(waitStates());
    var before = versions(halted.get(0).change());

    models.deploy(anew(shipped));
    assertThat(models.health().getStatus().getCode())
        .as("%s", models.health().getDetails())
        .isEqualTo("UP");

    for (var one : halted) {
      shownForms(one.change(), false);
      for (var step : one.course().steps().subList(one.before(), one.course().steps().size())) {
        try {
          step.accept(one.change());
        } catch (AssertionError moved) {
          throw new AssertionError(one + ": " + moved.getMessage(), moved);
        }
        shownForms(one.change(), false);
      }
      assertThat(ends(one.change()))
          .as("%s", one)
          .contains(one.course().end())
          .noneMatch(end -> end.endsWith("Anew"));
      var document = api().change(one.change());
      assertThat(document.get("processVersion").asText())
          .as("%s", one)
          .endsWith(before.get("process"));
      document
          .get("policyVersions")
          .forEach(
              version -> assertThat(version.asText()).as("%s", one).endsWith(before.get("policy")));
      api()
          .read("/api/changes/" + one.change() + "/gates")
          .forEach(gate -> assertThat(gate.get("name").asText()).doesNotContain("anew"));
      if (document.hasNonNull("reviewDueAt")) {
        assertThat(Instant.parse(document.get("reviewDueAt").asText()))
            .as("%s", one)
            .isBefore(Instant.now().plus(Duration.ofDays(8)));
      }
    }

    newOnesTakeTheNewOne(items, before);
  }

  /** One change at each place where one of its process can wait. */
  private List<Halted> halted(List<String> items) {
    var halted = new ArrayList<Halted>();
    var places = new HashSet<String>();
    for (var course : courses()) {
      var change = course.begin().apply(items.remove(items.size() - 1));
      for (int before = 0; before < course.steps().size(); before++) {
        if (places.add(api().change(change).get("type").asText() + waits(change))) {
          halted.add(new Halted(course, change, before));
          change = course.begin().apply(items.remove(items.size() - 1));
          for (var step : course.steps().subList(0, before)) {
            step.accept(change);
          }
        }
        course.steps().get(before).accept(change);
      }
    }
    return halted;
  }

  private void newOnesTakeTheNewOne(List<String> items, Map<String, String> before)
      throws IOException {
    var all = courses();
    var after = new HashSet<String>();
    for (var course : List.of(all.get(3), all.get(5), all.get(6))) {
      var change = course.begin().apply(items.remove(items.size() - 1));
      for (var step : course.steps()) {
        shownForms(change, true);
        step.accept(change);
      }
      assertThat(ends(change))
          .as(course.name())
          .contains(course.end() + "Anew")
          .allMatch(end -> end.endsWith("Anew"));
      api()
          .read("/api/changes/" + change + "/gates")
          .forEach(gate -> assertThat(gate.get("name").asText()).endsWith(" anew"));
      after.addAll(versions(change).values());
    }
    assertThat(after).doesNotContainAnyElementsOf(before.values());

    var normal = all.get(0).begin().apply(items.remove(items.size() - 1));
    shownForms(normal, true);
    submit().accept(normal);
    assertThat(api().change(normal).get("risk").asText()).isEqualTo("HIGH");
    assess().accept(normal);
    assertThat(api().gates(normal)).contains("cab");
    approve("peer", "peer").accept(normal);
    assertThat(api().gate(normal, "peer").get("state").asText()).isEqualTo("OPEN");
    approve("peer2", "peer").accept(normal);
    assertThat(api().gate(normal, "peer").get("state").asText()).isEqualTo("APPROVED");

    var routine = all.get(4).begin().apply(items.remove(items.size() - 1));
    submit().accept(routine);
    assertThat(ends(routine)).contains("End_ChangeConvertedAnew");
  }

  /** The numbers of the versions of its process and of the tables it was judged by. */
  private Map<String, String> versions(String change) {
    var document = api().change(change);
    var versions = new LinkedHashMap<String, String>();
    versions.put("process", number(document.get("processVersion").asText()));
    // Whatever stands in one set was deployed as often as any other of it.
    versions.put("policy", versions.get("process"));
    document
        .get("policyVersions")
        .forEach(version -> assertThat(number(version.asText())).isEqualTo(versions.get("policy")));
    return versions;
  }

  private static String number(String version) {
    return version.substring(version.indexOf(':'));
  }

  /** A machine for each change, some of them under a service of the highest criticality. */
  private List<String> items() {
    var mark = "flight-" + UUID.randomUUID().toString().substring(0, 8);
    var rows = new StringBuilder();
    var relationships = new StringBuilder();
    var items = new ArrayList<String>();
    int many = courses().stream().mapToInt(course -> course.steps().size()).sum() + 5;
    for (int i = 0; i < many; i++) {
      rows.append(
          "virtual-machine,%s-%d,active,production,,platform,\"{\"\"vcpus\"\":2}\",1\n"
              .formatted(mark, i));
      rows.append(
          "service,Service %s-%d,active,production,,service-owners,{},4\n".formatted(mark, i));
      relationships.append(
          "depends-on,service:Service %1$s-%2$d,virtual-machine:%1$s-%2$d\n".formatted(mark, i));
      items.add("virtual-machine:" + mark + "-" + i);
    }
    api().importing(rows.toString(), relationships.toString());
    return items;
  }

  /** Where changes can wait: process and element. */
  private Set<String> waitStates() {
    var waits = new TreeSet<String>();
    shipped
        .files()
        .forEach(
            (name, content) -> {
              if (name.endsWith(".bpmn")) {
                var model = Bpmn.readModelFromStream(new ByteArrayInputStream(content));
                var process = model.getModelElementsByType(Process.class).iterator().next().getId();
                for (var kind :
                    List.of(
                        UserTask.class,
                        ReceiveTask.class,
                        EventBasedGateway.class,
                        IntermediateCatchEvent.class)) {
                  for (var node : model.getModelElementsByType(kind)) {
                    if (waits((FlowNode) node)) {
                      waits.add(process + ":" + ((FlowNode) node).getId());
                    }
                  }
                }
              }
            });
    return waits;
  }

  /** An event behind an event-based gateway is waited for at the gateway. */
  private static boolean waits(FlowNode node) {
    return node.getIncoming().stream()
        .noneMatch(flow -> flow.getSource() instanceof EventBasedGateway);
  }

  private List<ProcessInstance> instances(String change) {
    return processes.createProcessInstanceQuery().processInstanceBusinessKey(change).list();
  }

  private Set<String> waits(String change) {
    var waits = new TreeSet<String>();
    for (var instance :
        history
            .createHistoricProcessInstanceQuery()
            .processInstanceBusinessKey(change)
            .unfinished()
            .list()) {
      var process = instance.getProcessDefinitionKey();
      processes
          .createExecutionQuery()
          .processInstanceId(instance.getId())
          .list()
          .forEach(
              execution -> {
                var at = ((ExecutionEntity) execution).getActivityId();
                if (at != null) {
                  waits.add(process + ":" + at);
                }
              });
    }
    return waits;
  }

  private void shownForms(String change, boolean anew) throws IOException {
    for (var instance : instances(change)) {
      for (var task : tasks.createTaskQuery().processInstanceId(instance.getId()).list()) {
        try (var form = forms.getDeployedTaskForm(task.getId())) {
          assertThat(new String(form.readAllBytes(), StandardCharsets.UTF_8).contains("Text_Anew"))
              .as("%s of %s is shown anew", task.getTaskDefinitionKey(), change)
              .isEqualTo(anew);
        }
      }
    }
  }

  /** Where its process and the parts of it have ended. */
  private List<String> ends(String change) {
    var ends = new ArrayList<String>();
    for (var instance :
        history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(change).list()) {
      history
          .createHistoricActivityInstanceQuery()
          .processInstanceId(instance.getId())
          .list()
          .stream()
          .map(HistoricActivityInstance::getActivityId)
          .filter(element -> element.startsWith("End_"))
          .forEach(ends::add);
    }
    return ends;
  }
}
