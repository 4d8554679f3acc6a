package org.changecontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.changecontrol.PlatformIT;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

abstract class EngineSettingsScenarios extends PlatformIT {

  @Autowired ProcessEngineConfigurationImpl engine;
  @Autowired PlatformTransactionManager transactions;

  /** The product that the scenario is meant for, as its driver names it. */
  abstract String database();

  @Test
  void theScenariosRunOnTheDatabaseTheyAreMeantFor() {
    assertThat(
            jdbc.sql("select 1")
                .query(
                    (row, number) ->
                        row.getStatement().getConnection().getMetaData().getDatabaseProductName())
                .single())
        .isEqualTo(database());
  }

  @Test
  void theEngineSharesTheTransactionsOfTheApplication() {
    assertThat(transactions).isInstanceOf(JpaTransactionManager.class);
  }

  @Test
  void theEngineIsConfiguredAsTheControlsNeedIt() {
    assertThat(engine.isAuthorizationEnabled()).isTrue();
    assertThat(engine.getHistoryLevel().getName()).isEqualTo("full");
    assertThat(engine.getHistoryRemovalTimeStrategy()).isEqualTo("start");
    assertThat(engine.getDefaultUserPermissionForTask().getName()).isEqualTo("TASK_WORK");
    assertThat(engine.isEnableExpressionsInStoredQueries()).isFalse();
    assertThat(engine.isEnableExpressionsInAdhocQueries()).isFalse();
    assertThat(engine.getJobExecutor().getLockTimeInMillis()).isEqualTo(60_000);
    assertThat(engine.getJobExecutor().getMaxWait()).isEqualTo(5_000);
    assertThat(engine.getLoginMaxAttempts()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void thePlatformIsHealthy() {
    assertThat(http.getForEntity("/actuator/health", String.class).getStatusCode())
        .isIn(HttpStatus.OK, HttpStatus.UNAUTHORIZED);
  }
}
