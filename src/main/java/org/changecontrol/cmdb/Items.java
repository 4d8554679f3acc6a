package org.changecontrol.cmdb;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.stereotype.Repository;

/**
 * All configuration items. Reads by set, one statement each; takes part in the caller's
 * transaction.
 */
@Repository
public class Items {

  private final EntityManager entityManager;

  Items(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /** Writes what is pending now, so that a collision shows here and not at the commit. */
  void store() {
    entityManager.flush();
  }

  public void add(Item item) {
    entityManager.persist(item);
  }

  /** By key, in key order; unknown keys are absent. */
  public Map<ItemKey, Item> byKeys(Collection<ItemKey> keys) {
    return byKeys(keys, LockModeType.NONE);
  }

  /** As {@link #byKeys}, and nobody else writes them until the transaction ends. */
  public Map<ItemKey, Item> byKeysForWriting(Collection<ItemKey> keys) {
    return byKeys(keys, LockModeType.PESSIMISTIC_WRITE);
  }

  private Map<ItemKey, Item> byKeys(Collection<ItemKey> keys, LockModeType lock) {
    var found = new LinkedHashMap<ItemKey, Item>();
    if (keys.isEmpty()) {
      return found;
    }
    // In key order, so that two that want the same items wait for each other and do not block each
    // other.
    var numbers = new TreeSet<Long>();
    keys.forEach(key -> numbers.add(key.number()));
    entityManager
        .createQuery("from Item where number in (:numbers) order by number", Item.class)
        .setParameter("numbers", numbers)
        .setLockMode(lock)
        .getResultList()
        .forEach(item -> found.put(item.key(), item));
    return found;
  }

  /** Items that have not ended, by what identifies them (see {@link Item#identityOf}). */
  public Map<String, Item> byIdentities(Collection<String> identities) {
    var found = new LinkedHashMap<String, Item>();
    if (!identities.isEmpty()) {
      entityManager
          .createQuery("from Item where identity in (:identities)", Item.class)
          .setParameter("identities", identities)
          .getResultList()
          .forEach(item -> found.put(item.identity(), item));
    }
    return found;
  }

  /**
   * Items of the types that are in stock and that nobody has reserved, in key order; at most 500.
   */
  List<Item> freeInStock(Collection<String> types, Instant now) {
    return types.isEmpty()
        ? List.of()
        : entityManager
            .createQuery(
                """
                from Item item
                where item.type in (:types) and item.state = :inStock and not exists (
                  select 1 from Claim claim
                  where claim.key.item = item.number and claim.key.kind = :reserved
                    and (claim.validUntil is null or claim.validUntil > :now))
                order by item.number\
                """,
                Item.class)
            .setParameter("types", types)
            .setParameter("inStock", LifecycleState.IN_STOCK)
            .setParameter("reserved", Claim.Kind.RESERVED)
            .setParameter("now", now)
            .setMaxResults(500)
            .getResultList();
  }

  /** Items that have not ended and have one of the names, of whatever type. */
  public List<Item> named(Collection<String> names) {
    return names.isEmpty()
        ? List.of()
        : entityManager
            .createQuery(
                "from Item where name in (:names) and identity is not null order by number",
                Item.class)
            .setParameter("names", names)
            .getResultList();
  }

  /** Items that have ended and had one of the names, of whatever type, oldest first. */
  public List<Item> ended(Collection<String> names) {
    return names.isEmpty()
        ? List.of()
        : entityManager
            .createQuery(
                "from Item where name in (:names) and identity is null order by number", Item.class)
            .setParameter("names", names)
            .getResultList();
  }

  /** The item of that type and name that came last, whether it has ended or not. */
  public Optional<ItemKey> lastNamed(String type, String name) {
    return entityManager
        .createQuery(
            "select number from Item where type = :type and name = :name order by number desc",
            Long.class)
        .setParameter("type", type)
        .setParameter("name", name)
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .map(ItemKey::of);
  }
}
