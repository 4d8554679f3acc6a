package org.changecontrol.engine;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.jobexecutor.ProcessEventJobHandler;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionManager;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * What the engine would ask the database at every step although the answer is known. No door offers
 * what could change a definition once it was read, suspend it, or give a task parts; and no model
 * leaves it to a job to deliver a signal later, which {@link ModelGuard} sees to.
 */
final class NeedlessQuestions {

  private NeedlessQuestions() {}

  static List<SessionFactory> spared() {
    Map<Called, String> called = new ConcurrentHashMap<>();
    return List.of(
        new Sparing(ProcessDefinitionManager.class, () -> new ReadDefinitions(called)),
        new Sparing(TaskManager.class, WholeTasks::new),
        new Sparing(JobManager.class, JobsWithoutSignals::new));
  }

  /** The definition, if this node has read it. */
  static @Nullable ProcessDefinitionEntity read(String definition) {
    return Context.getProcessEngineConfiguration()
        .getDeploymentCache()
        .getProcessDefinitionCache()
        .get(definition);
  }

  private record Sparing(Class<?> getSessionType, Supplier<Session> sparing)
      implements SessionFactory {

    @Override
    public Session openSession() {
      return sparing.get();
    }
  }

  /** A part as its caller names it: by its set and its key. */
  private record Called(String deployment, String key) {}

  /** Which version is the latest is asked each time. */
  private static final class ReadDefinitions extends ProcessDefinitionManager {

    private final Map<Called, String> called;

    private ReadDefinitions(Map<Called, String> called) {
      this.called = called;
    }

    @Override
    public @Nullable ProcessDefinitionEntity findLatestDefinitionById(String id) {
      var read = read(id);
      return read == null ? super.findLatestDefinitionById(id) : read;
    }

    @Override
    public @Nullable ProcessDefinitionEntity findDefinitionByDeploymentAndKey(
        String deployment, String key) {
      var name = new Called(deployment, key);
      var id = called.get(name);
      var read = id == null ? null : read(id);
      if (read != null) {
        return read;
      }
      var found = super.findDefinitionByDeploymentAndKey(deployment, key);
      if (found != null) {
        called.put(name, found.getId());
      }
      return found;
    }
  }

  private static final class WholeTasks extends TaskManager {

    @Override
    public List<Task> findTasksByParentTaskId(String task) {
      return List.of();
    }
  }

  private static final class JobsWithoutSignals extends JobManager {

    @Override
    public List<JobEntity> findJobsByConfiguration(
        String handler, String configuration, String tenant) {
      return handler.equals(ProcessEventJobHandler.TYPE)
          ? List.of()
          : super.findJobsByConfiguration(handler, configuration, tenant);
    }
  }
}
