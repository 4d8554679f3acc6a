package org.changecontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.junit.jupiter.api.Test;

class ProcessModelTest {

  @Test
  void theEngineAcceptsEveryModel() throws IOException {
    var configuration = new StandaloneInMemProcessEngineConfiguration();
    configuration.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
    configuration.setProcessEngineName("models");
    ProcessEngine engine = configuration.buildProcessEngine();
    try {
      var deployment = engine.getRepositoryService().createDeployment();
      for (Path file : models()) {
        deployment.addString("bpmn/" + file.getFileName(), Files.readString(file));
      }
      assertThat(deployment.deployWithResult().getDeployedProcessDefinitions())
          .hasSameSizeAs(models());
    } finally {
      engine.close();
    }
  }

  private static List<Path> models() throws IOException {
    try (var files = Files.list(Path.of("bpmn"))) {
      return files.filter(file -> file.toString().endsWith(".bpmn")).sorted().toList();
    }
  }
}
