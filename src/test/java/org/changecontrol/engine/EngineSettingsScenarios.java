package org.changecontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.changecontrol.PlatformIT;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.HttpStatus;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

abstract class EngineSettingsScenarios extends PlatformIT {

  @Autowired ProcessEngineConfigurationImpl engine;
  @Autowired PlatformTransactionManager transactions;
  @Autowired ModelDeployment models;

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

  @Test
  void aModelThatGoesRoundItsGateIsRefusedAndTheLastGoodSetKeepsRunning() {
    ModelSet shipped = ModelSet.in("classpath:", new PathMatchingResourcePatternResolver());
    long before = engine.getRepositoryService().createDeploymentQuery().count();

    models.deploy(
        edited(shipped, "normal-change.bpmn", "changeFacts.approved", "changeFacts.complete"));
    assertThat(models.health().getStatus().getCode()).isEqualTo("DEGRADED");
    assertThat(models.health().getDetails().get("refused").toString())
        .contains("bpmn/normal-change.bpmn: Task_AuthoriseChange touches the estate")
        .contains("Gateway_ChangeApproved → Gateway_Redeploy → Task_AuthoriseChange");

    models.deploy(edited(shipped, "change-risk.dmn", "<text>[2..3]</text>", "<text>3</text>"));
    assertThat(models.health().getDetails().get("refused").toString())
        .contains("bpmn/change-risk.dmn: item-history-band: no rule matches itemFailures = 2");
    assertThat(engine.getRepositoryService().createDeploymentQuery().count()).isEqualTo(before);

    models.deploy(shipped);
    assertThat(models.health().getStatus().getCode()).isEqualTo("UP");
    assertThat(engine.getRepositoryService().createDeploymentQuery().count()).isEqualTo(before);
  }

  private static ModelSet edited(ModelSet set, String file, String old, String with) {
    TreeMap<String, byte[]> files = new TreeMap<>(set.files());
    files.computeIfPresent(
        "bpmn/" + file,
        (name, content) ->
            new String(content, StandardCharsets.UTF_8)
                .replace(old, with)
                .getBytes(StandardCharsets.UTF_8));
    return new ModelSet(files);
  }
}
