package org.changecontrol.cmdb;

import jakarta.persistence.EntityManager;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Numbers the transactions that write to the estate, in the order in which they commit: who holds a
 * picture of the estate asks for the revisions after the version he knows and misses none.
 */
@Component
class EstateVersions {

  private final EntityManager entityManager;
  private final JdbcTemplate jdbc;
  private final PersistenceExceptionTranslator translator;

  EstateVersions(
      EntityManager entityManager, JdbcTemplate jdbc, PersistenceExceptionTranslator translator) {
    this.entityManager = entityManager;
    this.jdbc = jdbc;
    this.translator = translator;
  }

  /**
   * The revisions of this transaction get their version just before it commits: the head's row is
   * locked for as short a time as can be.
   */
  void giveBeforeCommit() {
    var numbering =
        numbering()
            .orElseGet(
                () -> {
                  var first = new Numbering();
                  TransactionSynchronizationManager.registerSynchronization(first);
                  return first;
                });
    numbering.revisions++;
  }

  /** How many revisions this transaction has recorded so far. */
  int recorded() {
    return numbering().map(numbering -> numbering.revisions).orElse(0);
  }

  private static Optional<Numbering> numbering() {
    return TransactionSynchronizationManager.getSynchronizations().stream()
        .filter(Numbering.class::isInstance)
        .map(Numbering.class::cast)
        .findFirst();
  }

  private final class Numbering implements TransactionSynchronization {

    private int revisions;

    /** Before the audit trail, which locks its own head last of all. */
    @Override
    public int getOrder() {
      return Ordered.LOWEST_PRECEDENCE - 1000;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      try {
        number();
      } catch (RuntimeException failed) {
        // What collides here is told in the same words as what collides anywhere else.
        throw DataAccessUtils.translateIfNecessary(failed, translator);
      }
    }

    private void number() {
      entityManager.flush();
      jdbc.batchUpdate(
          "update cmdb_head set version = version + 1 where id = 1",
          "update cmdb_revision set version = (select version from cmdb_head where id = 1)"
              + " where version is null");
    }
  }
}
