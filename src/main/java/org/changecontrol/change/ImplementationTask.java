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
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
    SKIPPED,
    /** Not done: nothing follows it. */
    FAILED;

    /** Whether what comes after it may begin. */
    boolean letsOthersFollow() {
      return this == DONE || this == SKIPPED;
    }
  }

  /** What the plan says of it. */
  record Plan(
      String title,
      @Nullable String team,
      @Nullable String assignee,
      int order,
      @Nullable Instant start,
      @Nullable Instant end) {

    /** The same in an own window that lies later, or earlier. */
    Plan moved(Duration by) {
      return new Plan(
          title,
          team,
          assignee,
          order,
          start == null ? null : start.plus(by),
          end == null ? null : end.plus(by));
    }

    /** Whether its own window, as far as it has one, lies within that of the change. */
    boolean liesIn(@Nullable Instant from, @Nullable Instant until) {
      return !isBefore(start, from)
          && !isBefore(end, from)
          && !isBefore(until, end)
          && !isBefore(until, start);
    }

    private static boolean isBefore(@Nullable Instant one, @Nullable Instant other) {
      return one != null && other != null && one.isBefore(other);
    }
  }

  /** What was said of it when it was over. */
  record Report(WorkOutcome outcome, @Nullable String notes, String by, Instant at) {}

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

  private @Nullable String reportedBy;
  private @Nullable Instant reportedAt;
  private @Nullable String notes;
  private @Nullable Instant overdueSince;

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

  /** It is over, once and for all. */
  void report(Report report) {
    requireOpen();
    state = State.valueOf(report.outcome().name());
    notes = report.notes();
    reportedBy = report.by();
    reportedAt = report.at();
  }

  /**
   * @throws NotNow when it was reported already
   */
  void requireOpen() {
    if (state != State.OPEN) {
      throw new NotNow(named() + " was reported as " + state + " by " + reportedBy + " already");
    }
  }

  /** Nobody has reported it in time. */
  void overdue(Instant at) {
    if (overdueSince == null) {
      overdueSince = at;
    }
  }

  /** How people are told which one is meant. */
  String named() {
    return "task " + id + " \"" + title + "\"";
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

  boolean isOverdue() {
    return overdueSince != null;
  }

  /** What was reported; none before. */
  Optional<Report> report() {
    return reportedBy == null || reportedAt == null
        ? Optional.empty()
        : Optional.of(new Report(WorkOutcome.valueOf(state.name()), notes, reportedBy, reportedAt));
  }

  Plan plan() {
    return new Plan(title, team, assignee, position, plannedStart, plannedEnd);
  }

  /** What votes bind to. */
  List<@Nullable Object> judged() {
    return Arrays.asList(title, team, assignee, position, plannedStart, plannedEnd);
  }
}
