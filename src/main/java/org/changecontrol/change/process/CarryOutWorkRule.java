package org.changecontrol.change.process;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.changecontrol.change.Foreman;
import org.changecontrol.change.WorkOutcome;
import org.changecontrol.engine.TaskRule;
import org.changecontrol.identity.Actors;
import org.changecontrol.identity.Groups;
import org.changecontrol.problem.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may have a task of a change, and what completing it says. */
@Component
class CarryOutWorkRule implements TaskRule {

  static final String TASK = "Task_CarryOutWork";
  static final List<String> FIELDS = List.of("state", "notes");

  private final Foreman foreman;
  private final Actors actors;

  CarryOutWorkRule(Foreman foreman, Actors actors) {
    this.foreman = foreman;
    this.actors = actors;
  }

  @Override
  public Set<String> tasks() {
    return Set.of(TASK);
  }

  /** Several tasks of one change stand in a list side by side. */
  @Override
  public void appearing(DelegateTask task) {
    var title =
        foreman.title(ChangeFacts.number(task.getExecution()), WorkOf.scope(task.getExecution()));
    task.setName(task.getName() + ": " + title);
  }

  /**
   * It goes to somebody who may carry it out: he takes it himself, or one who may as well or a
   * change manager gives it to him. It may always be given back.
   */
  @Override
  public void assigning(DelegateTask task, @Nullable String person) {
    if (person == null) {
      return;
    }
    var number = ChangeFacts.number(task.getExecution());
    var work = WorkOf.scope(task.getExecution());
    if (!actors.current().isIn(Groups.CHANGE_MANAGERS)) {
      foreman.requireMine(number, work);
    }
    foreman.requireMayCarryOut(number, work, person);
  }

  @Override
  public void completing(DelegateTask task, Map<String, Object> submitted) {
    var number = ChangeFacts.number(task.getExecution());
    var work = WorkOf.scope(task.getExecution());
    foreman.requireMine(number, work);
    take(number, work, Submitted.fields(submitted));
  }

  /** Takes the report with what was submitted. */
  void take(String number, long work, Map<String, ?> fields) {
    var submission = new Submission(fields, FIELDS);
    var state = submission.requiredChoice("state", WorkOutcome.class);
    var notes = submission.text("notes", Submission.LONGEST_TEXT);
    submission.check();
    foreman.report(number, work, state, notes);
  }
}
