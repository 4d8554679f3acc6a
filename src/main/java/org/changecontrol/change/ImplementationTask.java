package org.changecontrol.change;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.changecontrol.problem.NotNow;
import org.jspecify.annotations.Nullable;

/** A piece of the work of a change, for one team, in an order; part of its plan. */
@Entity
@Table(name = "change_task")
class ImplementationTask {

  /** How far a piece of work is. */
  enum State {
    /** Not begun. */
    OPEN,
    /** Done. */
    DONE,
    /** Found to be unnecessary. */
    SKIPPED
  }

  /** What the plan says of it. */
  record Plan(
      String title,
      @Nullable String team,
      @Nullable String assignee,
      int order,
      @Nullable Instant start,
      @Nullable Instant end) {}

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "change_work_id")
  @SequenceGenerator(name = "change_work_id", sequenceName = "change_work_id")
  private Long id;

  @Version private int version;
  private long changeId;
  private String title;
  private @Nullable String team;
  private @Nullable String assignee;
  private int position;
  private @Nullable Instant plannedStart;
  private @Nullable Instant plannedEnd;

  @Enumerated(EnumType.STRING)
  private State state;

  @SuppressWarnings("NullAway.Init")
  protected ImplementationTask() {}

  @SuppressWarnings("NullAway.Init")
  ImplementationTask(long changeId, Plan plan) {
    this.changeId = changeId;
    this.state = State.OPEN;
    plan(plan);
  }

  void plan(Plan plan) {
    title = plan.title();
    team = plan.team();
    assignee = plan.assignee();
    position = plan.order();
    plannedStart = plan.start();
    plannedEnd = plan.end();
  }

  void become(State next) {
    if (state != State.OPEN && next != State.OPEN) {
      throw new NotNow("task " + id + " is " + state + " already");
    }
    state = next;
  }

  long id() {
    return id;
  }

  long changeId() {
    return changeId;
  }

  State state() {
    return state;
  }

  Plan plan() {
    return new Plan(title, team, assignee, position, plannedStart, plannedEnd);
  }

  /** What votes bind to. */
  List<@Nullable Object> judged() {
    return Arrays.asList(title, team, assignee, position, plannedStart, plannedEnd);
  }
}
