package org.changecontrol.change;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.changecontrol.approval.ApprovalGates;
import org.changecontrol.approval.GateState;
import org.changecontrol.approval.GateView;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Answers the questions at which the course of a change forks, from the record alone. A process
 * routes on these answers and on nothing else; effects ask again for themselves.
 */
@Component
@Transactional(readOnly = true)
public class Crossroads {

  private final ChangeRegister register;
  private final ChangeIntake intake;
  private final ChangeAssessor assessor;
  private final ChangeDesk desk;
  private final ApprovalGates gates;
  private final Clock clock;

  Crossroads(
      ChangeRegister register,
      ChangeIntake intake,
      ChangeAssessor assessor,
      ChangeDesk desk,
      ApprovalGates gates,
      Clock clock) {
    this.register = register;
    this.intake = intake;
    this.assessor = assessor;
    this.desk = desk;
    this.gates = gates;
    this.clock = clock;
  }

  /** Request complete? */
  public boolean isComplete(String number) {
    return intake.isComplete(number);
  }

  /** Does a person have to review the assessment? */
  public boolean isAssessmentReviewNeeded(String number) {
    return assessor.reviewNeeded(register.change(number));
  }

  public boolean isAssessmentAccepted(String number) {
    return register.change(number).assessmentDecision() == AssessmentDecision.ACCEPT;
  }

  /** Redeploy an existing item instead? */
  public boolean isRedeployment(String number) {
    return register.change(number).isRedeployment();
  }

  /** The openings of the gates that wait for votes. */
  public List<Long> openGates(String number) {
    return gates.gates(number).stream()
        .filter(gate -> gate.state() == GateState.OPEN)
        .map(GateView::id)
        .toList();
  }

  /** Whether a gate has refused the change. */
  public boolean isRefused(String number) {
    return gates.gates(number).stream().anyMatch(gate -> gate.state() == GateState.REJECTED);
  }

  /** Change approved: by every required gate, for what it contains now. */
  public boolean isApproved(String number) {
    var required = register.change(number).requiredGates();
    return !required.isEmpty() && gates.authorises(number, required);
  }

  /** Still free of new conflicts? */
  public boolean isStillFree(String number) {
    return register.change(number).state() == ChangeState.SCHEDULED;
  }

  public boolean isWindowOpen(String number) {
    return !clock.instant().isBefore(register.change(number).window().start());
  }

  public boolean isReadyToImplement(String number) {
    var change = register.change(number);
    return change.state() == change.type().beforeWork()
        && (change.type().isScheduled() || isApproved(number));
  }

  /** Is what was observed to become the record? */
  public boolean isDifferenceToBeRecorded(String number) {
    return decided(number, DifferenceReview.Decision.AUTHORISE);
  }

  /** Has another change done what was observed? */
  public boolean isDifferenceExplained(String number) {
    return decided(number, DifferenceReview.Decision.EXPLAINED);
  }

  private boolean decided(String number, DifferenceReview.Decision decision) {
    return register
        .change(number)
        .differenceReview()
        .map(review -> review.decision() == decision)
        .orElse(false);
  }

  /** Change eligible: its model has authorised it. */
  public boolean isPreauthorised(String number) {
    return register.change(number).preauthorisation().map(Preauthorisation::eligible).orElse(false);
  }

  public boolean isRedeploymentApproved(String number) {
    return isRedeployment(number) && isApproved(number);
  }

  public boolean isReworkRequested(String number) {
    return register.change(number).state() == ChangeState.DRAFT;
  }

  public boolean isStartedEarly(String number) {
    return register.change(number).earlyStartBy() != null;
  }

  public boolean isImplementationSuccessful(String number) {
    var outcome = register.change(number).outcome();
    return outcome != null && outcome != ImplementationOutcome.FAILED;
  }

  public boolean isImplemented(String number) {
    return register.change(number).state() == ChangeState.IMPLEMENTED;
  }

  public boolean isVerifiedBySource(String number) {
    return desk.verifiedBySource(register.change(number));
  }

  public boolean isReviewDue(String number) {
    return desk.reviewDue(register.change(number));
  }

  /** Until when it has to be reviewed; asked while it is. */
  public Instant reviewDueAt(String number) {
    return Objects.requireNonNull(
        register.change(number).reviewDueAt(), "a review that began has a deadline");
  }

  /** When the review is overdue; once it was escalated, when it is the next time. */
  public Instant reviewOverdueAt(String number) {
    return desk.reviewOverdueAt(register.change(number));
  }

  /** The groups whose members may review: once it is overdue, those it was escalated to as well. */
  public List<String> reviewers(String number) {
    return Responsibility.REVIEW.by(register.change(number));
  }

  /** Closed as failed? */
  public boolean isFailed(String number) {
    return register.change(number).closeCode() == CloseCode.FAILED;
  }

  /** When reservations of a change on hold expire. */
  public Instant holdExpiry(String number) {
    return register
        .change(number)
        .holdUntil()
        .orElseGet(() -> clock.instant().plus(ChangeDesk.RESERVATIONS_KEPT));
  }

  /** The groups whose members may say whether the estate is as planned. */
  public List<String> verifiers() {
    return Responsibility.VERIFIERS.stream().sorted().toList();
  }
}
