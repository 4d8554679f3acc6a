package org.changecontrol.workspace.process;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.changecontrol.identity.Actor;
import org.changecontrol.problem.NotVisible;
import org.changecontrol.workspace.TasksAtHand;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks the engine: for tasks with the rights of whoever is signed in, for their business keys with
 * its own.
 */
@Component
class EngineTasks implements TasksAtHand {

  private static final Comparator<Task> MOST_URGENT_FIRST =
      Comparator.comparing(Task::due, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(Task::since);

  private final TaskService tasks;
  private final RuntimeService instances;
  private final IdentityService identity;

  EngineTasks(TaskService tasks, RuntimeService instances, IdentityService identity) {
    this.tasks = tasks;
    this.instances = instances;
    this.identity = identity;
  }

  @Override
  public List<Task> of(Actor actor) {
    var found = new ArrayList<>(assignedTo(actor));
    found.addAll(openTo(actor));
    var changes = changesOf(found);
    var oncePerPlace = new LinkedHashMap<Place, Task>();
    for (var task : found) {
      var change = changes.get(task.getProcessInstanceId());
      if (change != null) {
        var place = new Place(task.getProcessInstanceId(), task.getTaskDefinitionKey());
        oncePerPlace.putIfAbsent(place, asSeen(task, change));
      }
    }
    return oncePerPlace.values().stream().sorted(MOST_URGENT_FIRST).limit(MOST).toList();
  }

  @Override
  public String changeOf(String task) {
    var found = tasks.createTaskQuery().taskId(task).singleResult();
    var change = found == null ? null : changesOf(List.of(found)).get(found.getProcessInstanceId());
    if (change == null) {
      throw new NotVisible("There is no task " + task);
    }
    return change;
  }

  private List<org.camunda.bpm.engine.task.Task> assignedTo(Actor actor) {
    return tasks
        .createTaskQuery()
        .taskAssignee(actor.id())
        .orderByTaskCreateTime()
        .desc()
        .listPage(0, MOST);
  }

  /** What he may take: as a member of a group, or because he stands in for somebody. */
  private List<org.camunda.bpm.engine.task.Task> openTo(Actor actor) {
    return tasks
        .createTaskQuery()
        .taskUnassigned()
        .taskCandidateUser(actor.id())
        .orderByTaskCreateTime()
        .desc()
        .listPage(0, MOST);
  }

  /**
   * Who may read a task may know which change it is; reading process instances is a right of its
   * own that he need not have. Outside of an authentication the engine checks nothing, so it is
   * taken away for this one question.
   */
  private Map<String, String> changesOf(Collection<org.camunda.bpm.engine.task.Task> found) {
    var ids =
        found.stream()
            .map(org.camunda.bpm.engine.task.Task::getProcessInstanceId)
            .collect(Collectors.toSet());
    if (ids.isEmpty()) {
      return Map.of();
    }
    var signedIn = identity.getCurrentAuthentication();
    identity.clearAuthentication();
    try {
      return instances.createProcessInstanceQuery().processInstanceIds(ids).list().stream()
          .filter(instance -> instance.getBusinessKey() != null)
          .collect(Collectors.toMap(ProcessInstance::getId, ProcessInstance::getBusinessKey));
    } finally {
      identity.setAuthentication(signedIn);
    }
  }

  private static Task asSeen(org.camunda.bpm.engine.task.Task task, String change) {
    return new Task(
        task.getId(),
        task.getTaskDefinitionKey(),
        task.getName(),
        change,
        task.getCreateTime().toInstant(),
        instant(task.getDueDate()));
  }

  private static @Nullable Instant instant(@Nullable Date date) {
    return date == null ? null : date.toInstant();
  }

  /** Ballots of one gate stand at one place. */
  private record Place(String instance, String key) {}
}
