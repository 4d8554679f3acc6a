package org.changecontrol.change;

import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.changecontrol.calendar.ChangeCalendar;
import org.changecontrol.cmdb.Cause;
import org.changecontrol.cmdb.ConfigurationControl;
import org.changecontrol.cmdb.Estate;
import org.changecontrol.cmdb.ItemKey;
import org.changecontrol.cmdb.ItemSnapshot;
import org.changecontrol.cmdb.PlannedOperations;
import org.changecontrol.identity.Actor;
import org.changecontrol.identity.Actors;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.NotAllowed;
import org.changecontrol.problem.NotNow;
import org.changecontrol.problem.NotVisible;
import org.changecontrol.problem.PlainText;
import org.changecontrol.problem.Problem;
import org.changecontrol.problem.Submission;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes requests for change in: registers, completes, edits and submits them. */
@Component
@Transactional
public class ChangeIntake {

  private final Changes changes;
  private final ChangeRegister register;
  private final RequestReader reader;
  private final ModelledRequests modelled;
  private final Estate estate;
  private final ConfigurationControl control;
  private final ChangeCalendar calendar;
  private final WorkDesk work;
  private final Actors actors;
  private final Announcements announcements;
  private final Clock clock;

  ChangeIntake(
      Changes changes,
      ChangeRegister register,
      RequestReader reader,
      ModelledRequests modelled,
      Estate estate,
      ConfigurationControl control,
      ChangeCalendar calendar,
      WorkDesk work,
      Actors actors,
      Announcements announcements,
      Clock clock) {
    this.changes = changes;
    this.register = register;
    this.reader = reader;
    this.modelled = modelled;
    this.estate = estate;
    this.control = control;
    this.calendar = calendar;
    this.work = work;
    this.actors = actors;
    this.announcements = announcements;
    this.clock = clock;
  }

  /**
   * Registers a request as the present actor's.
   *
   * @param fields by the names of the contract
   * @param basedOn the number of a change that it repeats, or empty
   * @throws InvalidInput with everything that is malformed, unknown, or missing (unless {@code
   *     draft} is true)
   * @throws NotAllowed when the actor may not request changes
   * @throws NotNow when the idempotency key was used by this actor, naming the change
   */
  public ChangeNumber register(Map<String, ?> fields, ChangeType type, Optional<String> basedOn) {
    return take(fields, type, basedOn, requireMayRequest(actors.current()));
  }

  /**
   * The process of a change has begun: by what was put in force together with it the change is
   * judged to its end.
   *
   * @param process with its version, for example {@code normal-change:3}
   * @param set of processes, policies and forms that it belongs to
   */
  public void begun(String number, String process, String set) {
    register.change(number).begunWith(process, set);
  }

  /**
   * Registers what a source has found to be otherwise than on record; whoever lets it report may do
   * so.
   */
  public ChangeNumber detect(Map<String, ?> fields) {
    return take(fields, ChangeType.RETROSPECTIVE, Optional.empty(), actors.current());
  }

  private ChangeNumber take(
      Map<String, ?> fields, ChangeType type, Optional<String> basedOn, Actor requester) {
    var submission = new Submission(fields, RequestReader.request(type));
    var key = submission.text("idempotencyKey", RequestReader.LONGEST_CATEGORY * 2);
    var draft = type.isPlanned() && Boolean.TRUE.equals(submission.flag("draft"));
    var asked = reader.read(submission);
    if (key != null) {
      changes
          .findByRequesterAndIdempotencyKey(requester.id(), key)
          .ifPresent(
              existing -> {
                throw new NotNow(
                    "idempotencyKey "
                        + key
                        + " was used for "
                        + existing.number()
                        + "; that change stands",
                    Map.of("change", existing.number().value()));
              });
    }
    var request = modelled(type, asked, requester.id());
    if (!draft) {
      requireComplete(type, request);
    }
    var change =
        Change.requested(
            type,
            requester.id(),
            request,
            key,
            key == null ? null : Sections.digest(asked),
            basedOn.map(this::known).orElse(null),
            draft,
            clock.instant());
    var scope = scope(request);
    change.replan(scope.operations(), scope.targets());
    changes.save(change);
    announcements.announce(
        change, "ChangeRequested", null, Map.of("title", change.title(), "draft", draft));
    return change.number();
  }

  /** A standard change that no model authorises goes on as the draft of a normal one. */
  ChangeNumber convert(Change standard, List<String> obstacles) {
    return draftInPlaceOf(
        standard, standard.content().withoutModel(), String.join("; ", obstacles));
  }

  /**
   * What was done outside of change control is to be put back: a normal change is drafted for it.
   */
  ChangeNumber remedy(Change observed, String reason) {
    var putBack =
        reader.read(
            new Submission(
                Map.of(
                    "title",
                    PlainText.shortened(
                        "Put back: " + observed.title(), RequestReader.LONGEST_TITLE),
                    "description",
                    PlainText.shortened(
                        "What "
                            + observed.number()
                            + " found is to be put back to what is on record. "
                            + observed.content().description(),
                        Submission.LONGEST_TEXT),
                    "justification",
                    PlainText.shortened(reason, Submission.LONGEST_TEXT),
                    "items",
                    keys(observed.workedOn())),
                RequestReader.content(ChangeType.NORMAL)));
    return draftInPlaceOf(observed, putBack, reason);
  }

  private ChangeNumber draftInPlaceOf(Change former, RequestedChange content, String reason) {
    var normal =
        Change.requested(
            ChangeType.NORMAL,
            former.requester(),
            content,
            null,
            null,
            null,
            true,
            clock.instant());
    normal.convertedFrom(former.number());
    changes.save(normal);
    var scope = scope(content);
    normal.replan(scope.operations(), scope.targets());
    announcements.announce(
        normal,
        "ChangeRequested",
        reason,
        Map.of("title", normal.title(), "draft", true, "convertedFrom", former.number().value()));
    return normal.number();
  }

  /** What a request comes to: a standard one with what its model fixes. */
  RequestedChange modelled(ChangeType type, RequestedChange asked, String requester) {
    return type == ChangeType.STANDARD ? modelled.filled(asked, requester) : asked;
  }

  private String known(String basedOn) {
    try {
      return register.change(basedOn).number().value();
    } catch (NotVisible unknown) {
      throw new InvalidInput(new Problem("basedOn", basedOn, "is no change on record"));
    }
  }

  /**
   * The change that the present actor requested under an idempotency key, with whether the request
   * was the same.
   */
  public Optional<Known> known(String idempotencyKey, ChangeType type, Map<String, ?> fields) {
    return changes
        .findByRequesterAndIdempotencyKey(actors.current().id(), idempotencyKey)
        .map(
            change ->
                new Known(
                    change.number(),
                    change.type() == type
                        && Sections.digest(
                                reader.read(new Submission(fields, RequestReader.request(type))))
                            .equals(change.idempotencyDigest())));
  }

  /**
   * A change that exists already under an idempotency key.
   *
   * @param same whether the request was the same
   */
  public record Known(ChangeNumber number, boolean same) {}

  /** Whether the change lacks nothing and is not waiting to be written anew. */
  public boolean isComplete(String number) {
    var change = register.change(number);
    return change.content().missing(change.type()).isEmpty() && !change.isWantedAsDraft();
  }

  /**
   * A draft is completed by its requester; what is left out stays as it is on record.
   *
   * @throws InvalidInput with all that is still missing
   */
  public void complete(String number, Map<String, ?> fields) {
    var change = register.change(number);
    Responsibility.SUBMIT.require(change, actors.current());
    change.require("submitted", ChangeState.DRAFT);
    var edited = edited(change, fields);
    requireComplete(change.type(), edited);
    rewrite(change, edited);
    change.wantedAsDraft(false);
  }

  /**
   * A draft is written on, or plan, scope and window are edited before work begins. Votes on
   * sections that change lose their effect; an edit without content asks for a new assessment.
   */
  public void edit(String number, Map<String, ?> fields) {
    var change = register.change(number);
    Responsibility.EDIT_PLAN.require(change, actors.current());
    change.requireThatItMayBeEdited();
    var edited = edited(change, fields);
    var wasDraft = change.state() == ChangeState.DRAFT;
    if (!wasDraft) {
      requireComplete(change.type(), edited);
    }
    if (!wasDraft) {
      control.release(cause(change));
    }
    var scope = scope(edited);
    rewrite(change, edited);
    change.replan(scope.operations(), scope.targets());
    if (!wasDraft) {
      calendar.book(number, keys(change.workedOn()), change.window());
    }
    announcements.announce(
        change, "ChangeEdited", null, Map.of("fields", fields.keySet().stream().sorted().toList()));
  }

  private void rewrite(Change change, RequestedChange edited) {
    var before = change.content();
    change.edit(edited);
    work.windowMoved(change, before);
  }

  /**
   * The request is complete: its targets are snapshot with their revisions, its change set is
   * checked, its window booked.
   */
  void submit(Change change) {
    requireComplete(change.type(), change.content());
    if (change.type() == ChangeType.EMERGENCY) {
      requireNoOverdueReview(change.requester());
    }
    var number = change.number().value();
    if (change.isJustRegistered()) {
      change.submit(change.operations(), change.targets(), clock.instant());
      calendar.bookFirst(number, keys(change.workedOn()), change.window());
    } else {
      control.release(cause(change));
      var scope = scope(change.content());
      change.submit(scope.operations(), scope.targets(), clock.instant());
      calendar.book(number, keys(change.workedOn()), change.window());
    }
    announcements.announce(
        change,
        "ChangeSubmitted",
        null,
        Map.of(
            "targets",
            change.targets().stream()
                .map(target -> Map.of("item", target.item().value(), "revision", target.revision()))
                .toList()));
  }

  /** What a request would touch, checked against the estate and stored nowhere. */
  Scope scope(RequestedChange request) {
    var problems = new ArrayList<Problem>();
    var named = estate.resolve(request.namedItems());
    for (var i = 0; i < request.namedItems().size(); i++) {
      var name = request.namedItems().get(i);
      if (!named.containsKey(name)) {
        problems.add(
            new Problem(
                "items[%d]".formatted(i),
                name,
                "names no item: use a key such as CI-000042, or type:name"));
      }
    }
    var operations = PlannedOperations.NONE;
    try {
      operations = control.plan(request.operations(), "changeSet");
    } catch (InvalidInput invalid) {
      problems.addAll(invalid.problems());
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
    return new Scope(operations, targets(named, operations));
  }

  /** What redeploying an existing item would touch. */
  Scope redeployment(ChangeDesk.Redeployment redeployment) {
    var name = String.valueOf(redeployment.item());
    var item = estate.resolve(List.of(name)).get(name);
    if (item == null) {
      throw new InvalidInput(
          new Problem(
              "redeploy.item", name, "names no item: use a key such as CI-000042, or type:name"));
    }
    var operations =
        control.planRedeployment(item, redeployment.location(), redeployment.owner(), "redeploy");
    return new Scope(operations, targets(Map.of(), operations));
  }

  /** What a change touches. */
  record Scope(PlannedOperations operations, List<Target> targets) {

    Set<ItemKey> workedOn() {
      return targets.stream()
          .filter(target -> target.role() == Target.Role.TARGET)
          .map(Target::item)
          .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every item that is affected in any role. */
    Set<ItemKey> affected() {
      return targets.stream().map(Target::item).collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private List<Target> targets(Map<String, ItemKey> named, PlannedOperations operations) {
    var workedOn = new LinkedHashSet<>(named.values());
    var manual = Set.copyOf(workedOn);
    operations.operations().stream()
        .filter(operation -> operation.item() != null)
        .forEach(operation -> workedOn.add(operation.item()));
    var all = new LinkedHashSet<>(workedOn);
    all.addAll(operations.touchedItems());
    Map<ItemKey, ItemSnapshot> snapshots = all.isEmpty() ? Map.of() : estate.find(all);
    return snapshots.values().stream()
        .map(
            item ->
                new Target(
                    item.key(),
                    item.qualifiedName(),
                    workedOn.contains(item.key()) ? Target.Role.TARGET : Target.Role.DEPENDENT,
                    manual.contains(item.key()) ? Target.Origin.MANUAL : Target.Origin.COMPUTED,
                    item.revision()))
        .collect(
            toMap(Target::item, target -> target, (first, second) -> first, LinkedHashMap::new))
        .values()
        .stream()
        .sorted(java.util.Comparator.comparing(Target::item))
        .toList();
  }

  static Cause cause(Change change) {
    return new Cause("change", change.number().value());
  }

  static List<String> keys(Set<ItemKey> items) {
    return items.stream().map(ItemKey::value).toList();
  }

  private RequestedChange edited(Change change, Map<String, ?> fields) {
    var later = reader.read(new Submission(fields, RequestReader.content(change.type())));
    var model = change.content().model();
    if (model != null && later.model() != null && !model.equals(later.model())) {
      throw new InvalidInput(
          new Problem(
              "model", later.model(), "cannot take the place of " + model + "; request anew"));
    }
    var edited = change.content().with(later);
    var contradictions = edited.contradictions();
    if (!contradictions.isEmpty()) {
      throw new InvalidInput(contradictions);
    }
    return modelled(change.type(), edited, change.requester());
  }

  /** Who has not accounted for his last emergency does not get the next one. */
  private void requireNoOverdueReview(String requester) {
    var overdue = changes.overdueReviews(requester, ChangeType.EMERGENCY, clock.instant());
    if (!overdue.isEmpty()) {
      var numbers = overdue.stream().map(id -> ChangeNumber.of(id).value()).toList();
      throw new NotNow(
          requester
              + " has emergencies whose review is overdue: "
              + String.join(", ", numbers)
              + "; they have to be reviewed first, or somebody else requests this one",
          Map.of("overdue", numbers));
    }
  }

  private static void requireComplete(ChangeType type, RequestedChange request) {
    var missing = request.missing(type);
    if (!missing.isEmpty()) {
      throw new InvalidInput(missing);
    }
  }

  /** Everybody but auditors, operators and administrators may request a change. */
  static Actor requireMayRequest(Actor actor) {
    if (!Responsibility.takePart(actor.groups())) {
      throw new NotAllowed(actor.id() + " belongs to no group that may request changes");
    }
    return actor;
  }
}
