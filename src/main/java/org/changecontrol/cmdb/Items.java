package org.changecontrol.cmdb;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronizationManager;

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

  /**
   * By key, in key order; unknown keys are absent. What this transaction has read already is not
   * read again: it would get the same item as it holds it.
   */
  public Map<ItemKey, Item> byKeys(Collection<ItemKey> keys) {
    var found = new TreeMap<ItemKey, Item>();
    var unread = new TreeSet<Long>();
    for (var key : keys) {
      var held = held(key.number());
      if (held == null) {
        unread.add(key.number());
      } else {
        found.put(key, held);
      }
    }
    found.putAll(byNumbers(unread, LockModeType.NONE));
    return found;
  }

  /** As {@link #byKeys}, and nobody else writes them until the transaction ends. */
  public Map<ItemKey, Item> byKeysForWriting(Collection<ItemKey> keys) {
    // In key order, so that two that want the same items wait for each other and do not block each
    // other.
    var numbers = new TreeSet<Long>();
    keys.forEach(key -> numbers.add(key.number()));
    return byNumbers(numbers, LockModeType.PESSIMISTIC_WRITE);
  }

  private @Nullable Item held(long number) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      return null;
    }
    var session = entityManager.unwrap(SessionImplementor.class);
    var type = session.getEntityPersister(Item.class.getName(), null);
    return (Item)
        session.getPersistenceContext().getEntity(session.generateEntityKey(number, type));
  }

  private Map<ItemKey, Item> byNumbers(Collection<Long> numbers, LockModeType lock) {
    var found = new LinkedHashMap<ItemKey, Item>();
    if (!numbers.isEmpty()) {
      entityManager
          .createQuery("from Item where number in (:numbers) order by number", Item.class)
          .setParameter("numbers", numbers)
          .setLockMode(lock)
          .getResultList()
          .forEach(item -> found.put(item.key(), item));
    }
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
