package org.changecontrol.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.PropertyChange;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.task.DelegationState;
import org.changecontrol.identity.Actor;
import org.changecontrol.identity.Actors;
import org.changecontrol.identity.Groups;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.NotAllowed;
import org.changecontrol.problem.NotNow;
import org.changecontrol.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Puts the domain's rules on every user task of every model, as listeners built into the engine: a
 * model cannot leave them out, and no flag of the API skips them.
 */
@Component
class TaskRules extends AbstractBpmnParseListener {

  private final ObjectProvider<TaskRule> beans;
  private final ObjectProvider<Actors> actors;
  private volatile @Nullable Map<String, TaskRule> rules;

  TaskRules(ObjectProvider<TaskRule> beans, ObjectProvider<Actors> actors) {
    this.beans = beans;
    this.actors = actors;
  }

  @Override
  public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
    TaskDefinition task =
        ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
    task.addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, this::created);
    task.addBuiltInTaskListener(TaskListener.EVENTNAME_UPDATE, this::updated);
    task.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, this::completed);
  }

  /** Definition keys that a rule answers for. */
  Set<String> known() {
    return rules().keySet();
  }

  private void created(DelegateTask task) {
    TaskRule rule = rules().get(task.getTaskDefinitionKey());
    if (rule != null) {
      rule.appearing(task);
    }
  }

  private void updated(DelegateTask task) {
    TaskRule rule = rules().get(task.getTaskDefinitionKey());
    if (rule == null) {
      return;
    }
    requireThatItStands(task);
    Map<String, PropertyChange> changes = ((TaskEntity) task).getPropertyChanges();
    if (isResolution(task, changes)) {
      resolved(task, rule, changes);
    }
    if (changes.containsKey(TaskEntity.ASSIGNEE)) {
      requireHis(task, previous(changes.get(TaskEntity.ASSIGNEE)));
      rule.assigning(task, task.getAssignee());
    }
    if (changes.containsKey(TaskEntity.OWNER)
        && !Objects.equals(task.getOwner(), previous(changes.get(TaskEntity.ASSIGNEE)))) {
      rule.assigning(task, task.getOwner());
    }
  }

  /**
   * Who got a task from its owner gives it back with that. What is entered belongs to the
   * completion and is taken there alone.
   */
  private void resolved(DelegateTask task, TaskRule rule, Map<String, PropertyChange> changes) {
    String actor = actors.getObject().current().id();
    String holder =
        changes.containsKey(TaskEntity.ASSIGNEE)
            ? previous(changes.get(TaskEntity.ASSIGNEE))
            : task.getAssignee();
    if (holder != null && !holder.equals(actor)) {
      throw new NotAllowed(
          "The task " + task.getName() + " is " + holder + "'s; only he can resolve it.");
    }
    rule.assigning(task, actor);
    if (!isPending(changes.get(TaskEntity.DELEGATION))) {
      throw new NotNow(
          "The task " + task.getName() + " was delegated by nobody; complete it instead.");
    }
    SubmittedFields.of(task).keySet().stream()
        .findFirst()
        .ifPresent(
            field -> {
              throw new InvalidInput(
                  new Problem(
                      field,
                      null,
                      "is taken when the task is completed; resolving gives it back to its owner"));
            });
  }

  /** Resolving twice changes nothing; nothing else that is no completion comes with fields. */
  private static boolean isResolution(DelegateTask task, Map<String, PropertyChange> changes) {
    return ((TaskEntity) task).getDelegationState() == DelegationState.RESOLVED
        && (changes.containsKey(TaskEntity.DELEGATION)
            || changes.isEmpty()
            || !SubmittedFields.of(task).isEmpty());
  }

  private static boolean isPending(@Nullable PropertyChange delegation) {
    return delegation != null && delegation.getOrgValue() == DelegationState.PENDING;
  }

  /** Another may have completed it since this command has read it: that is a collision. */
  static void requireThatItStands(DelegateTask task) {
    if (task.getExecution() == null) {
      throw new OptimisticLockingException(
          "The task " + task.getId() + " was completed by another at the same moment.");
    }
  }

  /** Nobody takes from another what he has claimed, nor gives it back in his name. */
  private void requireHis(DelegateTask task, @Nullable String claimer) {
    var actor = actors.getObject().current();
    if (claimer == null
        || claimer.equals(task.getAssignee())
        || claimer.equals(actor.id())
        || actor.id().equals(task.getOwner())
        || actor.equals(Actor.PLATFORM)
        || actor.isIn(Groups.CHANGE_MANAGERS)) {
      return;
    }
    throw new NotAllowed(
        "The task "
            + task.getName()
            + " is "
            + claimer
            + "'s; only he or a change manager can give it away.");
  }

  /** Who delegates a task becomes its owner: nobody gets it who did not have it. */
  private static @Nullable String previous(@Nullable PropertyChange change) {
    return change == null ? null : (String) change.getOrgValue();
  }

  private void completed(DelegateTask task) {
    TaskRule rule = rules().get(task.getTaskDefinitionKey());
    if (rule == null) {
      throw new NotAllowed(
          "No rule of the platform knows the user task "
              + task.getTaskDefinitionKey()
              + ", so it cannot be completed.");
    }
    requireThatItStands(task);
    String assignee = task.getAssignee();
    if (assignee != null && !assignee.equals(actors.getObject().current().id())) {
      throw new NotAllowed(
          "The task " + task.getName() + " is " + assignee + "'s; only he can complete it.");
    }
    rule.completing(task, SubmittedFields.of(task));
  }

  private Map<String, TaskRule> rules() {
    Map<String, TaskRule> known = rules;
    if (known == null) {
      Map<String, TaskRule> found = new LinkedHashMap<>();
      beans
          .orderedStream()
          .forEach(
              rule ->
                  rule.tasks()
                      .forEach(
                          task -> {
                            TaskRule other = found.put(task, rule);
                            if (other != null) {
                              throw new IllegalStateException(
                                  "Two rules answer for the user task "
                                      + task
                                      + ": "
                                      + other.getClass().getName()
                                      + " and "
                                      + rule.getClass().getName());
                            }
                          }));
      known = Map.copyOf(found);
      rules = known;
    }
    return known;
  }
}
