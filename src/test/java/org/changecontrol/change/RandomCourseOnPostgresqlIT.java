package org.changecontrol.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.changecontrol.RequestedNormalChange.normalChange;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.changecontrol.Invariants;
import org.changecontrol.OnPostgresql;
import org.changecontrol.PlatformIT;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;

/**
 * Random people do random things to changes of random risk, what is due as well as what is not, at
 * both doors. No change takes effect whose gates are not satisfied, and nothing fails in another
 * way than by being refused. The property {@code seed} repeats a run.
 */
@OnPostgresql
class RandomCourseOnPostgresqlIT extends PlatformIT {

  private static final Logger LOG = LoggerFactory.getLogger(RandomCourseOnPostgresqlIT.class);

  private static final int LONGEST = 25;
  private static final int MACHINES = 12;

  private static final Map<String, List<String>> MEMBERS =
      Map.of(
          "requesters", List.of("requester", "requester2"),
          "implementers", List.of("implementer"),
          "peers", List.of("peer", "peer2", "requester2"),
          "service-owners", List.of("owner"),
          "cab", List.of("cab1", "cab2", "cab3", "cab4"),
          "executives", List.of("executive"),
          "change-managers", List.of("manager"),
          "configuration-managers", List.of("config"));

  /** What would keep changes from ever getting anywhere if it were as likely as the rest. */
  private static final List<String> SELDOM = List.of("cancel", "hold", "edit-plan", "backout");

  private static final List<String> EVERYBODY =
      MEMBERS.values().stream().flatMap(List::stream).distinct().sorted().toList();

  /** What must have been asked, by the risk that a change was rated with. */
  private static final Map<String, List<String>> LEAST =
      Map.of(
          "LOW", List.of("peer"),
          "MEDIUM", List.of("peer", "service-owner"),
          "HIGH", List.of("peer", "service-owner", "cab"),
          "CRITICAL", List.of("peer", "service-owner", "cab", "executive"));

  private static final Map<String, String> TASKS =
      Map.of(
          "vote", "Task_VoteOnChange",
          "assessment", "Task_ReviewAssessment",
          "start-implementation", "Task_StartImplementation",
          "work", "Task_CarryOutWork",
          "finish-implementation", "Task_FinishImplementation",
          "verification", "Task_VerifyChange",
          "review", "Task_ReviewChange");

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Map<String, Integer> ends = new TreeMap<>();

  /** How many changes are driven about. */
  int courses() {
    return 300;
  }

  @Test
  void noChangeTakesEffectWhoseGatesAreNotSatisfied() {
    onlyTheDemonstrationsBoard();
    var mark = "dice-" + UUID.randomUUID().toString().substring(0, 8);
    machines(mark);
    for (int course = 0; course < courses(); course++) {
      var told = new ArrayList<String>();
      try {
        driven("virtual-machine:" + mark + "-" + random.nextInt(MACHINES), told);
        if (course % 50 == 49) {
          assertThat(new Invariants(jdbc).broken()).isEmpty();
        }
      } catch (AssertionError broken) {
        throw new AssertionError(
            "course %d, seed %d: %s%n%s"
                .formatted(course, seed, String.join("; ", told), broken.getMessage()),
            broken);
      }
    }
    assertThat(new Invariants(jdbc).broken()).isEmpty();
    assertThat(api().read("/api/audit/verification").get("valid").asBoolean()).isTrue();
    LOG.info("{} courses, seed {}, ended as {}", courses(), seed, ends);
    assertThat(ends).containsKeys("CLOSED", "REJECTED", "CANCELLED");
  }

  private void machines(String mark) {
    var items = new StringBuilder();
    var relationships = new StringBuilder();
    for (int i = 0; i < MACHINES; i++) {
      items.append("virtual-machine,%s-%d,active,production,,platform,{},1\n".formatted(mark, i));
      items.append(
          "service,Service %s-%d,active,production,,service-owners,{},%d\n"
              .formatted(mark, i, 1 + i % 4));
      relationships.append(
          "depends-on,service:Service %1$s-%2$d,virtual-machine:%1$s-%2$d\n".formatted(mark, i));
    }
    api().importing(items.toString(), relationships.toString());
  }

  private void driven(String machine, List<String> told) {
    var requester = one(MEMBERS.get("requesters"));
    var change =
        api()
            .requested(
                requester,
                normalChange()
                    .with("questionnaire", answers())
                    .windowFromNow(Duration.ofMinutes(-5), Duration.ofDays(2))
                    .updating(machine, Map.of("vcpus", 1 + random.nextInt(64))));
    told.add(requester + " requests " + change);
    for (int task = random.nextInt(6) - 3; task > 0; task--) {
      planned(requester, change);
    }
    for (int action = 0; action < LONGEST; action++) {
      var document = api().change(change);
      satisfied(change, document);
      if (List.of("CLOSED", "REJECTED", "CANCELLED").contains(document.get("state").asText())) {
        break;
      }
      var answer = random.nextInt(10) < 7 ? due(document, told) : anything(change, told);
      if (answer != null) {
        assertThat(answer.getStatusCode().is5xxServerError()).as("%s", answer.getBody()).isFalse();
        told.add(String.valueOf(answer.getStatusCode().value()));
      }
    }
    var document = api().change(change);
    satisfied(change, document);
    var state = document.get("state").asText();
    ends.merge(state, 1, Integer::sum);
    if (!List.of("CLOSED", "REJECTED", "CANCELLED").contains(state)) {
      leftAlone(change, state);
    }
  }

  /** A task for some team, or for nobody in particular. */
  private void planned(String requester, String change) {
    var task = new HashMap<String, Object>(Map.of("title", "Look", "order", 1 + random.nextInt(2)));
    if (random.nextBoolean()) {
      task.put("team", one(List.copyOf(MEMBERS.keySet())));
    }
    api().post(requester, "/api/changes/" + change + "/tasks", task);
  }

  /** Whoever goes home leaves no claim that would stand in the way of the next. */
  private void leftAlone(String change, String state) {
    if (List.of("IMPLEMENTING", "IMPLEMENTED").contains(state)) {
      api().step("manager", change, "backout", Map.of("reason", "the day is over"));
    } else {
      api().step("manager", change, "cancel", Map.of("reason", "the day is over"));
    }
  }

  /** Work has begun only where every gate that its risk demands stands approved. */
  private void satisfied(String change, JsonNode document) {
    if (document.path("actualStart").isMissingNode() || document.get("actualStart").isNull()) {
      return;
    }
    var gates = api().read("/api/changes/" + change + "/gates");
    var approved = new ArrayList<String>();
    gates.forEach(
        gate -> {
          if (gate.get("state").asText().equals("APPROVED")) {
            approved.add(gate.get("key").asText());
          }
        });
    assertThat(approved)
        .as("%s of risk %s has begun", change, document.get("risk").asText())
        .containsAll(LEAST.get(document.get("risk").asText()));
  }

  // --- what is due, by somebody who may do it or by somebody else

  private ResponseEntity<JsonNode> due(JsonNode document, List<String> told) {
    var steps = new ArrayList<JsonNode>();
    document
        .get("nextSteps")
        .forEach(
            step -> {
              if (!SELDOM.contains(step.get("step").asText()) || random.nextInt(15) == 0) {
                steps.add(step);
              }
            });
    if (steps.isEmpty()) {
      return null;
    }
    var step = one(steps);
    var person = EVERYBODY.get(random.nextInt(EVERYBODY.size()));
    if (random.nextInt(10) < 8 && !step.get("by").isEmpty()) {
      var by = step.get("by").get(random.nextInt(step.get("by").size())).asText();
      person = MEMBERS.containsKey(by) ? one(MEMBERS.get(by)) : by;
    }
    return taken(
        document.get("number").asText(),
        step.get("step").asText(),
        step.path("href").asText(),
        person,
        told);
  }

  private ResponseEntity<JsonNode> anything(String change, List<String> told) {
    var path = "/api/changes/" + change;
    return switch (random.nextInt(9)) {
      case 0 -> taken(change, "start-implementation", path + "/implementation/start", any(), told);
      case 1 ->
          taken(change, "finish-implementation", path + "/implementation/finish", any(), told);
      case 2 -> taken(change, "verification", path + "/verification", any(), told);
      case 3 -> taken(change, "review", path + "/review", any(), told);
      case 4 -> taken(change, "assessment", path + "/assessment", any(), told);
      case 5 -> taken(change, "edit-plan", path + "/plan", any(), told);
      case 6 -> taken(change, "backout", path + "/backout", any(), told);
      case 7 -> {
        var gate = one(List.of("peer", "service-owner", "cab", "executive", "change-manager"));
        yield taken(change, "vote", path + "/gates/" + gate + "/votes", any(), told);
      }
      default -> {
        var gate = one(List.of("peer", "service-owner", "cab", "executive"));
        var person = any();
        told.add(person + " takes back at " + gate);
        yield api().call(person, HttpMethod.DELETE, path + "/gates/" + gate + "/votes/mine", null);
      }
    };
  }

  private ResponseEntity<JsonNode> taken(
      String change, String step, String href, String person, List<String> told) {
    told.add(person + " at " + href);
    var fields = fields(step);
    var task = TASKS.get(step);
    if (task != null && random.nextInt(4) == 0) {
      var open = engine().tasks(person, change, task);
      if (!open.isEmpty()) {
        return engine().complete(person, open.get(0), fields);
      }
    }
    return step.equals("edit-plan")
        ? api().put(person, href, fields)
        : api().post(person, href, fields);
  }

  private Map<String, Object> fields(String step) {
    var fields = new LinkedHashMap<String, Object>();
    switch (step) {
      case "vote" -> {
        fields.put("decision", random.nextInt(12) == 0 ? "REJECT" : "APPROVE");
        fields.put("reason", "as the dice fell");
      }
      case "assessment" -> {
        fields.put("decision", random.nextInt(10) == 0 ? "REJECT" : "ACCEPT");
        fields.put("reason", "as the dice fell");
      }
      case "finish-implementation" ->
          fields.put("outcome", random.nextInt(8) == 0 ? "FAILED" : "SUCCESSFUL");
      case "work" -> {
        fields.put("state", random.nextInt(8) == 0 ? "FAILED" : "DONE");
        fields.put("notes", "as the dice fell");
      }
      case "verification" -> fields.put("verified", true);
      case "review" -> {
        fields.put("closeCode", "SUCCESSFUL");
        fields.put("findings", "as the dice fell");
      }
      case "edit-plan" -> {
        if (random.nextBoolean()) {
          fields.put("implementationPlan", "Another way, number " + random.nextInt(1000));
        } else {
          fields.put("questionnaire", answers());
        }
      }
      case "start-implementation" -> {}
      default -> fields.put("reason", "as the dice fell");
    }
    return fields;
  }

  private Map<String, Object> answers() {
    var answers = new HashMap<String, Object>();
    for (var question : List.of("doneBefore", "tested", "backoutTested", "reversible")) {
      answers.put(question, random.nextInt(4) != 0);
    }
    answers.put("teamsInvolved", 1 + random.nextInt(3));
    return answers;
  }

  private String any() {
    return one(EVERYBODY);
  }

  private <T> T one(List<T> several) {
    return several.get(random.nextInt(several.size()));
  }
}
