package org.changecontrol.change;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.changecontrol.approval.ApprovalGates;
import org.changecontrol.cmdb.ConfigurationControl;
import org.changecontrol.identity.Actors;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.NotAllowed;
import org.changecontrol.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves retrospective changes: each method is one event of their process. What was done outside of
 * change control becomes the record only once its gates agree; until then the record says what was
 * planned.
 */
@Component
@Transactional
public class DifferenceDesk {

  private final ChangeRegister register;
  private final Changes changes;
  private final ChangeDesk desk;
  private final ChangeIntake intake;
  private final ConfigurationControl control;
  private final ApprovalGates gates;
  private final Announcements announcements;
  private final Actors actors;
  private final Clock clock;

  DifferenceDesk(
      ChangeRegister register,
      Changes changes,
      ChangeDesk desk,
      ChangeIntake intake,
      ConfigurationControl control,
      ApprovalGates gates,
      Announcements announcements,
      Actors actors,
      Clock clock) {
    this.register = register;
    this.changes = changes;
    this.desk = desk;
    this.intake = intake;
    this.control = control;
    this.gates = gates;
    this.announcements = announcements;
    this.actors = actors;
    this.clock = clock;
  }

  /** Which open changes work on the same items: one of them may have done it. */
  public void findExplanations(String number) {
    var change = register.change(number);
    var items = ChangeIntake.keys(change.workedOn());
    var found =
        items.isEmpty()
            ? List.<Explanations.Explanation>of()
            : changes.openOn(items, change.number().serial()).stream()
                .map(
                    other ->
                        new Explanations.Explanation(
                            other.number().value(),
                            other.title(),
                            other.state(),
                            other.implementer(),
                            ChangeIntake.keys(other.workedOn()).stream()
                                .filter(items::contains)
                                .toList()))
                .toList();
    change.detected(found, clock.instant());
    announcements.announce(
        change,
        "ExplanationsFound",
        null,
        Map.of("changes", found.stream().map(Explanations.Explanation::change).toList()));
  }

  /**
   * A person decides what becomes of it.
   *
   * @param explainedBy number of the change that has done it; required for EXPLAINED
   * @param doneBy who did it outside of change control, if that was found out
   */
  public void review(
      String number,
      DifferenceReview.Decision decision,
      String reason,
      @Nullable String explainedBy,
      @Nullable String doneBy) {
    var change = register.change(number);
    change.requireNotOnHold("decided");
    var reviewer = actors.current().id();
    if (reviewer.equals(doneBy)) {
      throw new NotAllowed(
          reviewer
              + " cannot decide about what he did himself; leave "
              + number
              + " to another who may (segregation of duties)");
    }
    var explanation =
        decision == DifferenceReview.Decision.EXPLAINED
            ? requireExplanation(change, explainedBy)
            : null;
    change.differenceReviewed(
        new DifferenceReview(decision, reason, explanation, doneBy, reviewer, clock.instant()));
    var detail = new LinkedHashMap<String, Object>();
    detail.put("decision", decision.name());
    if (explanation != null) {
      detail.put("explainedBy", explanation);
    }
    if (doneBy != null) {
      detail.put("doneBy", doneBy);
    }
    announcements.announce(change, "DifferenceReviewed", reason, detail);
  }

  private String requireExplanation(Change change, @Nullable String explainedBy) {
    if (explainedBy == null) {
      throw new InvalidInput(
          new Problem("explainedBy", null, "is required for EXPLAINED: name the change"));
    }
    if (!register.exists(explainedBy) || explainedBy.equals(change.number().value())) {
      throw new InvalidInput(
          new Problem("explainedBy", explainedBy, "is no other change on record"));
    }
    var other = register.change(explainedBy);
    if (!other.hasBegun()) {
      throw new InvalidInput(
          new Problem("explainedBy", explainedBy, "has done nothing yet; its work has not begun"));
    }
    if (other.workedOn().stream().noneMatch(change.workedOn()::contains)) {
      throw new InvalidInput(
          new Problem("explainedBy", explainedBy, "works on none of the items that differ"));
    }
    return explainedBy;
  }

  /** Its gates agree: what was observed is the record from now on. */
  public void record(String number) {
    var change = register.change(number);
    desk.requireAuthorised(change);
    var cause = ChangeIntake.cause(change);
    change.authorised(control.reserve(change.operations(), cause, null));
    control.apply(change.operations(), cause);
    change.differenceRecorded(clock.instant());
    announcements.announce(
        change,
        "DifferenceRecorded",
        null,
        Map.of("operations", change.operations().operations().size()));
  }

  /**
   * It is to be put back: a normal change is drafted for that.
   *
   * @return the number of the normal change
   */
  public String remediate(String number) {
    var change = register.change(number);
    control.release(ChangeIntake.cause(change));
    var reason =
        change.differenceReview().map(DifferenceReview::reason).orElse("It was not authorised");
    var normal = intake.remedy(change, reason);
    change.remediated(normal, clock.instant());
    gates.close(number);
    announcements.announce(
        change, "RemediationRequested", reason, Map.of("convertedTo", normal.value()));
    return normal.value();
  }

  /** Another change has done it. */
  public void explain(String number) {
    var change = register.change(number);
    var by = change.differenceReview().map(DifferenceReview::explainedBy).orElseThrow();
    change.explained(by, clock.instant());
    announcements.announce(change, "DifferenceExplained", by, Map.of("explainedBy", by));
  }
}
