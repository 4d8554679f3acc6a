package org.changecontrol.engine.web;

import java.util.function.Supplier;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.changecontrol.identity.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Knows what a call is about: the change that a task or an instance belongs to. */
@Component
class Subjects {

  private final TaskService tasks;
  private final HistoryService history;
  private final ManagementService management;
  private final ProcessEngineConfigurationImpl engine;

  Subjects(
      TaskService tasks,
      HistoryService history,
      ManagementService management,
      ProcessEngineConfigurationImpl engine) {
    this.tasks = tasks;
    this.history = history;
    this.management = management;
    this.engine = engine;
  }

  /** The change's number where the call names one of its parts, otherwise the path of the call. */
  String of(Call call) {
    if (call.segments().size() < 2) {
      return call.path();
    }
    String id = call.segments().get(1);
    String number =
        switch (call.segments().get(0)) {
          case "task" -> numberOfTask(id);
          case "process-instance" -> numberOfInstance(id);
          case "job" -> numberOfJob(id);
          default -> null;
        };
    return number == null ? call.path() : number;
  }

  /** Whether the call is about a task that is done already. */
  boolean isDone(Call call) {
    return call.segments().size() > 2
        && call.segments().get(0).equals("task")
        && asThePlatform(
            () ->
                history
                        .createHistoricTaskInstanceQuery()
                        .taskId(call.segments().get(1))
                        .finished()
                        .count()
                    > 0);
  }

  /**
   * Whether somebody gives back the task that he holds. The engine asks for the right to assign
   * tasks to others for that; the platform does not.
   */
  boolean isReturnedByItsHolder(Call call, Actor actor) {
    if (!call.method().equals("POST")
        || call.segments().size() != 3
        || !call.segments().get(0).equals("task")
        || !call.segments().get(2).equals("unclaim")) {
      return false;
    }
    Task task = tasks.createTaskQuery().taskId(call.segments().get(1)).singleResult();
    return task != null && actor.id().equals(task.getAssignee());
  }

  void giveBack(Call call) {
    tasks.claim(call.segments().get(1), null);
  }

  private @Nullable String numberOfTask(String id) {
    HistoricTaskInstance task =
        asThePlatform(() -> history.createHistoricTaskInstanceQuery().taskId(id).singleResult());
    return task == null || task.getProcessInstanceId() == null
        ? null
        : numberOfInstance(task.getProcessInstanceId());
  }

  /** The number of the change that an instance, or what called it, belongs to. */
  @Nullable String numberOfInstance(String id) {
    HistoricProcessInstance instance =
        asThePlatform(
            () ->
                history.createHistoricProcessInstanceQuery().processInstanceId(id).singleResult());
    return instance == null ? null : instance.getBusinessKey();
  }

  private @Nullable String numberOfJob(String id) {
    Job job = asThePlatform(() -> management.createJobQuery().jobId(id).singleResult());
    return job == null || job.getProcessInstanceId() == null
        ? null
        : numberOfInstance(job.getProcessInstanceId());
  }

  private <T extends @Nullable Object> T asThePlatform(Supplier<T> question) {
    return engine
        .getCommandExecutorTxRequired()
        .execute(context -> context.runWithoutAuthorization(question::get));
  }
}
