package org.changecontrol.change.process;

import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.changecontrol.change.ChangeRegister;
import org.changecontrol.change.Responsibility;
import org.changecontrol.engine.TaskRule;
import org.changecontrol.identity.Actor;
import org.changecontrol.identity.Actors;
import org.changecontrol.identity.People;
import org.changecontrol.problem.NotAllowed;
import org.jspecify.annotations.Nullable;

/**
 * One step of a change, taken by whoever answers for it: whichever door is used, only he gets its
 * task and only he completes it. What is submitted goes to the desk and rests nowhere else.
 */
abstract class StepRule implements TaskRule {

  private final String task;
  private final Responsibility responsibility;
  private final ChangeRegister register;
  private final Actors actors;
  private final People people;

  StepRule(
      String task,
      Responsibility responsibility,
      ChangeRegister register,
      Actors actors,
      People people) {
    this.task = task;
    this.responsibility = responsibility;
    this.register = register;
    this.actors = actors;
    this.people = people;
  }

  /** Takes the step with what was submitted. */
  abstract void take(String number, Map<String, Object> fields);

  @Override
  public Set<String> tasks() {
    return Set.of(task);
  }

  @Override
  public void assigning(DelegateTask task, @Nullable String person) {
    var change = register.change(ChangeFacts.number(task.getExecution()));
    responsibility.require(change, actors.current());
    if (person != null) {
      responsibility.require(change, new Actor(person, people.groupsOf(person)));
    }
  }

  @Override
  public void completing(DelegateTask task, Map<String, Object> submitted) {
    var number = ChangeFacts.number(task.getExecution());
    var actor = actors.current();
    responsibility.require(register.change(number), actor);
    var assignee = task.getAssignee();
    if (assignee != null && !assignee.equals(actor.id())) {
      throw new NotAllowed("This task belongs to " + assignee + "; it has to be given back first");
    }
    take(number, Submitted.fields(submitted));
  }
}
