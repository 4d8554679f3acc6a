package org.changecontrol.change.process;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.changecontrol.change.ChangeCourse;
import org.changecontrol.change.ChangeDesk;
import org.changecontrol.change.ChangeIntake;
import org.changecontrol.change.ChangeNumber;
import org.changecontrol.change.ChangeRegister;
import org.changecontrol.change.ChangeState;
import org.changecontrol.change.ChangeType;
import org.changecontrol.change.Foreman;
import org.changecontrol.change.ModelDesk;
import org.changecontrol.change.Responsibility;
import org.changecontrol.engine.EngineAuthority;
import org.changecontrol.engine.SubmittedFields;
import org.changecontrol.engine.UserActions;
import org.changecontrol.identity.Actors;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.NotNow;
import org.changecontrol.problem.Problem;
import org.changecontrol.problem.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes each step of a change through its process: one engine command, one transaction. Who may
 * take the step is asked of the trade's own rules before and, when a task is completed, again by
 * them; the engine's authorizations need not be asked a third time.
 */
@Component
class EngineChangeCourse implements ChangeCourse {

  private final RuntimeService runtime;
  private final TaskService tasks;
  private final UserActions actions;
  private final EngineAuthority authority;
  private final ChangeIntake intake;
  private final ModelDesk models;
  private final ChangeDesk desk;
  private final Foreman foreman;
  private final WorkTasks work;
  private final CarryOutWorkRule rule;
  private final ChangeRegister register;
  private final Actors actors;

  EngineChangeCourse(
      RuntimeService runtime,
      TaskService tasks,
      UserActions actions,
      EngineAuthority authority,
      ChangeIntake intake,
      ModelDesk models,
      ChangeDesk desk,
      Foreman foreman,
      WorkTasks work,
      CarryOutWorkRule rule,
      ChangeRegister register,
      Actors actors) {
    this.runtime = runtime;
    this.tasks = tasks;
    this.actions = actions;
    this.authority = authority;
    this.intake = intake;
    this.models = models;
    this.desk = desk;
    this.foreman = foreman;
    this.work = work;
    this.rule = rule;
    this.register = register;
    this.actors = actors;
  }

  @Override
  public ChangeNumber request(ChangeType type, Map<String, ?> fields, Optional<String> basedOn) {
    return inOneStep(
        () -> {
          var number = intake.register(fields, type, basedOn);
          runtime.startProcessInstanceByKey(type.process(), number.value());
          return number;
        });
  }

  @Override
  public ChangeNumber detect(Map<String, ?> fields) {
    return inOneStep(
        () -> {
          var number = intake.detect(fields);
          runtime
              .createMessageCorrelation(ChangeMessage.DRIFT_DETECTED)
              .processInstanceBusinessKey(number.value())
              .correlateStartMessage();
          return number;
        });
  }

  @Override
  public ChangeNumber propose(Map<String, ?> fields) {
    return inOneStep(
        () -> {
          var number = models.propose(fields);
          runtime.startProcessInstanceByKey(ChangeType.MODEL.process(), number.value());
          return number;
        });
  }

  @Override
  public <T> T asOneAction(Supplier<T> step) {
    return actions.perform(step);
  }

  @Override
  public void submit(String number, Map<String, ?> fields) {
    take(number, Responsibility.SUBMIT, "Task_CompleteRequest", fields);
  }

  @Override
  public void edit(String number, Map<String, ?> fields) {
    amend(
        number,
        () -> {
          intake.edit(number, fields);
          return number;
        });
  }

  @Override
  public <T> T amend(String number, Supplier<T> amendment) {
    return inOneStep(
        () -> {
          var draft = register.change(number).state() == ChangeState.DRAFT;
          var amended = amendment.get();
          if (!draft) {
            tell(number, ChangeMessage.CHANGE_EDITED, null);
          }
          return amended;
        });
  }

  @Override
  public void reviewDifference(String number, Map<String, ?> fields) {
    take(number, Responsibility.ASSESSMENT, "Task_ReviewDifference", fields);
  }

  @Override
  public void reviewAssessment(String number, Map<String, ?> fields) {
    take(number, Responsibility.ASSESSMENT, "Task_ReviewAssessment", fields);
  }

  @Override
  public void startImplementation(String number, Map<String, ?> fields) {
    inOneStep(
        () -> {
          var task = task(number, "Task_StartImplementation");
          if (task != null) {
            complete(task, fields);
          } else {
            var submission = new Submission(fields, StartImplementationRule.FIELDS);
            var reason = submission.text("reason", Submission.LONGEST_TEXT);
            submission.check();
            desk.startWithoutWaiting(number, reason);
            tell(number, ChangeMessage.EARLY_START_GRANTED, null);
          }
          return number;
        });
  }

  /**
   * The record is asked first, so that what is due by it is handed out, except where work began
   * before tasks became steps of the process: there the record alone takes the report.
   */
  @Override
  public void reportWork(String number, long task, Map<String, ?> fields) {
    inOneStep(
        () -> {
          foreman.requireMine(number, task);
          foreman.requireDue(number, task);
          var handedOut = work.find(number, task);
          if (handedOut == null) {
            rule.take(number, task, fields);
          } else {
            complete(handedOut, fields);
          }
          return number;
        });
  }

  @Override
  public void finishImplementation(String number, Map<String, ?> fields) {
    take(number, Responsibility.FINISH_IMPLEMENTATION, "Task_FinishImplementation", fields);
  }

  @Override
  public void verify(String number, Map<String, ?> fields) {
    take(number, Responsibility.VERIFICATION, "Task_VerifyChange", fields);
  }

  @Override
  public void review(String number, Map<String, ?> fields) {
    take(number, Responsibility.REVIEW, "Task_ReviewChange", fields);
  }

  @Override
  public void cancel(String number, String reason) {
    inOneStep(
        () -> {
          var change = register.change(number);
          Responsibility.CANCEL.require(change, actors.current());
          change.requireThatItMayBeCancelled();
          tell(number, ChangeMessage.CHANGE_CANCELLED, required(reason));
          return number;
        });
  }

  @Override
  public void hold(String number, String reason) {
    inOneStep(
        () -> {
          var change = register.change(number);
          Responsibility.HOLD.require(change, actors.current());
          change.requireThatItMayBeHeld();
          tell(number, ChangeMessage.CHANGE_PUT_ON_HOLD, required(reason));
          return number;
        });
  }

  @Override
  public void resume(String number, @Nullable String reason) {
    inOneStep(
        () -> {
          var change = register.change(number);
          Responsibility.RESUME.require(change, actors.current());
          change.requireThatItMayBeResumed();
          runtime
              .createMessageCorrelation(ChangeMessage.CHANGE_RESUMED)
              .processInstanceBusinessKey(number)
              .correlateAll();
          if (register.change(number).isOnHold()) {
            desk.resume(number);
          }
          return number;
        });
  }

  @Override
  public void backOut(String number, String reason) {
    inOneStep(
        () -> {
          desk.requireThatActorMayBackOut(number);
          tell(number, ChangeMessage.BACKOUT_DECIDED, required(reason));
          return number;
        });
  }

  private void take(
      String number, Responsibility responsibility, String taskKey, Map<String, ?> fields) {
    inOneStep(
        () -> {
          var change = register.change(number);
          responsibility.require(change, actors.current());
          var task = task(number, taskKey);
          if (task == null) {
            throw new NotNow(number + " is " + change.state() + "; this step is not due");
          }
          complete(task, fields);
          return number;
        });
  }

  private @Nullable Task task(String number, String key) {
    return tasks
        .createTaskQuery()
        .processInstanceBusinessKey(number)
        .taskDefinitionKey(key)
        .singleResult();
  }

  private void complete(Task task, Map<String, ?> fields) {
    tasks.complete(task.getId(), SubmittedFields.asVariables(fields));
  }

  /** Correlates a message by business key; what it carries is never stored. */
  private void tell(String number, String message, @Nullable String reason) {
    var correlation = runtime.createMessageCorrelation(message).processInstanceBusinessKey(number);
    if (reason != null) {
      correlation.setVariables(SubmittedFields.asVariables(Map.of(Submitted.REASON, reason)));
    }
    correlation.correlate();
  }

  private static String required(@Nullable String reason) {
    if (reason == null || reason.isBlank()) {
      throw new InvalidInput(Problem.missing("reason"));
    }
    return reason;
  }

  private <T> T inOneStep(Supplier<T> step) {
    return actions.perform(() -> authority.withoutAuthorization(step));
  }
}
