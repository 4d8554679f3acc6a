package org.changecontrol.change.process;

import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.changecontrol.change.Foreman;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The tasks of changes as user tasks: finds them, makes them stand out. */
@Component
class WorkTasks {

  /** Above the 50 that every task begins with. */
  private static final int PRIORITY_OF_AN_OVERDUE_TASK = 75;

  private final TaskService tasks;
  private final Foreman foreman;

  WorkTasks(@Lazy TaskService tasks, Foreman foreman) {
    this.tasks = tasks;
    this.foreman = foreman;
  }

  /** The user task by which a task is reported; null where it is not handed out. */
  @Nullable Task find(String number, long work) {
    return tasks
        .createTaskQuery()
        .processInstanceBusinessKey(number)
        .processVariableValueEquals(WorkOf.WORK, work)
        .taskDefinitionKey(CarryOutWorkRule.TASK)
        .singleResult();
  }

  /**
   * Nobody has reported it in time: it is nobody's alone any more, and those who may see to it
   * besides find it in their lists.
   */
  void escalate(String number, long work) {
    foreman.escalate(number, work);
    var task = find(number, work);
    if (task != null) {
      tasks.setPriority(task.getId(), PRIORITY_OF_AN_OVERDUE_TASK);
      if (task.getAssignee() != null) {
        tasks.addCandidateUser(task.getId(), task.getAssignee());
        tasks.setAssignee(task.getId(), null);
      }
      foreman.groups(number, work).forEach(group -> tasks.addCandidateGroup(task.getId(), group));
    }
  }
}
