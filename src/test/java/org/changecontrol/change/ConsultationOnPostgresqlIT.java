package org.changecontrol.change;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.changecontrol.OnPostgresql;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnPostgresql
class ConsultationOnPostgresqlIT extends ConsultationScenarios {

  @Override
  void behindThePlatformsBack(Runnable edit) {
    transaction.executeWithoutResult(
        running -> {
          jdbc.sql("set local session_replication_role = replica").update();
          edit.run();
        });
  }

  /** Tried in a transaction that is rolled back: were the control gone, the record would not be. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "update consultation_answer set text = 'fine'",
        "delete from consultation_answer",
        "truncate consultation_answer",
        "update consultation_question set deadline = asked_at",
        "delete from consultation_question",
        "truncate consultation_question"
      })
  void theDatabaseRefusesToRewriteWhatWasAskedAndSaid(String statement) {
    answered(highChange(), "OBJECTION", "not on a Friday");

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
