package org.changecontrol.cmdb;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The part of the estate that operations are about, as it is now and as one cause sees it. */
final class Worksite {

  /** States in which an item is no longer something to build on. */
  private static final Set<LifecycleState> ENDED =
      EnumSet.of(
          LifecycleState.PENDING_RETIREMENT,
          LifecycleState.RETIRED,
          LifecycleState.DISPOSED,
          LifecycleState.VOID);

  private final ConfigurationModel model;
  private final Cause cause;
  private final Instant now;
  private final Map<ItemKey, Item> items;
  private final Map<ItemKey, List<Claim>> claims;
  private final Map<String, Relationship> standing;
  private final Map<String, Item> identified;
  private final Map<String, ItemKey> refs;
  private final Map<Long, Relationship> undoneRelationships = new LinkedHashMap<>();
  private final Set<ItemKey> undoneItems = new HashSet<>();

  Worksite(
      ConfigurationModel model,
      Cause cause,
      Instant now,
      Map<ItemKey, Item> items,
      Collection<Claim> claims,
      Map<String, Relationship> standing,
      Map<String, Item> identified,
      PlannedOperations planned) {
    this.model = model;
    this.cause = cause;
    this.now = now;
    this.items = items;
    this.claims = claims.stream().collect(Collectors.groupingBy(Claim::item));
    this.standing = new LinkedHashMap<>(standing);
    this.identified = identified;
    this.refs = new LinkedHashMap<>();
    for (var operation : planned.operations()) {
      if (operation.ref() != null && operation.item() != null) {
        refs.put(operation.ref(), operation.item());
      }
    }
  }

  ConfigurationModel model() {
    return model;
  }

  Cause cause() {
    return cause;
  }

  /** Null when there is none. */
  @Nullable Item find(ItemKey key) {
    return items.get(key);
  }

  /**
   * @throws IllegalStateException when it was not read: items are never deleted
   */
  Item item(ItemKey key) {
    var item = items.get(key);
    if (item == null) {
      throw new IllegalStateException("item " + key + " is not on record");
    }
    return item;
  }

  ItemType typeOf(Item item) {
    return model.typeOf(item.type());
  }

  /** The item that an end of a relationship means; null while it is yet to be created. */
  @Nullable ItemKey end(String text) {
    return End.isRef(text) ? refs.get(End.ref(text)) : new ItemKey(text);
  }

  /** The relationship that stands; null when none does. */
  @Nullable Relationship standing(String type, ItemKey source, ItemKey target) {
    return standing.get(Relationship.standing(type, source.number(), target.number()));
  }

  @Nullable Relationship standing(String key) {
    return standing.get(key);
  }

  @Nullable Item identified(String identity) {
    return identified.get(identity);
  }

  /** What a field holds, leaving aside that the platform has put the item into maintenance. */
  @Nullable Object valueOf(Item item, String field) {
    return Fields.STATE.equals(field) ? stateOf(item).name() : item.valueOf(field);
  }

  LifecycleState stateOf(Item item) {
    return isUnderWork(item) ? LifecycleState.IN_USE : item.state();
  }

  boolean hasEnded(Item item) {
    return ENDED.contains(item.state());
  }

  private boolean isUnderWork(Item item) {
    return item.state() == LifecycleState.MAINTENANCE
        && claimsOn(item.key()).stream().anyMatch(claim -> claim.kind() == Claim.Kind.MAINTENANCE);
  }

  boolean isMaintainedByCause(ItemKey item) {
    return claimsOn(item).stream()
        .anyMatch(claim -> claim.kind() == Claim.Kind.MAINTENANCE && claim.isOf(cause));
  }

  boolean isMaintainedByAnother(ItemKey item) {
    return claimsOn(item).stream()
        .anyMatch(claim -> claim.kind() == Claim.Kind.MAINTENANCE && !claim.isOf(cause));
  }

  Collection<ItemKey> maintainedByCause() {
    return items.keySet().stream().filter(this::isMaintainedByCause).toList();
  }

  List<Claim> claimsOn(ItemKey item) {
    return claims.getOrDefault(item, List.of());
  }

  /**
   * What another cause holds of the item and an operation on the field would disturb; null when
   * nothing.
   */
  @Nullable Claim heldByAnother(ItemKey item, String field) {
    return claimsOn(item).stream()
        .filter(claim -> !claim.isOf(cause) && claim.standsAt(now))
        .filter(
            claim ->
                switch (claim.kind()) {
                  case FIELD -> claim.subject().equals(field);
                  case RESERVED, PLANNED -> Fields.STATE.equals(field);
                  case MAINTENANCE -> false;
                })
        .findFirst()
        .orElse(null);
  }

  /** The relationships and items that are put back to what they were before this cause. */
  void undoes(Collection<Relationship> relationships, Collection<ItemKey> undone) {
    relationships.forEach(relationship -> undoneRelationships.put(relationship.id(), relationship));
    undoneItems.addAll(undone);
  }

  boolean isUndone(Relationship relationship) {
    return undoneRelationships.containsKey(relationship.id());
  }

  boolean isUndone(Item item) {
    return undoneItems.contains(item.key());
  }

  /**
   * @throws IllegalStateException when this cause does not undo it
   */
  Relationship relationship(long id) {
    var relationship = undoneRelationships.get(id);
    if (relationship == null) {
      throw new IllegalStateException("relationship " + id + " is not on record");
    }
    return relationship;
  }

  Collection<Item> items() {
    return items.values();
  }
}
