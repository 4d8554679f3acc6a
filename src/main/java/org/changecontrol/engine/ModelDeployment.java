package org.changecontrol.engine;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Gives the engine the models as one set, once for each content. A set that cannot run is refused
 * whole: the last good one keeps running, and health tells; where there is none, the platform does
 * not start.
 */
@Component("models")
class ModelDeployment implements SmartInitializingSingleton, HealthIndicator {

  /** The name under which Cockpit shows the set. */
  static final String NAME = "change-control";

  private static final Logger log = LoggerFactory.getLogger(ModelDeployment.class);

  private final RepositoryService repository;
  private final ProcessEngineConfigurationImpl engine;
  private final ModelGuard guard;
  private final ResourcePatternResolver resources;
  private final String place;
  private volatile @Nullable ModelsRefused refused;

  /**
   * @param place where the folders {@code bpmn} and {@code forms} stand
   */
  ModelDeployment(
      RepositoryService repository,
      ProcessEngineConfigurationImpl engine,
      ModelGuard guard,
      ResourcePatternResolver resources,
      @Value("${change-control.models:classpath:}") String place) {
    this.repository = repository;
    this.engine = engine;
    this.guard = guard;
    this.resources = resources;
    this.place = place;
  }

  @Override
  public void afterSingletonsInstantiated() {
    deploy(ModelSet.in(place, resources));
  }

  void deploy(ModelSet set) {
    try {
      guard.check(set);
      deployUnlessPresent(set);
      refused = null;
    } catch (ModelsRefused e) {
      refuse(e);
    } catch (ParseException e) {
      refuse(new ModelsRefused(problems(e)));
    } catch (ProcessEngineException e) {
      refuse(new ModelsRefused(List.of(String.valueOf(e.getMessage()))));
    }
  }

  /** Two nodes that start at once make one deployment: the second waits and finds the first's. */
  private void deployUnlessPresent(ModelSet set) {
    engine
        .getCommandExecutorTxRequired()
        .execute(
            context -> {
              context.getPropertyManager().acquireExclusiveLock();
              deployIfNew(set);
              return null;
            });
  }

  private void deployIfNew(ModelSet set) {
    String digest = set.digest();
    Deployment present = lastGood();
    if (present != null && digest.equals(present.getSource())) {
      log.info("The models are those of {}", present.getDeploymentTime());
      return;
    }
    DeploymentBuilder deployment = repository.createDeployment().name(NAME).source(digest);
    set.files()
        .forEach(
            (name, content) -> deployment.addInputStream(name, new ByteArrayInputStream(content)));
    deployment.deploy();
    log.info("Deployed {} models as one set, {}", set.files().size(), digest);
  }

  private void refuse(ModelsRefused refusal) {
    Deployment present = lastGood();
    if (present == null) {
      throw refusal;
    }
    refused = refusal;
    log.error(
        "{}\nThe set of {} keeps running. Correct the models and start again.",
        refusal.getMessage(),
        present.getDeploymentTime());
  }

  private @Nullable Deployment lastGood() {
    return repository
        .createDeploymentQuery()
        .deploymentName(NAME)
        .orderByDeploymentTime()
        .desc()
        .listPage(0, 1)
        .stream()
        .findFirst()
        .orElse(null);
  }

  private static List<String> problems(ParseException failure) {
    return failure.getResorceReports().stream()
        .flatMap(
            report ->
                report.getErrors().stream()
                    .map(
                        error ->
                            report.getResourceName()
                                + ": "
                                + (error.getMainElementId() == null
                                    ? ""
                                    : error.getMainElementId() + " ")
                                + error.getMessage()))
        .toList();
  }

  @Override
  public Health health() {
    ModelsRefused refusal = refused;
    if (refusal == null) {
      return Health.up().build();
    }
    return Health.status("DEGRADED")
        .withDetail("refused", refusal.problems())
        .withDetail("running", String.valueOf(runningSince()))
        .build();
  }

  private @Nullable Object runningSince() {
    Deployment present = lastGood();
    return present == null ? null : present.getDeploymentTime();
  }
}
