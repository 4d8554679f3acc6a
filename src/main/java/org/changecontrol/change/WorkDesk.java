package org.changecontrol.change;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.changecontrol.identity.Actors;
import org.changecontrol.identity.Groups;
import org.changecontrol.identity.People;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.NotAllowed;
import org.changecontrol.problem.NotNow;
import org.changecontrol.problem.NotVisible;
import org.changecontrol.problem.PlainText;
import org.changecontrol.problem.Problem;
import org.changecontrol.problem.Submission;
import org.changecontrol.problem.TooLarge;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Implementation tasks, attachments and comments. Tasks and attachments are part of the plan:
 * whoever changes them edits the plan, and votes that judge it are void.
 */
@Component
@Transactional
public class WorkDesk {

  /** The largest attachment, in bytes. */
  public static final int LARGEST_ATTACHMENT = 10 * 1024 * 1024;

  /** How many files, and how many tasks, one change may have. */
  public static final int MOST_PIECES = 100;

  private static final int LAST_ORDER = 10_000;

  private static final List<String> PLAN =
      List.of("title", "team", "assignee", "order", "start", "end");

  private final ChangeRegister register;
  private final ImplementationTasks tasks;
  private final Attachments attachments;
  private final Comments comments;
  private final People people;
  private final Actors actors;
  private final Announcements announcements;
  private final Foreman foreman;
  private final Clock clock;

  WorkDesk(
      ChangeRegister register,
      ImplementationTasks tasks,
      Attachments attachments,
      Comments comments,
      People people,
      Actors actors,
      Announcements announcements,
      Foreman foreman,
      Clock clock) {
    this.register = register;
    this.tasks = tasks;
    this.attachments = attachments;
    this.comments = comments;
    this.people = people;
    this.actors = actors;
    this.announcements = announcements;
    this.foreman = foreman;
    this.clock = clock;
  }

  /**
   * A piece of work as people read it.
   *
   * @param start when its own window begins; null where it has none
   * @param turn whether it may be reported now
   * @param waitsFor why it may not be reported yet; null when it may, and when it is over
   * @param overdue whether nobody has reported it in time
   */
  public record TaskOnRecord(
      long id,
      String title,
      @Nullable String team,
      @Nullable String assignee,
      int order,
      @Nullable Instant start,
      @Nullable Instant end,
      String state,
      Foreman.Turn turn,
      @Nullable String waitsFor,
      boolean overdue,
      @Nullable String notes,
      @Nullable String reportedBy,
      @Nullable Instant reportedAt) {}

  /** A comment as people read it. */
  public record CommentOnRecord(long id, String author, Instant at, String text) {}

  /** An attachment as people read it. */
  public record AttachmentOnRecord(
      long id,
      String name,
      String mediaType,
      long size,
      String sha256,
      String author,
      Instant at,
      @Nullable Instant removed) {}

  /** A file with its content. */
  public record File(String name, String mediaType, byte[] content) {}

  @Transactional(readOnly = true)
  public List<TaskOnRecord> tasks(String number) {
    var change = register.change(number);
    var work = foreman.work(change);
    return work.tasks().stream().map(task -> onRecord(change, task, work)).toList();
  }

  /** One task. */
  @Transactional(readOnly = true)
  public TaskOnRecord task(String number, long id) {
    var change = register.change(number);
    return onRecord(change, task(change, id));
  }

  public TaskOnRecord addTask(String number, Map<String, ?> fields) {
    var change = editable(number);
    var present = tasks.findByChangeIdOrderByPositionAscIdAsc(change.number().serial());
    if (present.size() >= MOST_PIECES) {
      throw new TooLarge(number + " has " + MOST_PIECES + " tasks already, which is the most");
    }
    var submission = new Submission(fields, PLAN);
    var last = present.stream().mapToInt(one -> one.plan().order()).max().orElse(0);
    var task =
        tasks.saveAndFlush(
            new ImplementationTask(
                change.number().serial(),
                planned(change, submission, null, Math.min(last + 1, LAST_ORDER))));
    planChanged(change, "TaskAdded", task.plan().title());
    return onRecord(change, task);
  }

  /** Plans a task anew; what is left out stays. */
  public TaskOnRecord planTask(String number, long id, Map<String, ?> fields) {
    var change = editable(number);
    var task = task(change, id);
    task.plan(planned(change, new Submission(fields, PLAN), task.plan(), task.plan().order()));
    tasks.flush();
    planChanged(change, "TaskPlanned", task.plan().title());
    return onRecord(change, task);
  }

  public void removeTask(String number, long id) {
    var change = editable(number);
    var task = task(change, id);
    tasks.delete(task);
    tasks.flush();
    planChanged(change, "TaskRemoved", task.plan().title());
  }

  /**
   * The window of a change that is planned anew is another: own windows that no longer lie in it
   * move along with its start.
   *
   * @throws InvalidInput where they do not fit even so
   */
  void windowMoved(Change change, RequestedChange before) {
    if (!change.isDividedIntoTasks()) {
      return;
    }
    var after = change.content();
    var astray = astray(change);
    if (astray.isEmpty()) {
      return;
    }
    if (before.plannedStart() != null && after.plannedStart() != null) {
      var by = Duration.between(before.plannedStart(), after.plannedStart());
      foreman.work(change).tasks().forEach(task -> task.plan(task.plan().moved(by)));
      tasks.flush();
    }
    var still = astray(change);
    if (!still.isEmpty()) {
      throw new InvalidInput(
          still.stream()
              .map(
                  task ->
                      new Problem(
                          "plannedEnd",
                          String.valueOf(after.plannedEnd()),
                          "leaves no room for the own window of "
                              + task.named()
                              + "; plan that task anew first"))
              .toList());
    }
    redivided(change);
    announcements.announce(change, "TasksMoved", null, change.windowOnRecord());
  }

  private List<ImplementationTask> astray(Change change) {
    var content = change.content();
    return foreman.work(change).tasks().stream()
        .filter(task -> !task.plan().liesIn(content.plannedStart(), content.plannedEnd()))
        .toList();
  }

  @Transactional(readOnly = true)
  public List<CommentOnRecord> comments(String number) {
    return comments.findByChangeIdOrderById(register.change(number).number().serial()).stream()
        .map(c -> new CommentOnRecord(c.id(), c.author(), c.written(), c.text()))
        .toList();
  }

  public CommentOnRecord comment(String number, Map<String, ?> fields) {
    var change = register.change(number);
    var actor = actors.current();
    if (actor.groups().stream().allMatch(Groups.AUDITORS::equals)) {
      throw new NotAllowed("Auditors read all and write nothing");
    }
    var submission = new Submission(fields, List.of("text"));
    var text = submission.requiredText("text", Submission.LONGEST_TEXT);
    submission.check();
    var comment =
        comments.save(new Comment(change.number().serial(), actor.id(), clock.instant(), text));
    announcements.announce(change, "CommentMade", text);
    return new CommentOnRecord(comment.id(), comment.author(), comment.written(), comment.text());
  }

  @Transactional(readOnly = true)
  public List<AttachmentOnRecord> attachments(String number) {
    return attachments.listed(register.change(number).number().serial()).stream()
        .map(
            a ->
                new AttachmentOnRecord(
                    a.id(),
                    a.name(),
                    a.mediaType(),
                    a.size(),
                    a.sha256(),
                    a.author(),
                    a.attached(),
                    a.removed()))
        .toList();
  }

  public AttachmentOnRecord attach(String number, String name, String mediaType, byte[] content) {
    var change = editable(number);
    if (content.length > LARGEST_ATTACHMENT) {
      throw new TooLarge(
          "file has %d bytes; at most %d are allowed"
              .formatted(content.length, LARGEST_ATTACHMENT));
    }
    if (content.length == 0 || name.isBlank() || name.length() > 255 || !PlainText.isText(name)) {
      throw new InvalidInput(
          new Problem(
              "file",
              PlainText.isText(name) ? name : null,
              "must have content and a name of at most 255 characters, none of them a control"
                  + " character"));
    }
    if (attachments.listed(change.number().serial()).size() >= MOST_PIECES) {
      throw new TooLarge(
          number + " has " + MOST_PIECES + " attachments already, which is the most");
    }
    var kept =
        attachments.saveAndFlush(
            new Attachment(
                change.number().serial(),
                name,
                mediaType,
                sha256(content),
                actors.current().id(),
                clock.instant(),
                content));
    planChanged(change, "AttachmentAdded", name + " " + kept.sha256());
    return new AttachmentOnRecord(
        kept.id(),
        name,
        mediaType,
        kept.size(),
        kept.sha256(),
        kept.author(),
        kept.attached(),
        null);
  }

  public void detach(String number, long id) {
    var change = editable(number);
    var attachment = attachment(change, id);
    if (attachment.isRemoved()) {
      throw new NotNow("attachment " + id + " was removed already");
    }
    attachment.remove(clock.instant());
    attachments.flush();
    planChanged(change, "AttachmentRemoved", attachment.name() + " " + attachment.sha256());
  }

  @Transactional(readOnly = true)
  public File file(String number, long id) {
    var attachment = attachment(register.change(number), id);
    return new File(attachment.name(), attachment.mediaType(), attachment.content());
  }

  private Change editable(String number) {
    var change = register.change(number);
    Responsibility.EDIT_PLAN.require(change, actors.current());
    change.requireThatItMayBeEdited();
    return change;
  }

  private void planChanged(Change change, String fact, String what) {
    redivided(change);
    change.edit(change.content());
    announcements.announce(change, fact, null, Map.of("what", what));
  }

  /** What votes bind to of tasks and attachments, and who carries the tasks out, is told anew. */
  private void redivided(Change change) {
    var serial = change.number().serial();
    var work = foreman.work(change).tasks();
    change.workChanged(
        Sections.digest(
            List.of(
                work.stream().map(ImplementationTask::judged).toList(),
                attachments.listed(serial).stream()
                    .filter(listed -> listed.removed() == null)
                    .map(listed -> Arrays.<Object>asList(listed.name(), listed.sha256()))
                    .toList())),
        work.isEmpty()
            ? null
            : new Workforce(
                work.stream()
                    .map(task -> task.plan().assignee())
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet())));
  }

  private ImplementationTask task(Change change, long id) {
    return tasks
        .findById(id)
        .filter(task -> task.changeId() == change.number().serial())
        .orElseThrow(() -> new NotVisible(change.number() + " has no task " + id));
  }

  private Attachment attachment(Change change, long id) {
    return attachments
        .findById(id)
        .filter(attachment -> attachment.changeId() == change.number().serial())
        .orElseThrow(() -> new NotVisible(change.number() + " has no attachment " + id));
  }

  private ImplementationTask.Plan planned(
      Change change, Submission submission, ImplementationTask.@Nullable Plan before, int next) {
    var title =
        before == null
            ? submission.requiredText("title", RequestReader.LONGEST_TITLE)
            : or(submission.text("title", RequestReader.LONGEST_TITLE), before.title());
    var team = submission.text("team", RequestReader.LONGEST_NAME);
    if (team != null && !people.groupExists(team)) {
      submission.problem("team", team, "is no group here");
    } else if (team != null && Groups.WATCHING.contains(team)) {
      submission.problem("team", team, "carries nothing out; name another group");
    }
    var assignee = submission.text("assignee", RequestReader.LONGEST_NAME);
    if (assignee != null && !people.exists(assignee)) {
      submission.problem("assignee", assignee, "is nobody's account here");
    } else if (assignee != null
        && people.groupsOf(assignee).stream().anyMatch(Groups.WATCHING::contains)) {
      submission.problem(
          "assignee", assignee, "belongs to a group that carries nothing out; name another person");
    }
    var order = submission.raw("order");
    if (order != null
        && !(order instanceof Integer number && number >= 1 && number <= LAST_ORDER)) {
      submission.problem("order", order, "must be a whole number from 1 to " + LAST_ORDER);
    }
    var start = submission.instant("start");
    var end = submission.instant("end");
    var plan =
        new ImplementationTask.Plan(
            title == null ? "" : title,
            team == null && before != null ? before.team() : team,
            assignee == null && before != null ? before.assignee() : assignee,
            order instanceof Integer number ? number : next,
            start == null && before != null ? before.start() : start,
            end == null && before != null ? before.end() : end);
    requireItsWindowToFit(change, plan, submission);
    submission.check();
    return plan;
  }

  /** An own window lies in that of the change, as far as that is planned. */
  private static void requireItsWindowToFit(
      Change change, ImplementationTask.Plan plan, Submission submission) {
    var start = plan.start();
    var end = plan.end();
    if (start != null && end != null && !end.isAfter(start)) {
      submission.problem("end", end.toString(), "must be after start " + start);
    }
    if (plan.liesIn(change.content().plannedStart(), change.content().plannedEnd())) {
      return;
    }
    var window =
        "must lie in the window of the change, from %s to %s; move that first"
            .formatted(change.content().plannedStart(), change.content().plannedEnd());
    if (start != null) {
      submission.problem("start", start.toString(), window);
    }
    if (end != null) {
      submission.problem("end", end.toString(), window);
    }
  }

  private static @Nullable String or(@Nullable String first, @Nullable String second) {
    return first == null ? second : first;
  }

  private TaskOnRecord onRecord(Change change, ImplementationTask task) {
    return onRecord(change, task, foreman.work(change));
  }

  private TaskOnRecord onRecord(Change change, ImplementationTask task, WorkInOrder work) {
    var plan = task.plan();
    var standing = foreman.standing(change, task, work);
    var report = task.report();
    return new TaskOnRecord(
        task.id(),
        plan.title(),
        plan.team(),
        plan.assignee(),
        plan.order(),
        plan.start(),
        plan.end(),
        task.state().name(),
        standing.turn(),
        standing.waitsFor(),
        task.isOverdue(),
        report.map(ImplementationTask.Report::notes).orElse(null),
        report.map(ImplementationTask.Report::by).orElse(null),
        report.map(ImplementationTask.Report::at).orElse(null));
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
