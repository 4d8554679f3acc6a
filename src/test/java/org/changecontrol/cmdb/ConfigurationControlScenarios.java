package org.changecontrol.cmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.NotNow;
import org.changecontrol.problem.Problem;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What may happen to the estate under a cause, from plan to closure and back. */
abstract class ConfigurationControlScenarios {

  @Autowired private ConfigurationControl control;
  @Autowired private Estate estate;
  @Autowired private ConfigurationModels models;
  @Autowired private Items items;
  @Autowired private Relationships relationships;
  @Autowired private Revisions revisions;
  @Autowired private ItemNumbers numbers;
  @Autowired private TransactionTemplate transaction;
  @Autowired private EntityManagerFactory entityManagers;
  @Autowired private JdbcClient jdbc;
  @Autowired private Clock clock;

  private final String story = UUID.randomUUID().toString().substring(0, 8);
  private final Cause change = new Cause("change", "CHG-" + story);
  private final Cause other = new Cause("change", "CHG-other-" + story);

  private ItemKey rack;
  private ItemKey router;
  private ItemKey oldSwitch;

  @BeforeEach
  void aRackWithASwitchAndARouter() {
    rack = existing("rack", "Akron / Closet " + story, LifecycleState.IN_USE, Map.of());
    router = existing("router", "rtr " + story, LifecycleState.IN_USE, Map.of());
    oldSwitch =
        existing("access-switch", "sw01 " + story, LifecycleState.IN_USE, Map.of("serial", "OLD"));
    related("contains", rack, oldSwitch);
    related("connects-to", oldSwitch, router);
  }

  @Test
  void aSwitchIsReplacedAndTheOldOneIsGoneWhenTheChangeIsClosed() {
    var before = clock.instant();
    var planned = control.reserve(control.plan(replacement(), "changeSet"), change, null);
    var newSwitch = planned.operations().get(0).item();

    assertThat(stateOf(newSwitch)).isEqualTo(LifecycleState.PLANNED);
    assertThat(stateOf(oldSwitch)).isEqualTo(LifecycleState.IN_USE);
    assertThat(control.discrepancies(planned, change)).isEmpty();

    control.begin(planned, List.of(oldSwitch), change);

    assertThat(stateOf(oldSwitch)).isEqualTo(LifecycleState.MAINTENANCE);
    assertThat(item(oldSwitch).attributes()).containsEntry("serial", "OLD");
    assertThat(stateOf(newSwitch)).isEqualTo(LifecycleState.PLANNED);
    assertThat(control.discrepancies(planned, change)).isEmpty();

    control.apply(planned, change);

    assertThat(stateOf(newSwitch)).isEqualTo(LifecycleState.IN_USE);
    assertThat(item(newSwitch).attributes()).containsEntry("model", "C9200-48P");
    assertThat(item(newSwitch).criticality()).isEqualTo(2);
    assertThat(stateOf(oldSwitch)).isEqualTo(LifecycleState.PENDING_RETIREMENT);
    assertThat(related(newSwitch)).containsExactlyInAnyOrder(rack, router);
    assertThat(related(oldSwitch)).containsExactly(router);
    assertThat(estate.find(oldSwitch, before).orElseThrow().state())
        .isEqualTo(LifecycleState.IN_USE);
    assertThat(estate.find(newSwitch, before)).isEmpty();

    control.complete(change);

    assertThat(stateOf(oldSwitch)).isEqualTo(LifecycleState.RETIRED);
    assertThat(related(oldSwitch)).isEmpty();
    assertThat(claims()).isZero();
  }

  @Test
  void doingAStepTwiceLeavesOneResult() {
    var planned = control.plan(replacement(), "changeSet");
    var reserved = control.reserve(planned, change, null);

    assertThat(control.reserve(planned, change, null)).isEqualTo(reserved);
    assertThat(control.reserve(reserved, change, null)).isEqualTo(reserved);

    control.begin(reserved, List.of(oldSwitch), change);
    control.begin(reserved, List.of(oldSwitch), change);
    control.apply(reserved, change);
    var once = fingerprint();
    control.apply(reserved, change);
    control.reserve(planned, change, null);

    assertThat(fingerprint()).isEqualTo(once);
    for (var position = 0; position < planned.operations().size(); position++) {
      assertThat(revisionsOf(change, "APPLIED", position)).isEqualTo(1);
    }

    control.complete(change);
    var closed = fingerprint();
    control.complete(change);
    control.release(change);
    assertThat(fingerprint()).isEqualTo(closed);
  }

  @Test
  void anOperationThatWasAppliedCannotBeRecordedTwice() {
    var planned = control.plan(List.of(update(oldSwitch, "serial", "NEW")), "changeSet");
    control.apply(planned, change);

    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      var item = items.byKeys(List.of(oldSwitch)).get(oldSwitch);
                      revisions.record(item, item.image(), Revision.Action.APPLIED, change, 0);
                    }))
        .isInstanceOf(org.springframework.dao.DataIntegrityViolationException.class);
  }

  @Test
  void aChangeThatIsBackedOutLeavesTheEstateAsItWas() {
    var before = fingerprint();
    var planned = control.reserve(control.plan(replacement(), "changeSet"), change, null);
    control.begin(planned, List.of(oldSwitch, router), change);
    control.apply(planned, change);

    var preview = control.previewBackOut(change);
    assertThat(preview.possible()).isTrue();
    assertThat(preview.difference().items())
        .anySatisfy(
            difference -> {
              assertThat(difference.item()).isEqualTo(oldSwitch.value());
              assertThat(difference.after()).isEqualTo("IN_USE");
            });
    assertThat(preview.difference().relationships()).hasSize(3);

    control.backOut(change);
    control.backOut(change);

    assertThat(fingerprint()).isEqualTo(before);
    assertThat(stateOf(planned.operations().get(0).item())).isEqualTo(LifecycleState.VOID);
    assertThat(claims()).isZero();
  }

  @Test
  void backingOutBeforeAnythingWasAppliedEndsMaintenanceAndUnlocks() {
    var before = fingerprint();
    var planned = control.reserve(control.plan(replacement(), "changeSet"), change, null);
    control.begin(planned, List.of(oldSwitch), change);

    control.backOut(change);

    assertThat(fingerprint()).isEqualTo(before);
    assertThat(claims()).isZero();
  }

  @Test
  void aChangeThatIsClosedAsFailedGivesBackWhatItHeld() {
    var before = fingerprint();
    var planned = control.reserve(control.plan(replacement(), "changeSet"), change, null);
    control.begin(planned, List.of(oldSwitch), change);

    control.complete(change);

    assertThat(fingerprint()).isEqualTo(before);
    assertThat(claims()).isZero();
  }

  @Test
  void aCancelledChangeGivesBackWhatItReserved() {
    var before = fingerprint();
    var planned = control.reserve(control.plan(replacement(), "changeSet"), change, null);

    control.release(change);

    assertThat(fingerprint()).isEqualTo(before);
    assertThat(stateOf(planned.operations().get(0).item())).isEqualTo(LifecycleState.VOID);
    assertThat(claims()).isZero();
    // The name is free again.
    control.plan(replacement(), "changeSet");
  }

  @Test
  void anEditedPlanKeepsThePlannedItemAndFollowsTheEdit() {
    var first = control.reserve(control.plan(replacement(), "changeSet"), change, null);
    var edited = new ArrayList<>(replacement());
    var creation = new HashMap<>(edited.get(0));
    creation.put("attributes", Map.of("model", "C9300-48P"));
    edited.set(0, creation);

    assertThatThrownBy(() -> control.plan(edited, "changeSet")).isInstanceOf(InvalidInput.class);
    var again = control.reserve(planForOwn(edited, first), change, null);

    assertThat(again.operations().get(0).item()).isEqualTo(first.operations().get(0).item());
    assertThat(item(again.operations().get(0).item()).attributes())
        .containsEntry("model", "C9300-48P");
  }

  /** The same operations with other attributes, as they were planned before the name was taken. */
  private PlannedOperations planForOwn(List<Map<String, Object>> edited, PlannedOperations first) {
    var operations = new ArrayList<>(first.operations());
    var creation = operations.get(0);
    var to = new HashMap<>(creation.to());
    to.put("attributes.model", ((Map<?, ?>) edited.get(0).get("attributes")).get("model"));
    operations.set(
        0,
        new PlannedOperation(
            0,
            creation.op(),
            creation.ref(),
            null,
            creation.type(),
            null,
            null,
            false,
            creation.base(),
            to,
            null));
    return new PlannedOperations(operations);
  }

  @Test
  void aFieldThatMovedSinceIsAConflictAndOneThatWasNotTouchedIsMerged() {
    var serial = control.plan(List.of(update(oldSwitch, "serial", "NEW")), "changeSet");
    var tag = control.plan(List.of(update(oldSwitch, "assetTag", "A-1")), "changeSet");

    control.apply(control.plan(List.of(update(oldSwitch, "serial", "ELSE")), "changeSet"), other);

    assertThat(control.discrepancies(serial, change))
        .containsExactly(new Discrepancy(0, oldSwitch, "attributes.serial", "OLD", "ELSE"));
    assertThat(control.discrepancies(tag, change)).isEmpty();
    assertThatThrownBy(() -> control.apply(serial, change)).isInstanceOf(NotNow.class);
    control.apply(tag, change);
    assertThat(item(oldSwitch).attributes())
        .containsEntry("serial", "ELSE")
        .containsEntry("assetTag", "A-1");
  }

  @Test
  void anItemThatWasRetiredMeanwhileIsAConflict() {
    var upgrade = control.plan(List.of(update(oldSwitch, "assetTag", "A-1")), "changeSet");
    var link =
        control.plan(
            List.of(relationship("ADD_RELATIONSHIP", "depends-on", router, oldSwitch)),
            "changeSet");

    control.apply(control.plan(List.of(retire(oldSwitch)), "changeSet"), other);

    assertThat(control.discrepancies(upgrade, change))
        .containsExactly(new Discrepancy(0, oldSwitch, "state", "IN_USE", "PENDING_RETIREMENT"));
    assertThat(control.discrepancies(link, change)).hasSize(1);
  }

  @Test
  void thePlatformsOwnMaintenanceIsNeverAConflict() {
    var mine = control.plan(List.of(state(oldSwitch, "IN_STOCK")), "changeSet");
    var theirs = control.plan(List.of(update(oldSwitch, "serial", "NEW")), "changeSet");
    control.begin(theirs, List.of(oldSwitch), other);

    assertThat(control.discrepancies(mine, change)).isEmpty();
    assertThat(control.plan(List.of(state(oldSwitch, "IN_STOCK")), "changeSet"))
        .isEqualTo(mine.operations().isEmpty() ? mine : withRevision(mine, 2));

    control.begin(mine, List.of(oldSwitch), change);
    control.apply(theirs, other);
    assertThat(stateOf(oldSwitch)).isEqualTo(LifecycleState.MAINTENANCE);
    control.apply(mine, change);
    assertThat(stateOf(oldSwitch)).isEqualTo(LifecycleState.IN_STOCK);
  }

  private static PlannedOperations withRevision(PlannedOperations planned, int revision) {
    var one = planned.operations().get(0);
    return new PlannedOperations(
        List.of(
            new PlannedOperation(
                one.position(),
                one.op(),
                one.ref(),
                one.item(),
                one.type(),
                one.source(),
                one.target(),
                one.soft(),
                one.base(),
                one.to(),
                revision)));
  }

  @Test
  void aRevisionThatIsOldIsComparedAndOneThatIsYetToComeIsRefused() {
    control.apply(control.plan(List.of(update(oldSwitch, "serial", "ELSE")), "changeSet"), other);
    var operation = new HashMap<>(update(oldSwitch, "serial", "NEW"));

    operation.put("revision", 1);
    var planned = control.plan(List.of(operation), "changeSet");
    assertThat(control.discrepancies(planned, change))
        .containsExactly(new Discrepancy(0, oldSwitch, "attributes.serial", "OLD", "ELSE"));

    operation.put("revision", 3);
    assertThat(problems(List.of(operation))).containsOnlyKeys("changeSet[0].revision");
  }

  @Test
  void whatOneChangeWorksOnNoOtherChangeTakes() {
    var mine = control.plan(List.of(update(oldSwitch, "serial", "MINE")), "changeSet");
    var theirs = control.plan(List.of(update(oldSwitch, "serial", "THEIRS")), "changeSet");
    var elsewhere = control.plan(List.of(update(oldSwitch, "assetTag", "A")), "changeSet");
    control.begin(mine, List.of(oldSwitch), change);

    assertThatThrownBy(() -> control.begin(theirs, List.of(oldSwitch), other))
        .isInstanceOf(NotNow.class)
        .hasMessageContaining(change.reference());
    assertThatThrownBy(() -> control.apply(theirs, other)).isInstanceOf(NotNow.class);
    control.begin(elsewhere, List.of(oldSwitch), other);
  }

  @Test
  void anItemInStockIsReservedOnceAndFreeAgainWhenTheReservationRunsOut() {
    var spare = existing("access-switch", "spare " + story, LifecycleState.IN_STOCK, Map.of());
    var planned = control.planRedeployment(spare, "Scranton", "network", "redeploy");
    control.reserve(planned, change, clock.instant().plus(Duration.ofDays(1)));

    assertThatThrownBy(() -> control.reserve(planned, other, null))
        .isInstanceOf(NotNow.class)
        .hasMessageContaining(change.reference());

    jdbc.sql("update cmdb_claim set valid_until = ? where item = ?")
        .params(java.sql.Timestamp.from(Instant.EPOCH), spare.number())
        .update();
    control.reserve(planned, other, null);
    control.apply(planned, other);

    assertThat(item(spare).state()).isEqualTo(LifecycleState.IN_USE);
    assertThat(item(spare).location()).isEqualTo("Scranton");
    assertThat(item(spare).owner()).isEqualTo("network");
  }

  @Test
  void whatIsInStockAndFreeCouldServeInsteadOfSomethingNew() {
    var spare = existing("application-server", "srv " + story, LifecycleState.IN_STOCK, Map.of());
    var planned =
        control.plan(
            List.of(Map.of("op", "CREATE_ITEM", "type", "server", "name", "new server " + story)),
            "changeSet");

    assertThat(control.capabilities(planned))
        .singleElement()
        .satisfies(
            capability ->
                assertThat(capability.candidates()).extracting(ItemSnapshot::key).contains(spare));

    control.reserve(control.planRedeployment(spare, null, null, "redeploy"), other, null);

    assertThat(control.capabilities(planned))
        .allSatisfy(
            capability ->
                assertThat(capability.candidates())
                    .extracting(ItemSnapshot::key)
                    .doesNotContain(spare));
  }

  @Test
  void backingOutIsRefusedWhereALaterChangeHasBuiltOnTheResult() {
    var planned = control.plan(replacement(), "changeSet");
    control.apply(planned, change);
    var newSwitch =
        estate.resolve(Set.of("access-switch:sw02 " + story)).values().iterator().next();

    control.apply(
        control.plan(
            List.of(relationship("ADD_RELATIONSHIP", "depends-on", router, newSwitch)),
            "changeSet"),
        other);

    var preview = control.previewBackOut(change);
    assertThat(preview.possible()).isFalse();
    assertThat(preview.obstacles()).extracting(Discrepancy::item).containsExactly(newSwitch);
    var before = fingerprint();
    assertThatThrownBy(() -> control.backOut(change)).isInstanceOf(NotNow.class);
    assertThat(fingerprint()).isEqualTo(before);

    control.backOut(other);
    control.backOut(change);
    assertThat(stateOf(newSwitch)).isEqualTo(LifecycleState.VOID);
  }

  @Test
  void aClosedChangeIsNotBackedOut() {
    control.apply(control.plan(List.of(retire(oldSwitch)), "changeSet"), change);
    control.complete(change);

    assertThat(control.previewBackOut(change).possible()).isFalse();
    assertThatThrownBy(() -> control.backOut(change)).isInstanceOf(NotNow.class);
  }

  @Test
  void whatBreaksHalfWayLeavesNothingBehind() {
    var planned = control.plan(replacement(), "changeSet");
    var before = fingerprint();

    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      control.apply(planned, change);
                      throw new IllegalStateException("the step after it fails");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(fingerprint()).isEqualTo(before);
    control.apply(planned, change);
  }

  @Test
  void aRelationshipIsMadeSoftByRemovingAndAddingIt() {
    var remove = relationship("REMOVE_RELATIONSHIP", "connects-to", oldSwitch, router);
    var add = new HashMap<>(relationship("ADD_RELATIONSHIP", "connects-to", oldSwitch, router));
    add.put("soft", true);
    var before = fingerprint();

    control.apply(control.plan(List.of(remove, add), "changeSet"), change);

    assertThat(estate.relationshipsOf(router))
        .extracting(RelationshipSnapshot::soft)
        .containsExactly(true);
    control.backOut(change);
    assertThat(fingerprint()).isEqualTo(before);
  }

  @Test
  void twoChangesThatEachKeepToTheBoundsCannotBreakThemTogether() {
    var loose = existing("access-switch", "loose " + story, LifecycleState.IN_USE, Map.of());
    var elsewhere = existing("rack", "elsewhere " + story, LifecycleState.IN_USE, Map.of());
    var mine =
        control.plan(
            List.of(relationship("ADD_RELATIONSHIP", "contains", rack, loose)), "changeSet");
    var theirs =
        control.plan(
            List.of(relationship("ADD_RELATIONSHIP", "contains", elsewhere, loose)), "changeSet");

    control.apply(theirs, other);

    assertThatThrownBy(() -> control.apply(mine, change)).isInstanceOf(NotNow.class);
  }

  @Test
  void aConfirmedItemSaysWhenAndAReportThatAgreesSparesThePerson() {
    var since = clock.instant();
    assertThat(control.reportedSince(List.of(oldSwitch), since)).isFalse();

    control.confirm(List.of(oldSwitch), change);

    assertThat(item(oldSwitch).lastVerified()).isAfterOrEqualTo(since);
    assertThat(item(oldSwitch).revision()).isEqualTo(1);
    assertThat(control.reportedSince(List.of(oldSwitch), since)).isFalse();

    transaction.executeWithoutResult(
        status -> items.byKeys(List.of(oldSwitch)).get(oldSwitch).seen(true, clock.instant()));
    assertThat(control.reportedSince(List.of(oldSwitch), since)).isTrue();
    assertThat(control.reportedSince(List.of(oldSwitch, router), since)).isFalse();
    assertThat(control.reportedSince(List.of(), since)).isFalse();
  }

  @Test
  void theDifferenceNamesWhatANewReaderDoesNotKnowByKey() {
    var difference = control.difference(control.plan(replacement(), "changeSet"));

    assertThat(difference.items())
        .contains(
            new EstateDifference.FieldChange(
                "ref:new",
                "access-switch",
                "sw02 " + story,
                "CREATED",
                "attributes.model",
                null,
                "C9200-48P"),
            new EstateDifference.FieldChange(
                oldSwitch.value(),
                "access-switch",
                "sw01 " + story,
                "RETIRED",
                "state",
                "IN_USE",
                "PENDING_RETIREMENT"));
    assertThat(difference.relationships())
        .contains(
            new EstateDifference.RelationshipChange(
                "ADDED",
                "contains",
                rack.value(),
                "Akron / Closet " + story,
                "ref:new",
                "sw02 " + story));
  }

  @Test
  void theNumberOfStatementsDoesNotGrowWithTheNumberOfOperations() {
    var few = statementsFor(3);
    var many = statementsFor(60);

    for (var step = 0; step < few.size(); step++) {
      // A block of a thousand ids lasts for any number of small changes and is used up by some
      // large ones.
      assertThat(many.get(step)).isLessThanOrEqualTo(few.get(step) + 2).isLessThan(18);
    }
  }

  private List<Long> statementsFor(int count) {
    var tale = new Cause("change", "CHG-" + UUID.randomUUID());
    var changeSet = new ArrayList<Map<String, Object>>();
    var targets = new ArrayList<ItemKey>();
    for (var i = 0; i < count; i++) {
      var name = tale.reference() + " " + i;
      var old = existing("virtual-machine", name, LifecycleState.IN_USE, Map.of("vcpus", 2));
      targets.add(old);
      changeSet.add(update(old, "vcpus", 4));
      changeSet.add(
          Map.of("op", "CREATE_ITEM", "ref", "n" + i, "type", "access-switch", "name", "s" + name));
      changeSet.add(
          Map.of(
              "op",
              "ADD_RELATIONSHIP",
              "type",
              "contains",
              "source",
              rack.value(),
              "target",
              "n" + i));
      changeSet.add(relationship("ADD_RELATIONSHIP", "depends-on", old, router));
    }
    var planned = new PlannedOperations[1];
    var counts = new ArrayList<Long>();
    counts.add(statements(() -> planned[0] = control.plan(changeSet, "changeSet")));
    counts.add(statements(() -> planned[0] = control.reserve(planned[0], tale, null)));
    counts.add(statements(() -> control.discrepancies(planned[0], tale)));
    counts.add(statements(() -> control.begin(planned[0], targets, tale)));
    counts.add(statements(() -> control.apply(planned[0], tale)));
    counts.add(statements(() -> control.backOut(tale)));
    return counts;
  }

  private long statements(Runnable work) {
    var statistics = entityManagers.unwrap(SessionFactory.class).getStatistics();
    statistics.setStatisticsEnabled(true);
    statistics.clear();
    work.run();
    var count = statistics.getPrepareStatementCount();
    statistics.setStatisticsEnabled(false);
    return count;
  }

  private List<Map<String, Object>> replacement() {
    return List.of(
        Map.of(
            "op", "CREATE_ITEM",
            "ref", "new",
            "type", "access-switch",
            "name", "sw02 " + story,
            "attributes", Map.of("model", "C9200-48P", "rackPosition", 10),
            "owner", "network",
            "location", "Akron",
            "criticality", 2),
        Map.of(
            "op", "ADD_RELATIONSHIP",
            "type", "contains",
            "source", "rack:Akron / Closet " + story,
            "target", "new"),
        Map.of(
            "op", "ADD_RELATIONSHIP",
            "type", "connects-to",
            "source", "new",
            "target", router.value()),
        relationship("REMOVE_RELATIONSHIP", "contains", rack, oldSwitch),
        retire(oldSwitch));
  }

  private static Map<String, Object> update(ItemKey item, String attribute, Object value) {
    return Map.of(
        "op", "UPDATE_ITEM", "item", item.value(), "attributes", Map.of(attribute, value));
  }

  private static Map<String, Object> state(ItemKey item, String state) {
    return Map.of("op", "UPDATE_ITEM", "item", item.value(), "state", state);
  }

  private static Map<String, Object> retire(ItemKey item) {
    return Map.of("op", "RETIRE_ITEM", "item", item.value());
  }

  private static Map<String, Object> relationship(
      String op, String type, ItemKey source, ItemKey target) {
    return Map.of("op", op, "type", type, "source", source.value(), "target", target.value());
  }

  private Map<String, Problem> problems(List<Map<String, Object>> changeSet) {
    try {
      control.plan(changeSet, "changeSet");
      return Map.of();
    } catch (InvalidInput refused) {
      var problems = new HashMap<String, Problem>();
      refused.problems().forEach(problem -> problems.put(problem.field(), problem));
      return problems;
    }
  }

  private ItemKey existing(
      String type, String name, LifecycleState state, Map<String, Object> attributes) {
    return transaction.execute(
        status -> {
          var key = numbers.next(1).get(0);
          var item =
              Item.reported(
                  key,
                  models.current().typeOf(type),
                  new ReportedItem(
                      name, state, null, null, null, null, attributes, false, Map.of()),
                  "scenario",
                  Instant.EPOCH);
          items.add(item);
          revisions.record(
              item, null, Revision.Action.REPORTED, new Cause("import", "scenario"), null);
          return key;
        });
  }

  private void related(String type, ItemKey source, ItemKey target) {
    transaction.executeWithoutResult(
        status ->
            relationships.add(
                Relationship.reported(type, source, target, "scenario", Instant.EPOCH)));
  }

  private ItemSnapshot item(ItemKey key) {
    return estate.find(key).orElseThrow();
  }

  private LifecycleState stateOf(ItemKey key) {
    return item(key).state();
  }

  private Set<ItemKey> related(ItemKey key) {
    var others = new TreeSet<ItemKey>();
    estate
        .relationshipsOf(key)
        .forEach(
            relationship ->
                others.add(
                    relationship.source().equals(key)
                        ? relationship.target()
                        : relationship.source()));
    return others;
  }

  private int claims() {
    return jdbc.sql("select count(*) from cmdb_claim where cause_reference = ?")
        .param(change.reference())
        .query(Integer.class)
        .single();
  }

  private int revisionsOf(Cause cause, String action, int operation) {
    return jdbc.sql(
            "select count(*) from cmdb_revision where cause_reference = ? and action = ? and"
                + " operation = ?")
        .params(cause.reference(), action, operation)
        .query(Integer.class)
        .single();
  }

  /** The live items of this story and what relates them, as a person would compare them. */
  private Set<String> fingerprint() {
    var print = new TreeSet<String>();
    jdbc.sql("select number from cmdb_item where name like ? and state <> 'VOID'")
        .param("%" + story)
        .query(Long.class)
        .list()
        .forEach(
            number -> {
              var item = item(ItemKey.of(number));
              print.add(
                  item.qualifiedName()
                      + item.state()
                      + item.attributes()
                      + item.location()
                      + item.owner()
                      + item.criticality());
              estate
                  .relationshipsOf(item.key())
                  .forEach(
                      relationship ->
                          print.add(
                              relationship.type()
                                  + item(relationship.source()).name()
                                  + item(relationship.target()).name()
                                  + relationship.soft()));
            });
    return print;
  }
}
