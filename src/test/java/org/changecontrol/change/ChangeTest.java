package org.changecontrol.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.changecontrol.change.ChangeFixtures.NOW;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.changecontrol.cmdb.PlannedOperations;
import org.changecontrol.policy.Risk;
import org.changecontrol.problem.NotNow;
import org.junit.jupiter.api.Test;

class ChangeTest {

  @Test
  void aNormalChangeGoesFromDraftToClosed() {
    var change = ChangeFixtures.implemented(Risk.LOW, ImplementationOutcome.SUCCESSFUL);

    change.verified(true);
    change.close(NOW);

    assertThat(change.state()).isEqualTo(ChangeState.CLOSED);
    assertThat(change.closeCode()).isEqualTo(CloseCode.SUCCESSFUL);
  }

  @Test
  void workBeginsOnlyWhenItIsScheduled() {
    refusedEverywhereBut(EnumSet.of(ChangeState.SCHEDULED), change -> change.begin(NOW));
  }

  @Test
  void aChangeIsGivenUpOnlyBeforeWorkBegins() {
    refusedEverywhereBut(
        EnumSet.of(
            ChangeState.DRAFT,
            ChangeState.ASSESSING,
            ChangeState.AUTHORISING,
            ChangeState.SCHEDULED),
        change -> change.cancel("no longer needed", NOW));
  }

  @Test
  void aChangeIsBackedOutOnlyWhileWorkGoesOnOrItsResultIsUnreviewed() {
    refusedEverywhereBut(
        EnumSet.of(ChangeState.IMPLEMENTING, ChangeState.IMPLEMENTED),
        change -> change.backedOut("it broke", NOW));
  }

  @Test
  void theGatesAreDeterminedOnlyAfterTheAssessment() {
    refusedEverywhereBut(
        EnumSet.of(ChangeState.ASSESSING),
        change ->
            change.gatesDetermined(
                new org.changecontrol.policy.RequiredGate.Conclusion(
                    java.util.List.of(), java.util.List.of(), "1")));
  }

  @Test
  void itIsScheduledOnlyFromItsGates() {
    refusedEverywhereBut(EnumSet.of(ChangeState.AUTHORISING), Change::scheduled);
  }

  @Test
  void theChangeSetIsAppliedOnlyWhenTheWorkWasReportedAsDone() {
    var unreported = ChangeFixtures.implementing(Risk.LOW);
    var failed = ChangeFixtures.implementing(Risk.LOW);
    failed.reported(ImplementationOutcome.FAILED, NOW);

    assertThatThrownBy(unreported::implemented).isInstanceOf(NotNow.class);
    assertThatThrownBy(failed::implemented).isInstanceOf(NotNow.class);
  }

  @Test
  void workIsFinishedOnce() {
    var change = ChangeFixtures.implementing(Risk.LOW);
    change.reported(ImplementationOutcome.FAILED, NOW);

    assertThatThrownBy(() -> change.reported(ImplementationOutcome.SUCCESSFUL, NOW))
        .isInstanceOf(NotNow.class);
  }

  @Test
  void aChangeOnHoldIsNotStarted() {
    var change = ChangeFixtures.scheduled(Risk.LOW);
    change.hold("waiting for parts", NOW.plusSeconds(60));

    assertThatThrownBy(() -> change.begin(NOW)).hasMessageContaining("on hold");

    change.resume();
    assertThatCode(() -> change.begin(NOW)).doesNotThrowAnyException();
  }

  @Test
  void anEditSendsAScheduledChangeBackToItsAssessment() {
    var change = ChangeFixtures.scheduled(Risk.LOW);
    change.earlyStartGranted("manager");

    change.edit(ChangeFixtures.request());

    assertThat(change.state()).isEqualTo(ChangeState.ASSESSING);
    assertThat(change.earlyStartBy()).isNull();
  }

  @Test
  void aNewWindowEndsTheHoldOfAMissedOne() {
    var change = ChangeFixtures.scheduled(Risk.LOW);
    change.hold(Change.WINDOW_MISSED, null);

    assertThatThrownBy(change::requireThatItMayBeResumed).hasMessageContaining("plan a new one");
    change.edit(ChangeFixtures.request());

    assertThat(change.isOnHold()).isFalse();
  }

  @Test
  void aHoldForAnotherReasonOutlastsAnEdit() {
    var change = ChangeFixtures.scheduled(Risk.LOW);
    change.hold("waiting for parts", null);

    change.edit(ChangeFixtures.request());

    assertThat(change.isOnHold()).isTrue();
  }

  @Test
  void loweringTheRiskByHandIsRemembered() {
    var lowered = ChangeFixtures.assessed(Risk.HIGH);
    var raised = ChangeFixtures.assessed(Risk.LOW);

    lowered.assessmentReviewed(AssessmentDecision.ACCEPT, Risk.MEDIUM, "manager");
    raised.assessmentReviewed(AssessmentDecision.ACCEPT, Risk.CRITICAL, "manager");

    assertThat(lowered.riskWasLowered()).isTrue();
    assertThat(lowered.withoutVote())
        .containsExactlyInAnyOrder("requester", "implementer", "manager");
    assertThat(raised.withoutVote()).doesNotContain("manager");
    assertThat(lowered.risk()).isEqualTo(Risk.MEDIUM);
    assertThat(raised.riskWasLowered()).isFalse();
    assertThat(raised.risk()).isEqualTo(Risk.CRITICAL);
  }

  @Test
  void reworkMakesItADraftAgain() {
    var change = ChangeFixtures.assessed(Risk.HIGH);

    change.assessmentReviewed(AssessmentDecision.REWORK, null, "manager");

    assertThat(change.state()).isEqualTo(ChangeState.DRAFT);
    assertThat(change.isWantedAsDraft()).isTrue();
  }

  @Test
  void theCloseCodeMustAgreeWithWhatHappened() {
    var implemented =
        ChangeFixtures.implemented(Risk.HIGH, ImplementationOutcome.SUCCESSFUL_WITH_ISSUES);
    implemented.reviewBegun(NOW);
    var failed = ChangeFixtures.implementing(Risk.HIGH);
    failed.reported(ImplementationOutcome.FAILED, NOW);
    failed.reviewBegun(NOW);
    var backedOut = ChangeFixtures.implementing(Risk.HIGH);
    backedOut.backedOut("it broke", NOW);
    backedOut.reviewBegun(NOW);

    assertThat(implemented.possibleCloseCodes())
        .containsExactlyInAnyOrder(CloseCode.SUCCESSFUL, CloseCode.SUCCESSFUL_WITH_ISSUES);
    assertThat(failed.possibleCloseCodes()).containsExactly(CloseCode.FAILED);
    assertThat(backedOut.possibleCloseCodes()).containsExactly(CloseCode.BACKED_OUT);
    assertThatThrownBy(
            () -> backedOut.reviewed(new Review(CloseCode.SUCCESSFUL, "fine", "manager", NOW)))
        .isInstanceOf(NotNow.class);
  }

  @Test
  void afterAFailureItMayStillBeBackedOutInReview() {
    var failed = ChangeFixtures.implementing(Risk.HIGH);
    failed.reported(ImplementationOutcome.FAILED, NOW);
    failed.reviewBegun(NOW);

    failed.backedOut("something was touched after all", NOW);

    assertThat(failed.state()).isEqualTo(ChangeState.BACKED_OUT);
  }

  @Test
  void whatIsReviewedIsNotClosedBeforeTheReviewIsHeld() {
    var change = ChangeFixtures.implemented(Risk.HIGH, ImplementationOutcome.SUCCESSFUL);
    change.reviewBegun(NOW);

    assertThatThrownBy(() -> change.close(NOW)).hasMessageContaining("not been reviewed");
  }

  private static void refusedEverywhereBut(Set<ChangeState> allowed, Consumer<Change> move) {
    changes()
        .forEach(
            (state, change) -> {
              if (allowed.contains(state)) {
                assertThatCode(() -> move.accept(change.get()))
                    .as(state.name())
                    .doesNotThrowAnyException();
              } else {
                var refused = change.get();
                assertThatThrownBy(() -> move.accept(refused))
                    .as(state.name())
                    .isInstanceOf(NotNow.class);
                assertThat(refused.state()).isEqualTo(state);
              }
            });
  }

  private static Map<ChangeState, Supplier<Change>> changes() {
    var changes = new EnumMap<ChangeState, Supplier<Change>>(ChangeState.class);
    changes.put(ChangeState.DRAFT, ChangeFixtures::draft);
    changes.put(ChangeState.ASSESSING, () -> ChangeFixtures.assessed(Risk.LOW));
    changes.put(ChangeState.AUTHORISING, () -> ChangeFixtures.authorising(Risk.LOW));
    changes.put(ChangeState.SCHEDULED, () -> ChangeFixtures.scheduled(Risk.LOW));
    changes.put(ChangeState.IMPLEMENTING, () -> ChangeFixtures.implementing(Risk.LOW));
    changes.put(
        ChangeState.IMPLEMENTED,
        () -> ChangeFixtures.implemented(Risk.LOW, ImplementationOutcome.SUCCESSFUL));
    changes.put(
        ChangeState.BACKED_OUT,
        () -> after(ChangeFixtures.implementing(Risk.LOW), c -> c.backedOut("it broke", NOW)));
    changes.put(
        ChangeState.REVIEW,
        () ->
            after(
                ChangeFixtures.implemented(Risk.LOW, ImplementationOutcome.SUCCESSFUL),
                c -> c.reviewBegun(NOW)));
    changes.put(
        ChangeState.CLOSED,
        () ->
            after(
                ChangeFixtures.implemented(Risk.LOW, ImplementationOutcome.SUCCESSFUL),
                c -> c.close(NOW)));
    changes.put(
        ChangeState.REJECTED,
        () -> after(ChangeFixtures.authorising(Risk.LOW), c -> c.reject("no", NOW)));
    changes.put(
        ChangeState.CANCELLED,
        () -> after(ChangeFixtures.authorising(Risk.LOW), c -> c.cancel("no", NOW)));
    return changes;
  }

  private static Change after(Change change, Consumer<Change> move) {
    move.accept(change);
    return change;
  }

  @Test
  void whatIsPlannedLaterReplacesWhatWasPlannedBefore() {
    var change = ChangeFixtures.submitted();

    change.replan(PlannedOperations.NONE, java.util.List.of());

    assertThat(change.affected()).isEmpty();
  }
}
