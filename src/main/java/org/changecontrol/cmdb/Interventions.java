package org.changecontrol.cmdb;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import org.changecontrol.transaction.OncePerTransaction;
import org.springframework.stereotype.Repository;

/** What was ever done to the estate under a cause, with what undoes it. */
@Repository
class Interventions {

  private final EntityManager entityManager;

  /** That there is none is asked for again and again, too. */
  private final OncePerTransaction<Cause, Optional<Intervention>> known =
      new OncePerTransaction<>();

  Interventions(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  Optional<Intervention> under(Cause cause) {
    return known.get(
        cause,
        () ->
            Optional.ofNullable(
                entityManager.find(Intervention.class, Intervention.Key.of(cause))));
  }

  Intervention underOrNew(Cause cause) {
    return under(cause)
        .orElseGet(
            () -> {
              var intervention = new Intervention(cause);
              keep(intervention);
              return intervention;
            });
  }

  /** Puts it on record, if it is not there already. */
  void keep(Intervention intervention) {
    entityManager.persist(intervention);
    known.forget();
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
