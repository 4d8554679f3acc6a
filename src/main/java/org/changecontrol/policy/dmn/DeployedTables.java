package org.changecontrol.policy.dmn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.DecisionRequirementsDefinition;
import org.changecontrol.transaction.OncePerTransaction;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The tables of the newest deployment. Which version is in force is asked of the database once in
 * each transaction, so that all nodes and all questions of one user action agree; a version is read
 * and parsed once.
 */
@Component
class DeployedTables implements PolicyTables {

  /** The engine is asked late: it may itself be built from what asks the policy. */
  private final ObjectProvider<ProcessEngine> engine;

  private final OncePerTransaction<Class<Version>, Map<String, Version>> inForce =
      OncePerTransaction.settled();

  private final Map<String, PolicyTable> parsed = new ConcurrentHashMap<>();

  DeployedTables(ObjectProvider<ProcessEngine> engine) {
    this.engine = engine;
  }

  /** A version by name; a policy's file and its deployment. */
  private record Version(String id, int number) {}

  @Override
  public PolicyTable inForce(String policy) {
    var version = inForce.get(Version.class, this::newest).get(policy);
    if (version == null) {
      throw new IllegalStateException("No policy \"" + policy + "\" is deployed");
    }
    return parsed.computeIfAbsent(
        version.id(),
        id ->
            new PolicyTable(
                policy + ":" + version.number(),
                withoutAuthorization(
                    running -> running.getRepositoryService().getDecisionRequirementsModel(id))));
  }

  private Map<String, Version> newest() {
    return withoutAuthorization(
        running -> {
          Map<String, Version> newest = new LinkedHashMap<>();
          for (DecisionRequirementsDefinition definition :
              running
                  .getRepositoryService()
                  .createDecisionRequirementsDefinitionQuery()
                  .latestVersion()
                  .list()) {
            newest.put(
                definition.getKey(), new Version(definition.getId(), definition.getVersion()));
          }
          return newest;
        });
  }

  /** The policy holds for everybody, whatever he may see of the engine. */
  private <T> T withoutAuthorization(java.util.function.Function<ProcessEngine, T> question) {
    ProcessEngine running = engine.getObject();
    var configuration = (ProcessEngineConfigurationImpl) running.getProcessEngineConfiguration();
    return configuration
        .getCommandExecutorTxRequired()
        .execute(context -> context.runWithoutAuthorization(() -> question.apply(running)));
  }
}
