package org.changecontrol.audit;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.util.List;
import org.changecontrol.fact.Fact;
import org.changecontrol.identity.Actors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Hears what happens and has it written down in the transaction that makes it true. */
@Component
class Scribe {

  private final TrailEntries entries;
  private final SignedHeads signed;
  private final Actors actors;
  private final Clock clock;
  private final ObjectProvider<EntityManagerFactory> entityManagers;
  private final TransactionTemplate ownTransaction;

  Scribe(
      TrailEntries entries,
      SignedHeads signed,
      Actors actors,
      Clock clock,
      ObjectProvider<EntityManagerFactory> entityManagers,
      PlatformTransactionManager transactions) {
    this.entries = entries;
    this.signed = signed;
    this.actors = actors;
    this.clock = clock;
    this.entityManagers = entityManagers;
    this.ownTransaction = new TransactionTemplate(transactions);
    this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** A fact that is told outside of a transaction is true already and gets one of its own. */
  @EventListener
  void on(Fact fact) {
    Noted noted = Noted.of(fact, actors.current().id(), clock.instant());
    if (TransactionSynchronizationManager.isSynchronizationActive()
        && TransactionSynchronizationManager.isActualTransactionActive()) {
      ofThisTransaction().add(noted);
    } else {
      write(List.of(noted));
    }
  }

  /** Writes at once, in a transaction of its own. */
  void write(List<Noted> notes) {
    Head head = ownTransaction.execute(status -> entries.append(notes));
    if (head != null) {
      signed.committed(head);
    }
  }

  private FactsOfTransaction ofThisTransaction() {
    for (TransactionSynchronization known :
        TransactionSynchronizationManager.getSynchronizations()) {
      if (known instanceof FactsOfTransaction facts) {
        return facts;
      }
    }
    FactsOfTransaction facts = new FactsOfTransaction(this::flush, entries, signed::committed);
    TransactionSynchronizationManager.registerSynchronization(facts);
    return facts;
  }

  /**
   * So that all other rows are locked and all constraints are met before the head of the trail is.
   */
  private void flush() {
    EntityManagerFactory factory = entityManagers.getIfAvailable();
    if (factory == null) {
      return;
    }
    EntityManager entityManager = EntityManagerFactoryUtils.getTransactionalEntityManager(factory);
    if (entityManager == null) {
      return;
    }
    try {
      entityManager.flush();
    } catch (RuntimeException e) {
      DataAccessException translated =
          EntityManagerFactoryUtils.convertJpaAccessExceptionIfPossible(e);
      throw translated == null ? e : translated;
    }
  }
}
