package org.changecontrol.cmdb;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Repository;

/** What causes hold of the estate. */
@Repository
class Claims {

  private final EntityManager entityManager;

  Claims(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  void add(Claim claim) {
    entityManager.persist(claim);
  }

  /** All that the cause holds. */
  List<Claim> of(Cause cause) {
    return entityManager
        .createQuery(
            "from Claim where causeKind = :kind and causeReference = :reference order by key.item",
            Claim.class)
        .setParameter("kind", cause.kind())
        .setParameter("reference", cause.reference())
        .getResultList();
  }

  /** All that anybody holds of the items. */
  List<Claim> on(Collection<ItemKey> items) {
    return items.isEmpty()
        ? List.of()
        : entityManager
            .createQuery("from Claim where key.item in (:items) order by key.item", Claim.class)
            .setParameter(
                "items",
                items.stream()
                    .map(ItemKey::number)
                    .collect(Collectors.toCollection(LinkedHashSet::new)))
            .getResultList();
  }

  /** Gives back all that the cause holds. */
  void giveBack(Cause cause) {
    entityManager.flush();
    entityManager
        .createQuery("delete from Claim where causeKind = :kind and causeReference = :reference")
        .setParameter("kind", cause.kind())
        .setParameter("reference", cause.reference())
        .executeUpdate();
  }
}
