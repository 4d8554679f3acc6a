package org.changecontrol.cmdb;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/** What was ever done to the estate under a cause, with what undoes it. */
@Repository
class Interventions {

  private final EntityManager entityManager;

  Interventions(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  Optional<Intervention> under(Cause cause) {
    return Optional.ofNullable(entityManager.find(Intervention.class, Intervention.Key.of(cause)));
  }

  Intervention underOrNew(Cause cause) {
    return under(cause)
        .orElseGet(
            () -> {
              var intervention = new Intervention(cause);
              entityManager.persist(intervention);
              return intervention;
            });
  }

  void add(Inverse inverse) {
    entityManager.persist(inverse);
  }

  /** What undoes the cause's operations, the last one first. */
  List<Inverse> inverses(Cause cause) {
    return entityManager
        .createQuery(
            """
            from Inverse
            where key.causeKind = :kind and key.causeReference = :reference
            order by key.operation desc\
            """,
            Inverse.class)
        .setParameter("kind", cause.kind())
        .setParameter("reference", cause.reference())
        .getResultList();
  }
}
