package org.changecontrol.cmdb.history;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.changecontrol.cmdb.ConfigurationModels;
import org.changecontrol.cmdb.ItemKey;
import org.changecontrol.cmdb.ItemSnapshot;
import org.changecontrol.cmdb.Relationship;
import org.changecontrol.cmdb.RelationshipSnapshot;
import org.changecontrol.cmdb.Revision;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What was believed when, and who made it so. */
@Component
@Transactional(readOnly = true)
public class History {

  private final EntityManager entityManager;
  private final ConfigurationModels models;

  History(EntityManager entityManager, ConfigurationModels models) {
    this.entityManager = entityManager;
    this.models = models;
  }

  /** The item as it was believed to be at that instant; empty before it was on record. */
  public Optional<ItemSnapshot> at(ItemKey key, Instant at) {
    return entityManager
        .createQuery(
            """
            from Revision
            where item = :item and relationship is null and recordedAt <= :at
            order by revision desc, recordedAt desc, id desc\
            """,
            Revision.class)
        .setParameter("item", key.number())
        .setParameter("at", at)
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .map(revision -> PastImage.of(revision).snapshot(models.current()));
  }

  /** The relationships of the item that stood at that instant, oldest first. */
  public List<RelationshipSnapshot> relationshipsAt(ItemKey key, Instant at) {
    return entityManager
        .createQuery(
            """
            from Relationship
            where (source = :item or target = :item) and validFrom <= :at
              and (validUntil is null or validUntil > :at)
            order by id\
            """,
            Relationship.class)
        .setParameter("item", key.number())
        .setParameter("at", at)
        .getResultStream()
        .map(Relationship::snapshot)
        .toList();
  }

  /** Every write to the item and to its relationships, the newest first. */
  public List<Revision> revisionsOf(ItemKey key, int offset, int limit) {
    return entityManager
        .createQuery(
            """
            from Revision
            where item = :item or counterpart = :item
            order by recordedAt desc, id desc\
            """,
            Revision.class)
        .setParameter("item", key.number())
        .setFirstResult(offset)
        .setMaxResults(limit)
        .getResultList();
  }

  public long countRevisionsOf(ItemKey key) {
    return entityManager
        .createQuery(
            "select count(*) from Revision where item = :item or counterpart = :item", Long.class)
        .setParameter("item", key.number())
        .getSingleResult();
  }
}
