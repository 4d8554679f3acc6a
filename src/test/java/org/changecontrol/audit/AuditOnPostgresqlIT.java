package org.changecontrol.audit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.changecontrol.OnPostgresql;
import org.changecontrol.fact.Fact;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionTemplate;

@OnPostgresql
class AuditOnPostgresqlIT extends AuditScenarios {

  @Override
  void behindThePlatformsBack(Runnable edit) {
    jdbc.sql("alter table audit_entry disable trigger audit_entry_append_only").update();
    try {
      edit.run();
    } finally {
      jdbc.sql("alter table audit_entry enable trigger audit_entry_append_only").update();
    }
  }

  /**
   * Tried in a transaction that is rolled back: were the control gone, the others' trail would not
   * be.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_entry set reason = 'x'",
        "delete from audit_entry",
        "truncate audit_entry",
        "update audit_head set seq = seq - 1",
        "update audit_head set hash = 'x'",
        "delete from audit_head",
        "truncate audit_head",
        "truncate approval_vote cascade",
        "update cmdb_revision set actor = 'x'",
        "update cmdb_revision set version = version + 1",
        "delete from cmdb_revision",
        "truncate cmdb_revision cascade"
      })
  void theDatabaseRefusesToRewriteWhatIsOnRecord(String statement) {
    var transaction = new TransactionTemplate(transactions);
    transaction.executeWithoutResult(running -> facts.publishEvent(Fact.of("x", "Happened")));

    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    running -> {
                      running.setRollbackOnly();
                      jdbc.sql(statement).update();
                    }))
        .hasStackTraceContaining("is refused");
  }
}
