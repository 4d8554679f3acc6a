package org.changecontrol.change;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.changecontrol.approval.ApprovalGates;
import org.changecontrol.identity.Actor;
import org.changecontrol.identity.Actors;
import org.changecontrol.identity.Groups;
import org.changecontrol.identity.People;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.NotAllowed;
import org.changecontrol.problem.NotNow;
import org.changecontrol.problem.NotVisible;
import org.changecontrol.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands out the implementation tasks of a change in their order, knows whose each is, takes the
 * reports and tells what is overdue. Whatever a process hands out, a report is taken only where the
 * record says that the task is due.
 */
@Component
@Transactional
public class Foreman {

  private final ChangeRegister register;
  private final ImplementationTasks tasks;
  private final ApprovalGates gates;
  private final People people;
  private final Actors actors;
  private final Announcements announcements;
  private final Clock clock;

  Foreman(
      ChangeRegister register,
      ImplementationTasks tasks,
      ApprovalGates gates,
      People people,
      Actors actors,
      Announcements announcements,
      Clock clock) {
    this.register = register;
    this.tasks = tasks;
    this.gates = gates;
    this.people = people;
    this.actors = actors;
    this.announcements = announcements;
    this.clock = clock;
  }

  /** Whether a task may be reported now. */
  public enum Turn {
    /** Not yet: {@code waitsFor} says what for. */
    WAITING,
    /** Now. */
    DUE,
    /** It was reported, or its change is over. */
    OVER
  }

  /** A task that is due, with the groups and people who may report it. */
  record DueTask(long id, String title, List<String> by, boolean mine) {}

  // what a process asks

  /** Whether the change is carried out task by task; reads no task. */
  @Transactional(readOnly = true)
  public boolean isPlanned(String number) {
    return register.change(number).isDividedIntoTasks();
  }

  /** The numbers of the tasks whose turn it is. */
  @Transactional(readOnly = true)
  public List<Long> handedOut(String number) {
    return work(register.change(number)).handedOut().stream().map(ImplementationTask::id).toList();
  }

  /** What the task is. */
  @Transactional(readOnly = true)
  public String title(String number, long id) {
    return task(register.change(number), id).plan().title();
  }

  /** Who has the task by plan: its assignee, or the implementer where it is nobody's else. */
  @Transactional(readOnly = true)
  public @Nullable String assignee(String number, long id) {
    var change = register.change(number);
    var plan = task(change, id).plan();
    return plan.assignee() == null && plan.team() == null ? change.implementer() : plan.assignee();
  }

  /** The groups whose members may take the task: its team, and once it is overdue more. */
  @Transactional(readOnly = true)
  public Set<String> groups(String number, long id) {
    return groups(task(register.change(number), id));
  }

  /** Who may take the task besides: the implementer answers for the whole. */
  @Transactional(readOnly = true)
  public Set<String> people(String number, long id) {
    var change = register.change(number);
    task(change, id);
    return change.implementer() == null ? Set.of() : Set.of(change.implementer());
  }

  /** When its own window begins; null where it has none. */
  @Transactional(readOnly = true)
  public @Nullable Instant begins(String number, long id) {
    return task(register.change(number), id).plan().start();
  }

  /** When it is overdue: its own window ends, or that of the change. */
  @Transactional(readOnly = true)
  public Instant dueAt(String number, long id) {
    var change = register.change(number);
    var end = task(change, id).plan().end();
    return end == null ? change.window().end() : end;
  }

  // who may

  /**
   * @throws NotAllowed unless the person may carry the task out: he belongs to those whose it is,
   *     holds no office that carries nothing out, and has not voted on the change (segregation of
   *     duties)
   * @throws NotVisible where there is no such task
   */
  public void requireMayCarryOut(String number, long id, String person) {
    var change = register.change(number);
    requireMayCarryOut(change, task(change, id), new Actor(person, people.groupsOf(person)));
  }

  /** The same of whoever acts. */
  public void requireMine(String number, long id) {
    var change = register.change(number);
    requireMayCarryOut(change, task(change, id), actors.current());
  }

  private void requireMayCarryOut(Change change, ImplementationTask task, Actor actor) {
    if (!isOfThose(change, task, actor)) {
      throw new NotAllowed(
          actor.id()
              + " may not carry out "
              + task.named()
              + " of "
              + change.number()
              + "; these may: "
              + String.join(", ", by(change, task)));
    }
    if (voters(change).contains(actor.id())) {
      throw new NotAllowed(
          actor.id()
              + " has voted on "
              + change.number()
              + " and may not carry it out (segregation of duties)");
    }
  }

  private boolean isOfThose(Change change, ImplementationTask task, Actor actor) {
    var by = by(change, task);
    return (by.contains(actor.id()) || actor.isInAny(by)) && !actor.isInAny(Groups.WATCHING);
  }

  private static List<String> by(Change change, ImplementationTask task) {
    var by = new ArrayList<String>();
    if (task.plan().assignee() != null) {
      by.add(task.plan().assignee());
    }
    by.addAll(groups(task));
    if (change.implementer() != null) {
      by.add(change.implementer());
    }
    return by.stream().distinct().toList();
  }

  private static Set<String> groups(ImplementationTask task) {
    var groups = new TreeSet<String>();
    if (task.plan().team() != null) {
      groups.add(task.plan().team());
    }
    if (task.isOverdue()) {
      groups.add(Groups.CHANGE_MANAGERS);
    }
    return groups;
  }

  /** Whose vote on the change counts. */
  private Set<String> voters(Change change) {
    return gates.gates(change.number().value()).stream()
        .flatMap(gate -> gate.votes().stream())
        .filter(vote -> vote.valid())
        .map(vote -> vote.voter())
        .collect(Collectors.toSet());
  }

  // when

  /**
   * @throws NotNow unless the task may be reported now: the change is being carried out and not on
   *     hold, everything of a lower order is done or skipped, and its own window has begun
   */
  public void requireDue(String number, long id) {
    var change = register.change(number);
    requireDue(change, task(change, id));
  }

  private void requireDue(Change change, ImplementationTask task) {
    change.require("worked on", ChangeState.IMPLEMENTING);
    task.requireOpen();
    var waitsFor = waitsFor(change, task, work(change));
    if (waitsFor != null) {
      throw new NotNow(
          task.named() + " of " + change.number() + " cannot be reported yet: " + waitsFor);
    }
  }

  /** Why an open task cannot be reported now; null when it can. */
  private @Nullable String waitsFor(Change change, ImplementationTask task, WorkInOrder work) {
    if (change.state() != ChangeState.IMPLEMENTING) {
      return change.number() + " is " + change.state() + " and has to be started first";
    }
    if (change.isOnHold()) {
      return change.number() + " is on hold (" + change.holdReason() + ") and has to be resumed";
    }
    var before = work.before(task);
    if (!before.isEmpty()) {
      return "everything before it has to be done or skipped, and " + before;
    }
    var start = task.plan().start();
    return start != null && clock.instant().isBefore(start)
        ? "its own window begins at " + start
        : null;
  }

  /** Whether the task may be reported now, and if not yet, what it waits for. */
  record Standing(Turn turn, @Nullable String waitsFor) {}

  Standing standing(Change change, ImplementationTask task, WorkInOrder work) {
    if (task.state() != ImplementationTask.State.OPEN
        || !change.state().isBeforeWork() && change.state() != ChangeState.IMPLEMENTING) {
      return new Standing(Turn.OVER, null);
    }
    var waitsFor = waitsFor(change, task, work);
    return new Standing(waitsFor == null ? Turn.DUE : Turn.WAITING, waitsFor);
  }

  /** The tasks that may be reported now, with those who may; reads nothing where there is none. */
  List<DueTask> due(Change change, Actor actor) {
    if (!change.isDividedIntoTasks()) {
      return List.of();
    }
    var work = work(change);
    var due =
        work.handedOut().stream()
            .filter(task -> standing(change, task, work).turn() == Turn.DUE)
            .toList();
    var mayNot = due.isEmpty() ? Set.<String>of() : voters(change);
    return due.stream()
        .map(
            task ->
                new DueTask(
                    task.id(),
                    task.plan().title(),
                    by(change, task),
                    isOfThose(change, task, actor) && !mayNot.contains(actor.id())))
        .toList();
  }

  // what happens

  /**
   * Whoever carried the task out says how it went. It stands: a task is reported once.
   *
   * @param notes required unless it is done
   * @throws NotAllowed to anybody whose task it is not
   * @throws NotNow unless it is due
   */
  public void report(String number, long id, WorkOutcome outcome, @Nullable String notes) {
    var change = register.change(number);
    var task = task(change, id);
    var actor = actors.current();
    requireMayCarryOut(change, task, actor);
    requireDue(change, task);
    if (notes == null && outcome != WorkOutcome.DONE) {
      throw new InvalidInput(
          new Problem("notes", null, "is required for " + outcome + ": say why"));
    }
    task.report(new ImplementationTask.Report(outcome, notes, actor.id(), clock.instant()));
    change.workedOnBy(actor.id());
    var detail = onRecord(task);
    detail.put("taskState", outcome.name());
    announcements.announce(change, "TaskReported", notes, detail);
  }

  /** Nobody has reported the task in time: change managers may see to it as well. */
  public void escalate(String number, long id) {
    var change = register.change(number);
    var task = task(change, id);
    task.overdue(clock.instant());
    var detail = onRecord(task);
    detail.put("to", Groups.CHANGE_MANAGERS);
    announcements.announce(change, "TaskOverdue", null, detail);
  }

  /**
   * @throws NotNow while one of its tasks is neither done nor skipped; reads nothing where there is
   *     none
   */
  void requireCarriedOut(Change change) {
    if (!change.isDividedIntoTasks()) {
      return;
    }
    var unfinished = work(change).unfinished();
    if (!unfinished.isEmpty()) {
      throw new NotNow(
          change.number()
              + " can only be finished as FAILED or backed out while "
              + unfinished.stream()
                  .map(task -> task.named() + " is " + task.state())
                  .collect(Collectors.joining(", ")));
    }
  }

  private static LinkedHashMap<String, Object> onRecord(ImplementationTask task) {
    var detail = new LinkedHashMap<String, Object>();
    detail.put("id", task.id());
    detail.put("task", task.plan().title());
    detail.put("order", task.plan().order());
    return detail;
  }

  WorkInOrder work(Change change) {
    return new WorkInOrder(tasks.findByChangeIdOrderByPositionAscIdAsc(change.number().serial()));
  }

  private ImplementationTask task(Change change, long id) {
    return tasks
        .findById(id)
        .filter(task -> task.changeId() == change.number().serial())
        .orElseThrow(() -> new NotVisible(change.number() + " has no task " + id));
  }
}
