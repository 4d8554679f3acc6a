package org.changecontrol.cmdb;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.changecontrol.fact.Fact;
import org.changecontrol.problem.NotNow;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/**
 * What is kept ready for one cause: items that come into being as PLANNED, and items in stock that
 * nobody else may take. What the cause does not want any more is given back.
 */
final class Reservation {

  private final Cause cause;
  private final Instant now;
  private final ConfigurationModel model;
  private final Items items;
  private final Claims claims;
  private final Revisions revisions;
  private final ItemNumbers numbers;
  private final EntityManager entityManager;
  private final ApplicationEventPublisher facts;

  Reservation(
      Cause cause,
      Instant now,
      ConfigurationModel model,
      Items items,
      Claims claims,
      Revisions revisions,
      ItemNumbers numbers,
      EntityManager entityManager,
      ApplicationEventPublisher facts) {
    this.cause = cause;
    this.now = now;
    this.model = model;
    this.items = items;
    this.claims = claims;
    this.revisions = revisions;
    this.numbers = numbers;
    this.entityManager = entityManager;
    this.facts = facts;
  }

  /**
   * @return the operations with the keys of the planned items filled in
   */
  PlannedOperations reserve(PlannedOperations planned, @Nullable Instant until) {
    var own = claims.of(cause);
    var redeployed = redeployed(planned);
    var keys = new TreeSet<>(redeployed);
    own.forEach(claim -> keys.add(claim.item()));
    var known = items.byKeysForWriting(keys);
    var kept = planItems(planned, own, known, until);
    keep(redeployed, own, known, until);
    giveBack(own, kept.keys(), redeployed, known);
    return kept.operations();
  }

  private static Set<ItemKey> redeployed(PlannedOperations planned) {
    return planned.operations().stream()
        .filter(operation -> operation.op() == OperationKind.REDEPLOY_ITEM)
        .map(operation -> Objects.requireNonNull(operation.item()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private record Kept(PlannedOperations operations, Set<ItemKey> keys) {}

  private Kept planItems(
      PlannedOperations planned,
      List<Claim> own,
      Map<ItemKey, Item> known,
      @Nullable Instant until) {
    var mine = new HashMap<String, Claim>();
    for (var claim : own) {
      var item = Objects.requireNonNull(known.get(claim.item()));
      if (claim.kind() == Claim.Kind.PLANNED && item.identity() != null) {
        mine.put(item.identity(), claim);
      }
    }
    var creations =
        planned.operations().stream()
            .filter(operation -> operation.op() == OperationKind.CREATE_ITEM)
            .toList();
    var missing =
        creations.stream()
            .map(creation -> CreateItem.identity(creation, model))
            .filter(identity -> !mine.containsKey(identity))
            .toList();
    refuseTaken(items.byIdentities(missing).values());
    var fresh = numbers.next(missing.size()).iterator();
    var operations = new ArrayList<PlannedOperation>();
    var kept = new HashSet<ItemKey>();
    for (var operation : planned.operations()) {
      if (operation.op() != OperationKind.CREATE_ITEM) {
        operations.add(operation);
        continue;
      }
      var claim = mine.get(CreateItem.identity(operation, model));
      ItemKey key;
      if (claim == null) {
        key = fresh.next();
        plan(key, operation, until);
      } else {
        key = claim.item();
        claim.passTo(cause, until);
        planAnew(Objects.requireNonNull(known.get(key)), operation);
      }
      kept.add(key);
      operations.add(withItem(operation, key));
    }
    return new Kept(new PlannedOperations(operations), kept);
  }

  private static void refuseTaken(Collection<Item> taken) {
    taken.stream()
        .findFirst()
        .ifPresent(
            item -> {
              throw new NotNow(
                  "%s:%s is there already, as %s".formatted(item.type(), item.name(), item.key()),
                  Map.of("item", item.key().value()));
            });
  }

  private void plan(ItemKey key, PlannedOperation operation, @Nullable Instant until) {
    var item =
        Item.planned(
            key,
            model.typeOf(CreateItem.type(operation)),
            CreateItem.name(operation),
            CreateItem.values(operation),
            cause.reference(),
            now);
    items.add(item);
    claims.add(Claim.planned(key, cause, until));
    revisions.record(item, null, Revision.Action.PLANNED, cause, null);
    tell(key, "ItemPlanned");
  }

  /** The plan was edited meanwhile: the planned item follows it. */
  private void planAnew(Item item, PlannedOperation operation) {
    var values = CreateItem.values(operation);
    item.attributes()
        .keySet()
        .forEach(attribute -> values.putIfAbsent(Fields.attribute(attribute), null));
    Fields.OF_ITEM.stream()
        .filter(field -> !Fields.STATE.equals(field))
        .forEach(field -> values.putIfAbsent(field, null));
    var same =
        values.entrySet().stream()
            .allMatch(entry -> Values.same(entry.getValue(), item.valueOf(entry.getKey())));
    if (!same) {
      var before = item.image();
      item.take(values, model.typeOf(item.type()), now);
      item.credit(CreateItem.values(operation).keySet(), cause.reference());
      revisions.record(item, before, Revision.Action.PLANNED, cause, null);
    }
  }

  private static PlannedOperation withItem(PlannedOperation operation, ItemKey item) {
    return new PlannedOperation(
        operation.position(),
        operation.op(),
        operation.ref(),
        item,
        operation.type(),
        operation.source(),
        operation.target(),
        operation.soft(),
        operation.base(),
        operation.to(),
        operation.revision());
  }

  private void keep(
      Set<ItemKey> redeployed, List<Claim> own, Map<ItemKey, Item> known, @Nullable Instant until) {
    if (redeployed.isEmpty()) {
      return;
    }
    var held =
        claims.on(redeployed).stream()
            .filter(claim -> claim.kind() == Claim.Kind.RESERVED)
            .collect(Collectors.toMap(Claim::item, claim -> claim));
    for (var key : redeployed) {
      var item = known.get(key);
      if (item == null || item.state() != LifecycleState.IN_STOCK) {
        throw new NotNow(
            key + " cannot be reserved, it is " + (item == null ? "unknown" : item.state()),
            Map.of("item", key.value()));
      }
      var claim = held.get(key);
      if (claim == null) {
        claims.add(Claim.reserved(key, cause, until));
        tell(key, "ItemReserved");
      } else if (own.contains(claim) || !claim.standsAt(now)) {
        claim.passTo(cause, until);
      } else {
        throw new NotNow(
            "%s is reserved for %s".formatted(key, claim.cause().reference()),
            Map.of("item", key.value(), "takenBy", claim.cause().reference()));
      }
    }
  }

  private void giveBack(
      List<Claim> own, Set<ItemKey> planned, Set<ItemKey> redeployed, Map<ItemKey, Item> known) {
    for (var claim : own) {
      var wanted =
          switch (claim.kind()) {
            case PLANNED -> planned.contains(claim.item());
            case RESERVED -> redeployed.contains(claim.item());
            case FIELD, MAINTENANCE -> true;
          };
      if (!wanted) {
        giveUp(claim, Objects.requireNonNull(known.get(claim.item())));
        entityManager.remove(claim);
      }
    }
  }

  private void giveUp(Claim claim, Item item) {
    if (claim.kind() == Claim.Kind.PLANNED && item.state() == LifecycleState.PLANNED) {
      var before = item.image();
      item.take(Map.of(Fields.STATE, LifecycleState.VOID.name()), model.typeOf(item.type()), now);
      revisions.record(item, before, Revision.Action.WITHDRAWN, cause, null);
      tell(item.key(), "ItemWithdrawn");
    } else if (claim.kind() == Claim.Kind.RESERVED) {
      tell(item.key(), "ReservationReleased");
    }
  }

  /** Gives all of it back. */
  void release() {
    reserve(PlannedOperations.NONE, null);
  }

  private void tell(ItemKey item, String fact) {
    facts.publishEvent(new Fact(item.value(), fact, null, Map.of("cause", cause.reference())));
  }
}
