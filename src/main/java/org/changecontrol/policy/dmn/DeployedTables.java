package org.changecontrol.policy.dmn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.DecisionRequirementsDefinition;
import org.camunda.bpm.engine.repository.DecisionRequirementsDefinitionQuery;
import org.changecontrol.policy.PolicySet;
import org.changecontrol.transaction.OncePerTransaction;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The tables as they were deployed. Which version is in force is asked of the database once in each
 * transaction, so that all nodes and all questions of one user action agree. What a set holds never
 * changes: it is asked once, and a version is read and parsed once.
 */
@Component
class DeployedTables implements PolicyTables {

  /** The engine is asked late: it may itself be built from what asks the policy. */
  private final ObjectProvider<ProcessEngine> engine;

  private final OncePerTransaction<Class<Version>, Map<String, Version>> inForce =
      OncePerTransaction.settled();

  private final Map<String, Map<String, Version>> sets = new ConcurrentHashMap<>();
  private final Map<String, PolicyTable> parsed = new ConcurrentHashMap<>();

  DeployedTables(ObjectProvider<ProcessEngine> engine) {
    this.engine = engine;
  }

  /** A version by name; a policy's file and its deployment. */
  private record Version(String id, int number) {}

  @Override
  public PolicyTable of(PolicySet set, String policy) {
    var version = versions(set).get(policy);
    if (version == null) {
      throw new IllegalStateException(
          "No policy \""
              + policy
              + "\" is deployed"
              + (set.id() == null ? "" : " in set " + set.id()));
    }
    return parsed.computeIfAbsent(
        version.id(),
        definition ->
            new PolicyTable(
                policy + ":" + version.number(),
                withoutAuthorization(
                    running ->
                        running.getRepositoryService().getDecisionRequirementsModel(definition))));
  }

  @Override
  public boolean holds(PolicySet set, String policy) {
    return versions(set).containsKey(policy);
  }

  private Map<String, Version> versions(PolicySet set) {
    var id = set.id();
    return id == null
        ? inForce.get(Version.class, this::newest)
        : sets.computeIfAbsent(id, this::versionsOf);
  }

  private Map<String, Version> newest() {
    return versions(DecisionRequirementsDefinitionQuery::latestVersion);
  }

  private Map<String, Version> versionsOf(String deployment) {
    return versions(all -> all.deploymentId(deployment));
  }

  private Map<String, Version> versions(UnaryOperator<DecisionRequirementsDefinitionQuery> which) {
    return withoutAuthorization(
        running -> {
          Map<String, Version> versions = new LinkedHashMap<>();
          for (DecisionRequirementsDefinition definition :
              which
                  .apply(running.getRepositoryService().createDecisionRequirementsDefinitionQuery())
                  .list()) {
            versions.put(
                definition.getKey(), new Version(definition.getId(), definition.getVersion()));
          }
          return versions;
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
