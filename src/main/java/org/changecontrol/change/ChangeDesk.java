package org.changecontrol.change;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.changecontrol.approval.ApprovalGates;
import org.changecontrol.approval.Decision;
import org.changecontrol.approval.GateState;
import org.changecontrol.approval.GateView;
import org.changecontrol.approval.NobodyDecided;
import org.changecontrol.calendar.ChangeCalendar;
import org.changecontrol.changemodel.ModelCatalogue;
import org.changecontrol.cmdb.Capability;
import org.changecontrol.cmdb.ConfigurationControl;
import org.changecontrol.cmdb.ItemKey;
import org.changecontrol.cmdb.PlannedOperation;
import org.changecontrol.identity.Actors;
import org.changecontrol.identity.Groups;
import org.changecontrol.policy.Risk;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.NotAllowed;
import org.changecontrol.problem.NotNow;
import org.changecontrol.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves changes: each method is one event of the process with its action on the configuration
 * database, in the caller's transaction. Every effect on the estate first asks whether the change
 * is authorised for exactly what it contains now, and is refused when it is not, whatever the
 * process believes.
 */
@Component
@Transactional
public class ChangeDesk {

  /** How long reservations of a change on hold are kept. */
  static final Duration RESERVATIONS_KEPT = Duration.ofDays(14);

  private final ChangeRegister register;
  private final ChangeIntake intake;
  private final ChangeAssessor assessor;
  private final Preauthorisations preauthorisations;
  private final ModelCatalogue models;
  private final ConfigurationControl control;
  private final ChangeCalendar calendar;
  private final ApprovalGates gates;
  private final Foreman foreman;
  private final ConsultationDesk consultations;
  private final Announcements announcements;
  private final Actors actors;
  private final Clock clock;

  ChangeDesk(
      ChangeRegister register,
      ChangeIntake intake,
      ChangeAssessor assessor,
      Preauthorisations preauthorisations,
      ModelCatalogue models,
      ConfigurationControl control,
      ChangeCalendar calendar,
      ApprovalGates gates,
      Foreman foreman,
      ConsultationDesk consultations,
      Announcements announcements,
      Actors actors,
      Clock clock) {
    this.register = register;
    this.intake = intake;
    this.assessor = assessor;
    this.preauthorisations = preauthorisations;
    this.models = models;
    this.control = control;
    this.calendar = calendar;
    this.gates = gates;
    this.foreman = foreman;
    this.consultations = consultations;
    this.announcements = announcements;
    this.actors = actors;
    this.clock = clock;
  }

  // assessment and authorisation

  /** Submitted: the targets are snapshot, the change set is checked, the window is booked. */
  public void submit(String number) {
    intake.submit(register.change(number));
  }

  /** Assessed: impact with paths, conflicts, what exists already. */
  public void assessImpact(String number) {
    assessor.assessImpact(register.change(number));
  }

  /** The risk is rated by policy. */
  public void rateRisk(String number) {
    assessor.rateRisk(register.change(number));
  }

  /**
   * A person reviewed the assessment.
   *
   * @param risk the risk as set by hand, or null to leave it as rated
   * @param reason required unless the assessment is accepted as it is
   * @param item for REDEPLOY the item that serves instead: a key or {@code type:name}
   */
  public void reviewAssessment(
      String number,
      AssessmentDecision decision,
      @Nullable Risk risk,
      @Nullable String reason,
      @Nullable Redeployment redeployment) {
    var change = register.change(number);
    change.requireNotOnHold("reviewed");
    var rated = change.rating().map(r -> r.risk()).orElse(Risk.CRITICAL);
    var lowered = risk != null && risk.compareTo(rated) < 0;
    if (reason == null && (decision != AssessmentDecision.ACCEPT || lowered)) {
      throw new InvalidInput(
          new Problem(
              "reason",
              null,
              lowered
                  ? "is required to lower the risk from " + rated
                  : "is required for " + decision));
    }
    change.assessmentReviewed(decision, risk, actors.current().id());
    var detail = new LinkedHashMap<String, Object>();
    detail.put("decision", decision.name());
    detail.put("risk", String.valueOf(change.risk()));
    if (decision == AssessmentDecision.REDEPLOY) {
      detail.put("item", redeploy(change, redeployment));
    }
    if (decision == AssessmentDecision.REJECT) {
      change.rejectedBecause(Objects.requireNonNull(reason));
    }
    announcements.announce(change, "AssessmentReviewed", reason, detail);
  }

  /**
   * The existing item that serves instead of what was asked for.
   *
   * @param item a key or {@code type:name}
   */
  public record Redeployment(
      @Nullable String item, @Nullable String location, @Nullable String owner) {}

  private String redeploy(Change change, @Nullable Redeployment redeployment) {
    if (redeployment == null || redeployment.item() == null) {
      throw new InvalidInput(new Problem("redeploy.item", null, "is required for REDEPLOY"));
    }
    var scope = intake.redeployment(redeployment);
    change.replan(scope.operations(), scope.targets());
    return scope.targets().get(0).item().value();
  }

  /**
   * The window is booked for the item that is redeployed instead, and what it means is assessed.
   */
  public void planRedeployment(String number) {
    var change = register.change(number);
    calendar.book(number, ChangeIntake.keys(change.workedOn()), change.window());
    announcements.announce(
        change, "RedeploymentPlanned", null, Map.of("items", ChangeIntake.keys(change.workedOn())));
  }

  /** The gates are determined by policy and opened, and with them the stakeholders are asked. */
  public void determineGates(String number) {
    var change = register.change(number);
    assessor.determineGates(change);
    consultations.open(change);
  }

  /** It is decided whether the model of a standard change has authorised it. */
  public void determineEligibility(String number) {
    preauthorisations.decide(register.change(number));
  }

  /**
   * A standard change that its model does not authorise ends, and goes on as the draft of a normal
   * change.
   *
   * @return the number of the normal change
   */
  public String convert(String number) {
    var change = register.change(number);
    var obstacles = change.preauthorisation().map(Preauthorisation::obstacles).orElseThrow();
    control.release(ChangeIntake.cause(change));
    calendar.release(number);
    var normal = intake.convert(change, obstacles);
    change.converted(normal, String.join("; ", obstacles), clock.instant());
    announcements.announce(
        change, "ChangeConverted", change.endReason(), Map.of("convertedTo", normal.value()));
    return normal.value();
  }

  /** Authorised: items to be created are planned, an item to be redeployed is reserved. */
  public void authorise(String number) {
    var change = register.change(number);
    requireAuthorised(change);
    change.authorised(control.reserve(change.operations(), ChangeIntake.cause(change), null));
    announcements.announce(change, "ChangeAuthorised", null, Map.of("planned", planned(change)));
  }

  private static List<String> planned(Change change) {
    return change.operations().operations().stream()
        .map(PlannedOperation::item)
        .filter(Objects::nonNull)
        .map(ItemKey::value)
        .distinct()
        .toList();
  }

  /**
   * Scheduled, unless a conflict has come up that nobody who approved has seen: then it stays to be
   * assessed again.
   */
  public void schedule(String number) {
    var change = register.change(number);
    if (assessor.isStillFree(change)) {
      change.scheduled();
      announcements.announce(change, "ChangeScheduled", null, change.windowOnRecord());
    } else {
      announcements.announce(change, "ConflictArisen");
    }
  }

  /** Redeployed instead: the item goes where it is needed and the request ends. */
  public void redeploy(String number) {
    var change = register.change(number);
    requireAuthorised(change);
    var cause = ChangeIntake.cause(change);
    change.authorised(control.reserve(change.operations(), cause, null));
    control.apply(change.operations(), cause);
    control.complete(cause);
    calendar.release(number);
    change.redeployed(clock.instant());
    gates.close(number);
    announcements.announce(
        change, "ChangeRedeployed", "REDEPLOYED", Map.of("items", planned(change)));
  }

  /** Rejected: reservations are released, planned items become void. */
  public void reject(String number) {
    var change = register.change(number);
    control.release(ChangeIntake.cause(change));
    calendar.release(number);
    change.reject(whyRejected(change), clock.instant());
    rejectModel(change, String.valueOf(change.endReason()));
    gates.close(number);
    announcements.announce(change, "ChangeRejected", change.endReason());
  }

  private void rejectModel(Change change, String reason) {
    if (change.type() == ChangeType.MODEL) {
      models.reject(change.number().value(), reason);
    }
  }

  private String whyRejected(Change change) {
    if (change.endReason() != null) {
      return change.endReason();
    }
    return gates.gates(change.number().value()).stream()
        .filter(gate -> gate.state() == GateState.REJECTED)
        .flatMap(
            gate ->
                Stream.concat(
                    Stream.of(gate.name() + " rejected it"),
                    gate.votes().stream()
                        .filter(vote -> vote.decision() == Decision.REJECT)
                        .map(vote -> vote.voter() + ": " + vote.reason())))
        .collect(Collectors.joining("; "));
  }

  /** Cancelled by whoever may, before work began. */
  public void cancel(String number, String reason) {
    var change = register.change(number);
    change.requireThatItMayBeCancelled();
    control.release(ChangeIntake.cause(change));
    calendar.release(number);
    change.cancel(reason, clock.instant());
    rejectModel(change, reason);
    gates.close(number);
    announcements.announce(change, "ChangeCancelled", reason);
  }

  // hold

  /** Put on hold: reservations are kept until their expiry. */
  public void hold(String number, String reason) {
    var change = register.change(number);
    change.hold(reason, clock.instant().plus(RESERVATIONS_KEPT));
    announcements.announce(
        change,
        "ChangePutOnHold",
        reason,
        Map.of("until", String.valueOf(change.holdUntil().orElse(null))));
  }

  /** The window ended before anybody started. */
  public void holdMissedWindow(String number) {
    var change = register.change(number);
    change.hold(Change.WINDOW_MISSED, null);
    announcements.announce(change, "WindowMissed", Change.WINDOW_MISSED, change.windowOnRecord());
  }

  /**
   * A gate is overdue and nobody else could decide it: the change waits for a person to settle
   * that.
   */
  @EventListener
  void on(NobodyDecided gate) {
    var change = register.change(gate.subject());
    if (!change.isOnHold()) {
      var reason = gate.gateName() + " is overdue and nobody else may decide it";
      change.hold(reason, clock.instant().plus(RESERVATIONS_KEPT));
      announcements.announce(change, "ChangePutOnHold", reason);
    }
  }

  /** Resumed; what was reserved and has expired meanwhile is reserved again. */
  public void resume(String number) {
    var change = register.change(number);
    change.resume();
    if (change.reservationsReleased()) {
      change.reservationsReleased(false);
      if (change.state() == ChangeState.SCHEDULED) {
        change.renewed(
            control.reserve(
                control.plan(change.content().operations(), "changeSet"),
                ChangeIntake.cause(change),
                null));
      }
    }
    announcements.announce(change, "ChangeResumed");
  }

  /**
   * The hold has lasted too long: reservations are given back; the change stays on hold. Once work
   * has begun nothing is merely reserved.
   */
  public void releaseReservations(String number) {
    var change = register.change(number);
    if (!change.state().isBeforeWork()) {
      return;
    }
    control.release(ChangeIntake.cause(change));
    change.reservationsReleased(true);
    announcements.announce(change, "ReservationsReleased", change.holdReason());
  }

  // implementation

  /**
   * Refuses unless work may begin now: in the window or granted early, not on hold, authorised for
   * what the change contains now, and its targets as they were when the change set was planned.
   */
  private void requireThatWorkMayBegin(Change change) {
    change.require("started", change.type().beforeWork());
    change.requireNotOnHold("started");
    var now = clock.instant();
    if (!now.isBefore(change.window().end())) {
      throw new NotNow(
          "The window of "
              + change.number()
              + " ended at "
              + change.window().end()
              + "; plan a new one");
    }
    if (change.type().isScheduled()
        && now.isBefore(change.window().start())
        && change.earlyStartBy() == null) {
      throw new NotNow(
          "The window of "
              + change.number()
              + " opens at "
              + change.window().start()
              + "; before that only a change manager may start it, with a reason");
    }
    if (change.isPastItsReturn(now)) {
      throw new NotNow(
          "The point of no return of "
              + change.number()
              + " was "
              + change.content().pointOfNoReturn()
              + "; what is begun now could not be undone in its window, plan a new one");
    }
    requireAuthorised(change);
    requireNotFrozen(change);
    var moved = assessor.discrepancies(change);
    if (!moved.isEmpty()) {
      throw new NotNow(
          "What "
              + change.number()
              + " changes has moved since it was planned; edit its plan to have it assessed again",
          Map.of("conflicts", moved));
    }
  }

  /** An emergency is shown the freezes that it runs into and is not stopped by them. */
  private void requireNotFrozen(Change change) {
    if (!change.type().isScheduled()) {
      return;
    }
    var frozen = assessor.undecidedFreezes(change);
    if (!frozen.isEmpty()) {
      throw new NotNow(
          change.number()
              + " would be carried out in a freeze ("
              + frozen.stream()
                  .map(one -> one.window() + " " + one.name())
                  .distinct()
                  .collect(Collectors.joining(", "))
              + ") that no freeze owner has allowed it; plan another window, or edit its plan to"
              + " have it assessed again and the freeze owners asked",
          Map.of("freezes", frozen));
    }
  }

  /**
   * Work begins although the process still waits for the window: a change manager starts it early,
   * with a reason, or the window has opened just now and the implementer is quicker than the timer.
   *
   * @throws NotNow before the window for anybody but change managers, and for all that {@link
   *     #requireThatWorkMayBegin} refuses
   */
  public void startWithoutWaiting(String number, @Nullable String reason) {
    var change = register.change(number);
    var actor = actors.current();
    Responsibility.START_IMPLEMENTATION.require(change, actor);
    change.require("started", change.type().beforeWork());
    if (!change.type().isScheduled()) {
      requireAuthorised(change);
    }
    var early = clock.instant().isBefore(change.window().start());
    if (early && actor.isIn(Groups.CHANGE_MANAGERS)) {
      if (reason == null) {
        throw new InvalidInput(
            new Problem("reason", null, "is required to start before the window"));
      }
      change.earlyStartGranted(actor.id());
      announcements.announce(change, "EarlyStartGranted", reason);
    } else if (!early) {
      requireImplementer(change);
      change.earlyStartGranted(actor.id());
    }
    requireThatWorkMayBegin(change);
  }

  /** The implementer begins within the window. */
  public void requireThatImplementerMayBegin(String number) {
    var change = register.change(number);
    requireImplementer(change);
    requireThatWorkMayBegin(change);
  }

  private void requireImplementer(Change change) {
    if (!actors.current().id().equals(change.implementer())) {
      throw new NotAllowed(
          "Only "
              + change.implementer()
              + ", who implements "
              + change.number()
              + ", may start it in its window");
    }
  }

  /** Implementing: targets in use go into maintenance, touched fields are locked. */
  public void begin(String number) {
    var change = register.change(number);
    requireThatWorkMayBegin(change);
    var now = clock.instant();
    control.begin(change.operations(), change.workedOn(), ChangeIntake.cause(change));
    change.begin(now);
    announcements.announce(change, "ImplementationStarted");
  }

  /**
   * The window has ended and work goes on: a gate decides whether it may. Who is done before it has
   * decided needs no extension any more.
   */
  public void raiseExtension(String number) {
    var change = register.change(number);
    var extension = assessor.windowExtension(change);
    change.overrun(extension.key(), clock.instant());
    gates.open(
        number, Stream.concat(change.requiredGates().stream(), Stream.of(extension)).toList());
    announcements.announce(change, "WindowOverrun", null, change.windowOnRecord());
  }

  /**
   * Whichever gate decided on the extension: where nobody else may, the configuration authority's
   * does. All that was asked before had to approve before work began.
   */
  private void requireNotStopped(Change change) {
    var refused =
        change.extensionGate().isPresent()
            && gates.gates(change.number().value()).stream()
                .anyMatch(gate -> gate.state() == GateState.REJECTED);
    if (refused) {
      throw new NotNow(
          "The extension of "
              + change.number()
              + " beyond its window was refused; back it out, or report that it FAILED");
    }
  }

  /**
   * The implementer reports the outcome; a success is applied by the next step of the same
   * transaction.
   *
   * @throws NotNow for a success while the change is on hold, or one of its tasks is neither done
   *     nor skipped; a failure waits for nothing
   */
  public void report(String number, ImplementationOutcome outcome, @Nullable String notes) {
    var change = register.change(number);
    if (outcome != ImplementationOutcome.FAILED) {
      change.requireNotOnHold("finished");
      foreman.requireCarriedOut(change);
    }
    change.reported(outcome, clock.instant());
    if (change.extensionGate().isPresent()) {
      gates.close(number);
    }
    announcements.announce(
        change, "ImplementationReported", notes, Map.of("outcome", outcome.name()));
  }

  /** Implemented: the change set is applied as one. */
  public void apply(String number) {
    var change = register.change(number);
    requireAuthorised(change);
    requireNotStopped(change);
    // First, since what is applied is written down at once, and the record with it.
    change.implemented();
    control.apply(change.operations(), ChangeIntake.cause(change));
    announcements.announce(
        change,
        "ChangeImplemented",
        null,
        Map.of("operations", change.operations().operations().size()));
  }

  /**
   * The work failed: nothing is applied; it is backed out, or closed as failed where nothing was
   * touched.
   */
  public void recordFailure(String number) {
    announcements.announce(register.change(number), "ImplementationFailed");
  }

  /** A person compared what is there with what was planned. */
  public void verify(String number, boolean asPlanned, @Nullable String notes) {
    var change = register.change(number);
    if (!asPlanned && notes == null) {
      throw new InvalidInput(
          new Problem(
              "notes", null, "is required where the estate is not as planned: say what differs"));
    }
    change.verified(asPlanned);
    if (asPlanned) {
      control.confirm(confirmed(change), ChangeIntake.cause(change));
    }
    announcements.announce(change, "ChangeVerified", notes, Map.of("verified", asPlanned));
  }

  private static Set<ItemKey> confirmed(Change change) {
    return Stream.concat(
            change.workedOn().stream(),
            change.operations().operations().stream()
                .map(PlannedOperation::item)
                .filter(Objects::nonNull))
        .collect(Collectors.toSet());
  }

  /** Whether a source has reported what was changed since the work ended. */
  boolean verifiedBySource(Change change) {
    var items = confirmed(change);
    var since = change.actualEnd();
    return items.isEmpty() || since != null && control.reportedSince(items, since);
  }

  /**
   * Refuses unless the change may be backed out now and the actor may do so.
   *
   * @throws NotAllowed saying who may: after the point of no return the change managers alone
   */
  public void requireThatActorMayBackOut(String number) {
    var change = register.change(number);
    Responsibility.backout(change, clock.instant()).require(change, actors.current());
    change.requireThatItMayBeBackedOut();
  }

  /** Backed out: inverses are applied, what existed returns to its state before. */
  public void backOut(String number, String reason) {
    var change = register.change(number);
    change.requireThatItMayBeBackedOut();
    control.backOut(ChangeIntake.cause(change));
    change.backedOut(reason, clock.instant());
    if (change.extensionGate().isPresent()) {
      gates.close(number);
    }
    announcements.announce(change, "ChangeBackedOut", reason);
  }

  // review and closure

  /**
   * The review begins, with its deadline. What an emergency had no time for comes first: its impact
   * and risk are assessed in full.
   */
  public void beginReview(String number) {
    var change = register.change(number);
    var dueAt = clock.instant().plus(assessor.reviewDeadline(change).within());
    change.reviewBegun(dueAt);
    announcements.announce(change, "ReviewBegun", null, Map.of("dueAt", dueAt.toString()));
    if (change.type() == ChangeType.EMERGENCY) {
      assessor.assessAfterwards(change);
    }
  }

  /** Nobody has reviewed it in time: others may as well. */
  public void escalateReview(String number) {
    var change = register.change(number);
    var to = assessor.reviewDeadline(change).escalateTo();
    change.reviewOverdue(to);
    announcements.announce(change, "ReviewOverdue", null, Map.of("to", to));
  }

  /** When the review is overdue; once it was escalated, when it is the next time. */
  Instant reviewOverdueAt(Change change) {
    var dueAt = change.reviewDueAt();
    return dueAt == null || change.reviewEscalatedTo() != null
        ? clock.instant().plus(assessor.reviewDeadline(change).within())
        : dueAt;
  }

  public void review(String number, CloseCode closeCode, String findings) {
    var change = register.change(number);
    change.reviewed(new Review(closeCode, findings, actors.current().id(), clock.instant()));
    announcements.announce(
        change, "ChangeReviewed", findings, Map.of("closeCode", closeCode.name()));
  }

  /** Closed: what went out of use is retired; what a failed change left in maintenance returns. */
  public void close(String number) {
    var change = register.change(number);
    var cause = ChangeIntake.cause(change);
    change.close(clock.instant());
    if (change.closeCode() == CloseCode.FAILED) {
      control.backOut(cause);
    } else if (!change.wasBackedOut()) {
      control.complete(cause);
    }
    calendar.release(number);
    preauthorisations.closed(change);
    announcements.announce(
        change, "ChangeClosed", null, Map.of("closeCode", String.valueOf(change.closeCode())));
  }

  /**
   * Whether the change has to be reviewed: always, but for a low risk or a routine that went as
   * planned; of routines a sample, an emergency in any case.
   */
  boolean reviewDue(Change change) {
    return change.type() == ChangeType.EMERGENCY
        || change.type() == ChangeType.RETROSPECTIVE
        || (change.type() == ChangeType.STANDARD
            ? preauthorisations.isSampled(change)
            : change.risk() != Risk.LOW)
        || change.outcome() != ImplementationOutcome.SUCCESSFUL
        || Boolean.FALSE.equals(change.verified());
  }

  /** Existing items that could serve. */
  List<Capability> capabilities(Change change) {
    return change.assessment().map(Assessment::capabilities).orElse(List.of());
  }

  List<GateView> gates(Change change) {
    return gates.gates(change.number().value());
  }

  /**
   * @throws NotNow unless its gates, or its model, authorise exactly what it contains now
   */
  void requireAuthorised(Change change) {
    if (change.type() == ChangeType.STANDARD) {
      preauthorisations.require(change);
      return;
    }
    var required = change.requiredGates();
    if (required.isEmpty() || !gates.authorises(change.number().value(), required)) {
      throw new NotNow(
          change.number()
              + " is not authorised for what it contains now; its gates have to decide (again)",
          Map.of("lacking", gates.lacking(change.number().value(), required)));
    }
  }
}
