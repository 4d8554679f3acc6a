package org.changecontrol.cmdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.changecontrol.problem.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What is wrong with a change set is said at once, by operation and field. */
abstract class ChangeSetScenarios {

  @Autowired private ConfigurationControl control;
  @Autowired private ConfigurationModels models;
  @Autowired private Items items;
  @Autowired private Relationships relationships;
  @Autowired private Revisions revisions;
  @Autowired private ItemNumbers numbers;
  @Autowired private TransactionTemplate transaction;

  private final String story = UUID.randomUUID().toString().substring(0, 8);
  private String machine;
  private String rack;
  private String access;

  @BeforeEach
  void aMachineARackAndASwitch() {
    machine = existing("virtual-machine", "vm " + story, LifecycleState.IN_USE);
    rack = existing("rack", "rack / " + story, LifecycleState.IN_USE);
    access = existing("access-switch", "sw:" + story, LifecycleState.IN_USE);
  }

  @Test
  void nothingIsAChangeSetToo() {
    assertThat(control.plan(List.of(), "changeSet")).isEqualTo(PlannedOperations.NONE);
  }

  @Test
  void everyProblemIsNamedAtOnce() {
    assertThat(
            problems(
                operation("op", "PAINT_ITEM"),
                operation("item", machine),
                operation("op", "UPDATE_ITEM", "item", machine, "colour", "red"),
                operation(
                    "op",
                    "UPDATE_ITEM",
                    "item",
                    machine,
                    "attributes",
                    Map.of("vcpus", "four", "colour", "red"))))
        .containsOnlyKeys(
            "changeSet[0].op",
            "changeSet[1].op",
            "changeSet[2].colour",
            "changeSet[3].attributes.vcpus",
            "changeSet[3].attributes.colour");
  }

  @Test
  void whatIsNoOperationIsNamedByItsPlace() {
    var list = new ArrayList<Map<String, Object>>();
    list.add(null);
    assertThat(problemsOf(list)).containsOnlyKeys("changeSet[0]");
  }

  @Test
  void aNewItemHasATypeANameAndOnlyWhatItsTypeAllows() {
    assertThat(problems(operation("op", "CREATE_ITEM")))
        .containsOnlyKeys("changeSet[0].type", "changeSet[0].name");
    assertThat(problems(create("spaceship", "x"))).containsOnlyKeys("changeSet[0].type");
    assertThat(problems(create("network-device", "x")).get("changeSet[0].type"))
        .contains("abstract")
        .contains("access-switch");
    assertThat(problems(with(create("virtual-machine", "x"), "attributes", Map.of("vcpus", 0))))
        .containsOnlyKeys("changeSet[0].attributes.vcpus");
    assertThat(problems(with(create("virtual-machine", "x"), "attributes", "vcpus=2")))
        .containsOnlyKeys("changeSet[0].attributes");
    assertThat(problems(with(create("virtual-machine", "x"), "criticality", 5)))
        .containsOnlyKeys("changeSet[0].criticality");
    assertThat(problems(with(create("virtual-machine", "x"), "criticality", 2.5)))
        .containsOnlyKeys("changeSet[0].criticality");
    assertThat(problems(with(create("virtual-machine", "x"), "state", "RETIRED")))
        .containsOnlyKeys("changeSet[0].state");
    assertThat(problems(with(create("virtual-machine", "x"), "highRisk", true)))
        .containsOnlyKeys("changeSet[0].highRisk");
  }

  @Test
  void aNameIsTakenOnce() {
    assertThat(problems(create("virtual-machine", "vm " + story)).get("changeSet[0].name"))
        .contains(machine);
    assertThat(problems(create("virtual-machine", "new"), create("virtual-machine", "new")))
        .containsOnlyKeys("changeSet[1].name");
    assertThat(problems(create("container", "vm " + story))).isEmpty();
  }

  @Test
  void anItemIsNamedByKeyByTypeAndNameOrByARefBefore() {
    assertThat(problems(update("access-switch:sw:" + story))).isEmpty();
    assertThat(problems(update("rack:rack / " + story, Map.of("kind", "2-post-frame")))).isEmpty();
    assertThat(problems(update("CI-999999999"))).containsOnlyKeys("changeSet[0].item");
    assertThat(problems(update("access-switch:nobody"))).containsOnlyKeys("changeSet[0].item");
    assertThat(problems(update("spaceship:x")).get("changeSet[0].item")).contains("spaceship");
    assertThat(problems(operation("op", "UPDATE_ITEM", "item", 42)))
        .containsOnlyKeys("changeSet[0].item");
    var later =
        problems(
            relate("contains", rack, "new"),
            with(create("access-switch", "new " + story), "ref", "new"));
    assertThat(later.get("changeSet[0].target")).contains("later");
    assertThat(
            problems(
                with(create("access-switch", "a " + story), "ref", "new"),
                with(create("access-switch", "b " + story), "ref", "new")))
        .containsOnlyKeys("changeSet[1].ref");
    assertThat(problems(with(create("access-switch", "a " + story), "ref", "new"), update("new")))
        .containsOnlyKeys("changeSet[1].item");
    assertThat(problems(with(create("access-switch", "a " + story), "ref", "CI-000001")))
        .containsOnlyKeys("changeSet[0].ref");
  }

  @Test
  void relationshipsFollowTheRulesOfTheirType() {
    assertThat(problems(relate("contains", rack, access))).isEmpty();
    assertThat(problems(relate("contains", access, rack)).get("changeSet[0].type"))
        .contains("place → hardware");
    assertThat(problems(relate("hugs", rack, access))).containsOnlyKeys("changeSet[0].type");
    assertThat(problems(relate("depends-on", machine, machine)))
        .containsOnlyKeys("changeSet[0].target");
    assertThat(problems(with(relate("contains", rack, access), "soft", "yes")))
        .containsOnlyKeys("changeSet[0].soft");
    assertThat(
            problems(
                operation(
                    "op",
                    "REMOVE_RELATIONSHIP",
                    "type",
                    "contains",
                    "source",
                    rack,
                    "target",
                    access)))
        .containsOnlyKeys("changeSet[0].type");
    related("contains", rack, access);
    assertThat(problems(relate("contains", rack, access)).get("changeSet[0].type"))
        .contains("already");
  }

  @Test
  void anItemIsInOnePlace() {
    var elsewhere = existing("rack", "elsewhere " + story, LifecycleState.IN_USE);
    related("contains", rack, access);

    assertThat(problems(relate("contains", elsewhere, access)).get("changeSet[0].type"))
        .contains("at most 1");
    // Moved in one change set, in whichever order it is said.
    assertThat(problems(relate("contains", elsewhere, access), unrelate("contains", rack, access)))
        .isEmpty();
    assertThat(problems(unrelate("contains", rack, access), relate("contains", elsewhere, access)))
        .isEmpty();
    assertThat(
            problems(
                with(create("pdu", "pdu " + story), "ref", "pdu"),
                relate("contains", rack, "pdu"),
                relate("contains", elsewhere, "pdu")))
        .containsOnlyKeys("changeSet[1].type", "changeSet[2].type");
  }

  @Test
  void theLifecycleAllowsSomeMovesAndNoOthers() {
    var planned = existing("virtual-machine", "planned " + story, LifecycleState.PLANNED);
    var stock = existing("virtual-machine", "stock " + story, LifecycleState.IN_STOCK);
    var retired = existing("virtual-machine", "retired " + story, LifecycleState.RETIRED);

    assertThat(problems(state(machine, "IN_STOCK"))).isEmpty();
    assertThat(problems(state(machine, "DISPOSED")).get("changeSet[0].state")).contains("IN_STOCK");
    assertThat(problems(state(machine, "BROKEN"))).containsOnlyKeys("changeSet[0].state");
    assertThat(problems(operation("op", "UPDATE_ITEM", "item", machine, "state", null)))
        .containsOnlyKeys("changeSet[0].state");
    assertThat(problems(operation("op", "RETIRE_ITEM", "item", planned)))
        .containsOnlyKeys("changeSet[0].item");
    assertThat(problems(operation("op", "REDEPLOY_ITEM", "item", stock, "owner", "ops"))).isEmpty();
    assertThat(problems(operation("op", "REDEPLOY_ITEM", "item", machine)))
        .containsOnlyKeys("changeSet[0].item");
    assertThat(problems(update(retired, Map.of("vcpus", 2)))).containsOnlyKeys("changeSet[0].item");
    assertThat(problems(state(retired, "DISPOSED"))).isEmpty();
    assertThat(problems(relate("depends-on", machine, retired)))
        .containsOnlyKeys("changeSet[0].target");
  }

  @Test
  void operationsOnOneItemDoNotContradictEachOther() {
    var retire = operation("op", "RETIRE_ITEM", "item", machine);
    var four = update(machine, Map.of("vcpus", 4));

    assertThat(problems(four, update(machine, Map.of("vcpus", 8))))
        .containsOnlyKeys("changeSet[1].item");
    assertThat(problems(four, update(machine, Map.of("memoryMb", 8)))).isEmpty();
    assertThat(problems(four, retire)).containsOnlyKeys("changeSet[1].item");
    assertThat(problems(retire, four)).containsOnlyKeys("changeSet[1].item");
    assertThat(problems(retire, retire)).containsOnlyKeys("changeSet[1].item");
    assertThat(problems(retire, relate("depends-on", machine, access)))
        .containsOnlyKeys("changeSet[1].source");
    assertThat(
            problems(relate("depends-on", machine, access), relate("depends-on", machine, access)))
        .containsOnlyKeys("changeSet[1].type");
  }

  @Test
  void anUpdateSaysSomething() {
    assertThat(problems(operation("op", "UPDATE_ITEM", "item", machine)))
        .containsOnlyKeys("changeSet[0].item");
    var removal = new HashMap<String, Object>();
    removal.put("vcpus", null);
    assertThat(problems(update(machine, removal))).isEmpty();
    assertThat(problems(operation("op", "UPDATE_ITEM", "item", machine, "owner", null))).isEmpty();
    assertThat(problems(with(update(machine), "revision", "one")))
        .containsOnlyKeys("changeSet[0].revision");
    assertThat(problems(with(update(machine), "revision", 2)))
        .containsOnlyKeys("changeSet[0].revision");
  }

  @Test
  void aChangeSetIsReadByPeople() {
    var many = new ArrayList<Map<String, Object>>();
    for (var i = 0; i < 1001; i++) {
      many.add(create("virtual-machine", "many " + i));
    }
    assertThat(problemsOf(many)).containsOnlyKeys("changeSet");
    assertThat(problemsOf(many.subList(0, 1000))).isEmpty();
  }

  private static Map<String, Object> operation(@Nullable Object... fields) {
    var operation = new LinkedHashMap<String, Object>();
    for (var i = 0; i < fields.length; i += 2) {
      operation.put((String) fields[i], fields[i + 1]);
    }
    return operation;
  }

  private static Map<String, Object> with(
      Map<String, Object> operation, String field, Object value) {
    var more = new LinkedHashMap<>(operation);
    more.put(field, value);
    return more;
  }

  private static Map<String, Object> create(String type, String name) {
    return operation("op", "CREATE_ITEM", "type", type, "name", name);
  }

  private static Map<String, Object> update(String item) {
    return operation("op", "UPDATE_ITEM", "item", item, "location", "Scranton");
  }

  private static Map<String, Object> update(String item, Map<String, Object> attributes) {
    return operation("op", "UPDATE_ITEM", "item", item, "attributes", attributes);
  }

  private static Map<String, Object> state(String item, String state) {
    return operation("op", "UPDATE_ITEM", "item", item, "state", state);
  }

  private static Map<String, Object> relate(String type, String source, String target) {
    return operation("op", "ADD_RELATIONSHIP", "type", type, "source", source, "target", target);
  }

  private static Map<String, Object> unrelate(String type, String source, String target) {
    return operation("op", "REMOVE_RELATIONSHIP", "type", type, "source", source, "target", target);
  }

  @SafeVarargs
  private Map<String, String> problems(Map<String, Object>... changeSet) {
    return problemsOf(List.of(changeSet));
  }

  private Map<String, String> problemsOf(List<Map<String, Object>> changeSet) {
    try {
      control.plan(changeSet, "changeSet");
      return Map.of();
    } catch (InvalidInput refused) {
      var problems = new LinkedHashMap<String, String>();
      refused.problems().forEach(problem -> problems.put(problem.field(), problem.problem()));
      return problems;
    }
  }

  private String existing(String type, String name, LifecycleState state) {
    return transaction.execute(
        status -> {
          var key = numbers.next(1).get(0);
          var item =
              Item.reported(
                  key,
                  models.current().typeOf(type),
                  new ReportedItem(name, state, null, null, null, null, Map.of(), false, Map.of()),
                  "scenario",
                  Instant.EPOCH);
          items.add(item);
          revisions.record(
              item, null, Revision.Action.REPORTED, new Cause("import", "scenario"), null);
          return key.value();
        });
  }

  private void related(String type, String source, String target) {
    transaction.executeWithoutResult(
        status ->
            relationships.add(
                Relationship.reported(
                    type, new ItemKey(source), new ItemKey(target), "scenario", Instant.EPOCH)));
  }
}
