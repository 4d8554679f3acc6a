package org.changecontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.repository.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class ModelDeploymentTest {

  private static final PathMatchingResourcePatternResolver RESOURCES =
      new PathMatchingResourcePatternResolver();

  private ProcessEngine engine;
  private ModelDeployment deployment;

  @BeforeEach
  void startAnEngine() {
    var configuration = new StandaloneInMemProcessEngineConfiguration();
    configuration.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
    configuration.setProcessEngineName("deployment");
    engine = configuration.buildProcessEngine();
    deployment =
        new ModelDeployment(
            engine.getRepositoryService(),
            configuration,
            new ModelGuard(
                new ObjectMapper(),
                new StaticListableBeanFactory().getBeanProvider(ModelCheck.class)),
            RESOURCES,
            "classpath:");
  }

  @AfterEach
  void stopIt() {
    engine.close();
  }

  @Test
  void everythingIsDeployedAsOneSetUnderRelativeNames() {
    deployment.afterSingletonsInstantiated();

    var sets = engine.getRepositoryService().createDeploymentQuery().list();
    assertThat(sets).hasSize(1);
    List<String> names =
        engine.getRepositoryService().getDeploymentResources(sets.get(0).getId()).stream()
            .map(Resource::getName)
            .toList();
    assertThat(names)
        .contains("bpmn/normal-change.bpmn", "bpmn/change-risk.dmn", "forms/vote-on-change.form")
        .allMatch(name -> name.matches("(bpmn|forms)/[^/]+"));
    assertThat(deployment.health().getStatus().getCode()).isEqualTo("UP");
  }

  @Test
  void theSameModelsMakeNoNewVersion() {
    deployment.afterSingletonsInstantiated();
    deployment.afterSingletonsInstantiated();

    assertThat(engine.getRepositoryService().createDeploymentQuery().count()).isOne();
  }

  @Test
  void anEarlierSetComesBackAsANewVersion() {
    ModelSet shipped = ModelSet.in("classpath:", RESOURCES);
    deployment.deploy(shipped);
    deployment.deploy(renamed(shipped));
    deployment.deploy(shipped);

    assertThat(
            engine
                .getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey("normal-change")
                .latestVersion()
                .singleResult()
                .getVersion())
        .isEqualTo(3);
  }

  @Test
  void aRefusedSetLeavesTheLastGoodOneRunningAndHealthTells() {
    ModelSet shipped = ModelSet.in("classpath:", RESOURCES);
    deployment.deploy(shipped);

    deployment.deploy(broken(shipped));

    assertThat(engine.getRepositoryService().createDeploymentQuery().count()).isOne();
    assertThat(deployment.health().getStatus().getCode()).isEqualTo("DEGRADED");
    assertThat(deployment.health().getDetails().get("refused").toString())
        .contains("bpmn/approval-gate.bpmn");

    deployment.deploy(shipped);
    assertThat(deployment.health().getStatus().getCode()).isEqualTo("UP");
  }

  @Test
  void whereThereIsNoGoodSetThereIsNoStart() {
    ModelSet broken = broken(ModelSet.in("classpath:", RESOURCES));

    assertThatThrownBy(() -> deployment.deploy(broken)).isInstanceOf(ModelsRefused.class);
  }

  private static ModelSet broken(ModelSet set) {
    return replaced(set, "sourceRef=\"Start_GateOpened\"", "sourceRef=\"Start_Nowhere\"");
  }

  private static ModelSet renamed(ModelSet set) {
    return replaced(set, "name=\"Approval gate\"", "name=\"Approval gates\"");
  }

  private static ModelSet replaced(ModelSet set, String old, String with) {
    TreeMap<String, byte[]> files = new TreeMap<>(set.files());
    files.computeIfPresent(
        "bpmn/approval-gate.bpmn",
        (name, content) ->
            new String(content, StandardCharsets.UTF_8)
                .replace(old, with)
                .getBytes(StandardCharsets.UTF_8));
    return new ModelSet(files);
  }
}
