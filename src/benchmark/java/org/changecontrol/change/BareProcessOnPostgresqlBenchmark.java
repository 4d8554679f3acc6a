package org.changecontrol.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.changecontrol.RequestedNormalChange.normalChange;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.changecontrol.DatabaseWork;
import org.changecontrol.OnPostgresql;
import org.changecontrol.PlatformIT;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/**
 * What the trade costs on top of the engine: a whole change of low risk over {@code /api} against a
 * process of the same shape on a bare engine, on the same server, in turn and in one run. The bare
 * process has a called part with a timer, four user tasks and one variable; it knows no people, no
 * estate, no votes and no trail, and is called without HTTP.
 */
@OnPostgresql
class BareProcessOnPostgresqlBenchmark extends PlatformIT {

  private static final Logger LOG = LoggerFactory.getLogger(BareProcessOnPostgresqlBenchmark.class);

  private static final int WARM = 20;
  private static final int ROUNDS = 60;

  @Autowired private DatabaseWork platform;
  @Autowired private Environment environment;

  @Test
  void aWholeChangeAgainstABareProcessOfTheSameShape() {
    var bare = DatabaseWork.ofThisThread();
    var name = "bare-" + UUID.randomUUID().toString().substring(0, 8);
    api().importing("virtual-machine,%s,active,,here,platform,{},1\n".formatted(name), "");
    jdbc.sql("create database bare").update();
    try (var source = sourceOf("bare")) {
      var engine = bareEngine(bare.counting(source));
      try {
        for (int i = 0; i < WARM; i++) {
          bareProcess(engine);
          wholeChange("virtual-machine:" + name, i);
        }
        bare.forget();
        bareProcess(engine);
        var ofBare = bare.done();
        platform.forget();
        wholeChange("virtual-machine:" + name, WARM);
        var ofPlatform = platform.done();

        List<Long> bareNanos = new ArrayList<>();
        List<Long> platformNanos = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
          bareNanos.add(nanos(() -> bareProcess(engine)));
          var round = WARM + 1 + i;
          platformNanos.add(nanos(() -> wholeChange("virtual-machine:" + name, round)));
        }
        LOG.info(
            "bare process: {} executions, {} commits; whole change: {} executions, {} commits;"
                + " time, median of {} in turn: {} to 1",
            ofBare.executions(),
            ofBare.commits(),
            ofPlatform.executions(),
            ofPlatform.commits(),
            ROUNDS,
            Math.round(10.0 * median(platformNanos) / median(bareNanos)) / 10.0);
      } finally {
        engine.close();
      }
    }
  }

  private void wholeChange(String machine, int round) {
    var change =
        api()
            .requested(
                "requester", normalChange().updating(machine, Map.of("vcpus", 1 + round % 60)));
    api().approved("peer", change, "peer");
    api().taken("implementer", change, "implementation/start", Map.of());
    api().taken("implementer", change, "implementation/finish", Map.of("outcome", "SUCCESSFUL"));
    var verified = api().taken("implementer", change, "verification", Map.of("verified", true));
    assertThat(verified.get("state").asText()).isEqualTo("CLOSED");
  }

  private static void bareProcess(ProcessEngine engine) {
    var instance =
        engine
            .getRuntimeService()
            .startProcessInstanceByKey("bare", "key", Map.of("change", "CHG-000001"));
    for (var task : List.of("vote", "start", "finish", "verify")) {
      var id =
          engine.getTaskService().createTaskQuery().taskDefinitionKey(task).singleResult().getId();
      engine.getTaskService().complete(id);
    }
    assertThat(instance).isNotNull();
  }

  private ProcessEngine bareEngine(DataSource source) {
    var configuration = new StandaloneProcessEngineConfiguration();
    configuration.setProcessEngineName("bare");
    configuration.setDataSource(source);
    configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
    configuration.setHistory("full");
    configuration.setJobExecutorActivate(false);
    configuration.setEnforceHistoryTimeToLive(false);
    var engine = configuration.buildProcessEngine();
    var gate =
        Bpmn.createExecutableProcess("gate")
            .startEvent()
            .userTask("vote")
            .camundaCandidateGroups("peers")
            .boundaryEvent("late")
            .cancelActivity(false)
            .timerWithDuration("P2D")
            .endEvent()
            .moveToActivity("vote")
            .endEvent()
            .done();
    var whole =
        Bpmn.createExecutableProcess("bare")
            .startEvent()
            .callActivity("gates")
            .calledElement("gate")
            .userTask("start")
            .camundaCandidateUsers("implementer")
            .userTask("finish")
            .camundaCandidateUsers("implementer")
            .userTask("verify")
            .camundaCandidateGroups("peers")
            .endEvent()
            .done();
    engine
        .getRepositoryService()
        .createDeployment()
        .addModelInstance("gate.bpmn", gate)
        .addModelInstance("bare.bpmn", whole)
        .deploy();
    return engine;
  }

  private HikariDataSource sourceOf(String database) {
    var server = new PGSimpleDataSource();
    server.setUrl(environment.getRequiredProperty("spring.datasource.url"));
    server.setDatabaseName(database);
    server.setUser(environment.getRequiredProperty("spring.datasource.username"));
    server.setPassword(environment.getRequiredProperty("spring.datasource.password"));
    var pool = new HikariDataSource();
    pool.setDataSource(server);
    return pool;
  }

  private static long nanos(Runnable work) {
    var began = System.nanoTime();
    work.run();
    return System.nanoTime() - began;
  }

  private static long median(List<Long> values) {
    var sorted = values.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
