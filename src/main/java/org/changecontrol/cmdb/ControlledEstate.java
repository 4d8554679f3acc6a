package org.changecontrol.cmdb;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.changecontrol.problem.NotNow;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets nothing happen to the estate but what was planned, under the cause it was planned for. Each
 * step reads what it needs by set and writes in batches: its number of statements does not grow
 * with the number of operations.
 */
@Service
class ControlledEstate implements ConfigurationControl {

  private final ChangeSetPlanner planner;
  private final ConfigurationModels models;
  private final Items items;
  private final Relationships relationships;
  private final Claims claims;
  private final Interventions interventions;
  private final Revisions revisions;
  private final ItemNumbers numbers;
  private final EntityManager entityManager;
  private final ApplicationEventPublisher facts;
  private final Clock clock;

  ControlledEstate(
      ChangeSetPlanner planner,
      ConfigurationModels models,
      Items items,
      Relationships relationships,
      Claims claims,
      Interventions interventions,
      Revisions revisions,
      ItemNumbers numbers,
      EntityManager entityManager,
      ApplicationEventPublisher facts,
      Clock clock) {
    this.planner = planner;
    this.models = models;
    this.items = items;
    this.relationships = relationships;
    this.claims = claims;
    this.interventions = interventions;
    this.revisions = revisions;
    this.numbers = numbers;
    this.entityManager = entityManager;
    this.facts = facts;
    this.clock = clock;
  }

  @Override
  @Transactional(readOnly = true)
  public PlannedOperations plan(List<Map<String, Object>> changeSet, String field) {
    return planner.plan(changeSet, field, position -> field + "[" + position + "]");
  }

  @Override
  @Transactional(readOnly = true)
  public PlannedOperations planRedeployment(
      ItemKey item, @Nullable String location, @Nullable String owner, String field) {
    var operation = new LinkedHashMap<String, @Nullable Object>();
    operation.put("op", OperationKind.REDEPLOY_ITEM.name());
    operation.put("item", item.value());
    operation.put(Fields.LOCATION, location);
    operation.put(Fields.OWNER, owner);
    return planner.plan(List.of(operation), field, position -> field);
  }

  @Override
  @Transactional(readOnly = true)
  public List<Discrepancy> discrepancies(PlannedOperations planned, Cause cause) {
    if (planned.operations().isEmpty() || !isBeforeApplying(cause)) {
      return List.of();
    }
    return discrepancies(planned, site(planned, List.of(), cause, Reading.FOR_ANSWER));
  }

  private boolean isBeforeApplying(Cause cause) {
    return interventions
        .under(cause)
        .map(
            intervention ->
                intervention.stage() == Intervention.Stage.PREPARED
                    || intervention.stage() == Intervention.Stage.BEGUN)
        .orElse(true);
  }

  private static List<Discrepancy> discrepancies(PlannedOperations planned, Worksite site) {
    return planned.operations().stream()
        .flatMap(operation -> Operations.of(operation).discrepancies(operation, site).stream())
        .toList();
  }

  @Override
  @Transactional(readOnly = true)
  public List<Capability> capabilities(PlannedOperations planned) {
    var creations = planned.operations().stream().filter(ControlledEstate::isCreation).toList();
    if (creations.isEmpty()) {
      return List.of();
    }
    var model = models.current();
    var types = new TreeSet<String>();
    creations.forEach(creation -> types.addAll(model.withSubtypes(CreateItem.type(creation))));
    var touched = planned.touchedItems();
    var inStock =
        items.freeInStock(types, clock.instant()).stream()
            .filter(item -> !touched.contains(item.key()))
            .toList();
    var capabilities = new ArrayList<Capability>();
    for (var creation : creations) {
      var type = CreateItem.type(creation);
      var candidates =
          inStock.stream()
              .filter(item -> model.typeOf(item.type()).isA(type))
              .map(item -> item.snapshot(model))
              .toList();
      if (!candidates.isEmpty()) {
        capabilities.add(
            new Capability(creation.position(), type, CreateItem.name(creation), candidates));
      }
    }
    return capabilities;
  }

  private static boolean isCreation(PlannedOperation operation) {
    return operation.op() == OperationKind.CREATE_ITEM;
  }

  @Override
  @Transactional(readOnly = true)
  public EstateDifference difference(PlannedOperations planned) {
    var sketch = new DifferenceSketch(items.byKeys(planned.touchedItems()));
    planned.operations().forEach(operation -> Operations.of(operation).describe(operation, sketch));
    return sketch.finished();
  }

  @Override
  @Transactional
  public PlannedOperations reserve(
      PlannedOperations planned, Cause cause, @Nullable Instant until) {
    var wanted =
        planned.operations().stream()
            .anyMatch(
                operation ->
                    isCreation(operation) || operation.op() == OperationKind.REDEPLOY_ITEM);
    var known = interventions.under(cause);
    if (known.isPresent() && !known.get().isBeforeWork()) {
      return planned;
    }
    if (!wanted && known.isEmpty()) {
      return planned;
    }
    writeInOneBatch();
    if (known.isEmpty()) {
      interventions.underOrNew(cause);
    }
    var reserved = reservation(cause).reserve(planned, until);
    store();
    return reserved;
  }

  private Reservation reservation(Cause cause) {
    return new Reservation(
        cause,
        clock.instant(),
        models.current(),
        items,
        claims,
        revisions,
        numbers,
        entityManager,
        facts);
  }

  @Override
  @Transactional
  public void release(Cause cause) {
    var intervention = interventions.under(cause);
    // What work has begun with is given back by finishing or backing out.
    if (intervention.isPresent() && intervention.get().isBeforeWork()) {
      writeInOneBatch();
      reservation(cause).release();
      store();
    }
  }

  @Override
  @Transactional
  public void begin(PlannedOperations planned, Collection<ItemKey> targets, Cause cause) {
    var intervention = interventions.under(cause).orElseGet(() -> new Intervention(cause));
    if (!intervention.isBeforeWork()) {
      return;
    }
    writeInOneBatch();
    var site = site(planned, targets, cause, Reading.FOR_BEGINNING);
    refuseHeld(planned, site);
    intervention.begin(clock.instant());
    interventions.keep(intervention);
    lock(planned, site);
    var work = work(site);
    for (var key : new TreeSet<>(targets)) {
      var item = site.find(key);
      if (item == null) {
        continue;
      }
      if (item.state() == LifecycleState.IN_USE) {
        work.write(
            item,
            Map.of(Fields.STATE, LifecycleState.MAINTENANCE.name()),
            Revision.Action.MAINTENANCE_BEGUN,
            null,
            "MaintenanceBegun");
        claims.add(Claim.maintenance(key, cause));
      } else if (site.isMaintainedByAnother(key)) {
        claims.add(Claim.maintenance(key, cause));
      }
    }
    store();
  }

  private void lock(PlannedOperations planned, Worksite site) {
    var locked = new HashSet<Lock>();
    for (var operation : planned.operations()) {
      for (var lock : locks(operation, site)) {
        if (locked.add(lock)) {
          claims.add(Claim.field(lock.item(), lock.field(), site.cause()));
        }
      }
    }
  }

  /** What an operation writes, as far as it exists already. */
  private static List<Lock> locks(PlannedOperation operation, Worksite site) {
    return switch (operation.op()) {
      case CREATE_ITEM -> List.of();
      case UPDATE_ITEM, RETIRE_ITEM, REDEPLOY_ITEM -> {
        var item = Objects.requireNonNull(operation.item());
        yield operation.to().keySet().stream().map(field -> new Lock(item, field)).toList();
      }
      case ADD_RELATIONSHIP, REMOVE_RELATIONSHIP -> {
        var source = RelationshipEnds.source(operation, site);
        var target = RelationshipEnds.target(operation, site);
        yield source == null || target == null
            ? List.of()
            : List.of(new Lock(source, operation.type() + ":" + target));
      }
    };
  }

  private record Lock(ItemKey item, String field) {}

  private static void refuseHeld(PlannedOperations planned, Worksite site) {
    for (var operation : planned.operations()) {
      for (var lock : locks(operation, site)) {
        var held = site.heldByAnother(lock.item(), lock.field());
        if (held != null) {
          throw new NotNow(
              "%s of %s is taken by %s until that is finished"
                  .formatted(lock.field(), lock.item(), held.cause().reference()),
              Map.of(
                  "item", lock.item().value(),
                  "field", lock.field(),
                  "takenBy", held.cause().reference()));
        }
      }
    }
  }

  @Override
  @Transactional
  public void apply(PlannedOperations planned, Cause cause) {
    if (!isBeforeApplying(cause)) {
      return;
    }
    writeInOneBatch();
    var intervention = interventions.underOrNew(cause);
    var complete = withPlannedItems(planned, cause);
    var site = site(complete, List.of(), cause, Reading.FOR_APPLYING);
    refuseHeld(complete, site);
    refuseMoved(complete, site);
    var work = work(site);
    for (var operation : complete.operations()) {
      interventions.add(Operations.of(operation).apply(operation, work));
    }
    site.maintainedByCause().forEach(key -> work.resume(site.item(key)));
    intervention.apply(clock.instant());
    claims.giveBack(cause);
    store();
  }

  /** Items that nobody planned beforehand come into being now. */
  private PlannedOperations withPlannedItems(PlannedOperations planned, Cause cause) {
    var missing =
        planned.operations().stream()
            .anyMatch(operation -> isCreation(operation) && operation.item() == null);
    return missing ? reservation(cause).reserve(planned, null) : planned;
  }

  private void refuseMoved(PlannedOperations planned, Worksite site) {
    var moved = new ArrayList<>(discrepancies(planned, site));
    if (moved.isEmpty()) {
      moved.addAll(excesses(planned, site));
    }
    if (!moved.isEmpty()) {
      throw new NotNow(
          "the estate has moved since this was planned: " + words(moved),
          Map.of("conflicts", moved));
    }
  }

  private static String words(List<Discrepancy> moved) {
    return moved.stream()
        .limit(10)
        .map(
            one ->
                "%s of %s was %s and is %s"
                    .formatted(one.field(), one.item(), one.expected(), one.actual()))
        .collect(Collectors.joining("; "));
  }

  /** Two changes that each were within the model's bounds may break them together. */
  private List<Discrepancy> excesses(PlannedOperations planned, Worksite site) {
    var model = site.model();
    var links = new Links();
    var types = new HashSet<String>();
    var ends = new LinkedHashSet<ItemKey>();
    for (var operation : planned.operations()) {
      switch (operation.op()) {
        case ADD_RELATIONSHIP -> {
          var type = Objects.requireNonNull(operation.type());
          if (model.isBounded(type)) {
            var source = Objects.requireNonNull(RelationshipEnds.source(operation, site));
            var target = Objects.requireNonNull(RelationshipEnds.target(operation, site));
            types.add(type);
            ends.add(source);
            ends.add(target);
            links.add(link(type, source, target, operation.position(), site));
          }
        }
        case REMOVE_RELATIONSHIP ->
            links.remove(
                Objects.requireNonNull(operation.type()),
                Objects.requireNonNull(operation.source()),
                Objects.requireNonNull(operation.target()));
        case RETIRE_ITEM -> links.leaves(Objects.requireNonNull(operation.item()));
        default -> {
          // Relates nothing.
        }
      }
    }
    return links.excesses(relationships.links(types, ends, model), model).stream()
        .map(
            excess ->
                new Discrepancy(
                    excess.link().position(),
                    new ItemKey(excess.link().source()),
                    "relationship",
                    excess.link().type() + " → " + excess.link().target(),
                    excess.problem()))
        .toList();
  }

  private static Links.Link link(
      String type, ItemKey source, ItemKey target, int position, Worksite site) {
    return new Links.Link(
        type,
        source.value(),
        site.typeOf(site.item(source)),
        target.value(),
        site.typeOf(site.item(target)),
        position);
  }

  @Override
  @Transactional(readOnly = true)
  public BackOutPreview previewBackOut(Cause cause) {
    var intervention = interventions.under(cause);
    if (intervention.isEmpty()) {
      return new BackOutPreview(true, List.of(), nothing());
    }
    if (intervention.get().stage() == Intervention.Stage.COMPLETED) {
      return new BackOutPreview(false, List.of(), nothing());
    }
    var undoing = undoing(cause, false);
    var sketch = new DifferenceSketch(undoing.knownItems());
    for (var inverse : undoing.inverses()) {
      Operations.of(inverse.kind()).describeUndoing(inverse, undoing.site(), sketch);
    }
    undoing
        .planned()
        .forEach(
            item ->
                sketch.changed(
                    item.key(),
                    "UPDATED",
                    Fields.STATE,
                    item.state().name(),
                    LifecycleState.VOID.name()));
    var obstacles = undoing.obstacles();
    return new BackOutPreview(obstacles.isEmpty(), obstacles, sketch.finished());
  }

  private static EstateDifference nothing() {
    return new EstateDifference(List.of(), List.of());
  }

  @Override
  @Transactional
  public void backOut(Cause cause) {
    var intervention = interventions.under(cause);
    if (intervention.isEmpty() || intervention.get().stage() == Intervention.Stage.BACKED_OUT) {
      return;
    }
    if (intervention.get().stage() == Intervention.Stage.COMPLETED) {
      throw new NotNow(
          cause.reference() + " is closed, what it did can only be changed by a new change");
    }
    writeInOneBatch();
    undo(cause, intervention.get());
  }

  private void undo(Cause cause, Intervention intervention) {
    var undoing = undoing(cause, true);
    var obstacles = undoing.obstacles();
    if (!obstacles.isEmpty()) {
      throw new NotNow(
          "a later change was built on the result: " + words(obstacles),
          Map.of("conflicts", obstacles));
    }
    var site = undoing.site();
    var work = work(site);
    for (var inverse : undoing.inverses()) {
      Operations.of(inverse.kind()).undo(inverse, work);
    }
    for (var item : undoing.planned()) {
      work.write(
          item,
          Map.of(Fields.STATE, LifecycleState.VOID.name()),
          Revision.Action.WITHDRAWN,
          null,
          "ItemWithdrawn");
    }
    site.maintainedByCause().forEach(key -> work.resume(site.item(key)));
    intervention.backOut(clock.instant());
    claims.giveBack(cause);
    store();
  }

  /** Reads all that undoing is about. */
  private Undoing undoing(Cause cause, boolean forWriting) {
    var inverses = interventions.inverses(cause);
    var own = claims.of(cause);
    var undone =
        relationships.byIds(
            inverses.stream()
                .filter(inverse -> !inverse.isOfItem())
                .map(Inverse::relationship)
                .toList());
    var restored = inverses.stream().filter(Inverse::isOfItem).map(Inverse::item).toList();
    var keys = new TreeSet<ItemKey>(restored);
    own.forEach(claim -> keys.add(claim.item()));
    undone.forEach(
        relationship -> {
          keys.add(relationship.source());
          keys.add(relationship.target());
        });
    var known = forWriting ? items.byKeysForWriting(keys) : items.byKeys(keys);
    var created =
        inverses.stream()
            .filter(inverse -> inverse.kind() == OperationKind.CREATE_ITEM)
            .map(Inverse::item)
            .toList();
    var again =
        undone.stream()
            .filter(relationship -> !relationship.stands())
            .map(
                relationship ->
                    Relationship.standing(
                        relationship.type(),
                        relationship.source().number(),
                        relationship.target().number()))
            .toList();
    var site =
        new Worksite(
            models.current(),
            cause,
            clock.instant(),
            known,
            inverses.isEmpty() ? own : claims.on(keys),
            relationships.standing(again),
            Map.of(),
            PlannedOperations.NONE);
    site.undoes(undone, restored);
    var planned =
        own.stream()
            .filter(claim -> claim.kind() == Claim.Kind.PLANNED)
            .map(claim -> site.item(claim.item()))
            .filter(item -> item.state() == LifecycleState.PLANNED)
            .toList();
    return new Undoing(inverses, site, planned, relationships.standingOf(created), known);
  }

  /**
   * What is undone, and where.
   *
   * @param planned items that were planned for the cause and never came to be
   * @param onCreated relationships that stand at items the cause created
   */
  private record Undoing(
      List<Inverse> inverses,
      Worksite site,
      List<Item> planned,
      List<Relationship> onCreated,
      Map<ItemKey, Item> knownItems) {

    List<Discrepancy> obstacles() {
      var obstacles = new ArrayList<Discrepancy>();
      var operationOf = new LinkedHashMap<ItemKey, Integer>();
      // An item that several operations wrote is judged by the last of them, field by field.
      var judged = new HashSet<Lock>();
      for (var inverse : inverses) {
        for (var obstacle : Operations.of(inverse.kind()).obstacles(inverse, site)) {
          if (judged.add(new Lock(obstacle.item(), obstacle.position() + obstacle.field()))) {
            obstacles.add(obstacle);
          }
        }
        if (inverse.kind() == OperationKind.CREATE_ITEM) {
          operationOf.put(inverse.item(), inverse.operation());
        }
      }
      for (var relationship : onCreated) {
        if (!site.isUndone(relationship)) {
          var created =
              operationOf.containsKey(relationship.source())
                  ? relationship.source()
                  : relationship.target();
          obstacles.add(
              new Discrepancy(
                  Objects.requireNonNull(operationOf.get(created)),
                  created,
                  "relationship",
                  null,
                  relationship.toString()));
        }
      }
      return obstacles;
    }
  }

  @Override
  @Transactional
  public void complete(Cause cause) {
    var known = interventions.under(cause);
    if (known.isEmpty()) {
      return;
    }
    var intervention = known.get();
    switch (intervention.stage()) {
      case PREPARED -> release(cause);
      case BEGUN -> {
        // Closed without a result: nothing was applied, what was held is given back.
        writeInOneBatch();
        undo(cause, intervention);
      }
      case APPLIED -> {
        writeInOneBatch();
        retire(cause);
        intervention.complete(clock.instant());
        store();
      }
      case BACKED_OUT, COMPLETED -> {
        // There is nothing left to do.
      }
    }
  }

  private void retire(Cause cause) {
    var pending = LifecycleState.PENDING_RETIREMENT;
    var keys =
        interventions.inverses(cause).stream()
            .filter(Inverse::isOfItem)
            .filter(inverse -> pending.name().equals(inverse.leaves().get(Fields.STATE)))
            .map(Inverse::item)
            .collect(Collectors.toCollection(TreeSet::new));
    if (keys.isEmpty()) {
      return;
    }
    var retiring =
        items.byKeysForWriting(keys).values().stream()
            .filter(item -> item.state() == pending)
            .collect(
                Collectors.toMap(Item::key, item -> item, (one, other) -> one, LinkedHashMap::new));
    var site =
        new Worksite(
            models.current(),
            cause,
            clock.instant(),
            retiring,
            List.of(),
            Map.of(),
            Map.of(),
            PlannedOperations.NONE);
    var work = work(site);
    for (var item : retiring.values()) {
      work.write(
          item,
          Map.of(Fields.STATE, LifecycleState.RETIRED.name()),
          Revision.Action.RETIRED,
          null,
          "ItemRetired");
    }
    for (var relationship : relationships.standingOf(retiring.keySet())) {
      work.end(relationship, Revision.Action.RETIRED, null, "RelationshipRemoved");
    }
  }

  @Override
  @Transactional
  public void confirm(Collection<ItemKey> confirmed, Cause cause) {
    writeInOneBatch();
    var at = clock.instant();
    for (var item : items.byKeysForWriting(confirmed).values()) {
      var before = item.image();
      item.confirmed(at);
      revisions.record(item, before, Revision.Action.CONFIRMED, cause, null);
    }
  }

  @Override
  @Transactional(readOnly = true)
  public boolean reportedSince(Collection<ItemKey> reported, Instant instant) {
    var wanted = Set.copyOf(reported);
    var known = items.byKeys(wanted);
    return !wanted.isEmpty()
        && known.size() == wanted.size()
        && known.values().stream().allMatch(item -> item.agreedSince(instant));
  }

  /** What a worksite is read for. */
  private enum Reading {
    /** Nothing is written. */
    FOR_ANSWER,
    /** Operations and targets are taken. */
    FOR_BEGINNING,
    /** All that the cause holds is written. */
    FOR_APPLYING
  }

  private Worksite site(
      PlannedOperations planned, Collection<ItemKey> targets, Cause cause, Reading reading) {
    var model = models.current();
    var keys = new TreeSet<>(planned.touchedItems());
    keys.addAll(targets);
    if (reading == Reading.FOR_APPLYING) {
      claims.of(cause).forEach(claim -> keys.add(claim.item()));
    }
    var known = reading == Reading.FOR_ANSWER ? items.byKeys(keys) : items.byKeysForWriting(keys);
    var disputed =
        reading != Reading.FOR_ANSWER
            || known.values().stream().anyMatch(item -> item.state() == LifecycleState.MAINTENANCE);
    var identities =
        planned.operations().stream()
            .filter(operation -> isCreation(operation) && operation.item() == null)
            .map(operation -> CreateItem.identity(operation, model))
            .toList();
    return new Worksite(
        model,
        cause,
        clock.instant(),
        known,
        // Who holds what is asked once nobody else can take it any more.
        disputed ? claims.on(keys) : List.of(),
        relationships.standing(standings(planned)),
        items.byIdentities(identities),
        planned);
  }

  private static Set<String> standings(PlannedOperations planned) {
    var keys = new LinkedHashSet<String>();
    for (var operation : planned.operations()) {
      var source = operation.source();
      var target = operation.target();
      if (source != null && target != null && !End.isRef(source) && !End.isRef(target)) {
        keys.add(
            Relationship.standing(
                Objects.requireNonNull(operation.type()),
                new ItemKey(source).number(),
                new ItemKey(target).number()));
      }
    }
    return keys;
  }

  private Work work(Worksite site) {
    return new Work(site, clock.instant(), entityManager, relationships, revisions, facts);
  }

  private void store() {
    try {
      items.store();
    } catch (DataIntegrityViolationException taken) {
      throw takenMeanwhile();
    }
  }

  private static NotNow takenMeanwhile() {
    return new NotNow(
        "Somebody else has just taken what this is about; look at it again and repeat the call");
  }

  /** A change set of any size is written with as many statements as a small one. */
  private void writeInOneBatch() {
    entityManager.unwrap(Session.class).setJdbcBatchSize(2 * ChangeSetPlanner.MOST_OPERATIONS);
  }
}
