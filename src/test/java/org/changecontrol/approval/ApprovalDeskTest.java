package org.changecontrol.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.changecontrol.approval.Decision.APPROVE;
import static org.changecontrol.approval.Decision.REJECT;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.changecontrol.identity.Groups;
import org.changecontrol.identity.MembershipChanged;
import org.changecontrol.policy.GateQuestion;
import org.changecontrol.policy.RequiredGate;
import org.changecontrol.policy.Risk;
import org.changecontrol.policy.Section;
import org.changecontrol.policy.dmn.PoliciesFromFiles;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.NotAllowed;
import org.changecontrol.problem.NotNow;
import org.changecontrol.problem.NotVisible;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

class ApprovalDeskTest {

  private static final String CHANGE = "CHG-000001";

  private final Polity polity =
      new Polity()
          .members(Groups.PEERS, "peer", "peer2", "requester2")
          .members(Groups.CAB, "cab1", "cab2", "cab3", "cab4")
          .members(Groups.SERVICE_OWNERS, "owner", "owner2")
          .members("team-mail", "owner")
          .members(Groups.EXECUTIVES, "executive")
          .members(Groups.CHANGE_MANAGERS, "manager")
          .members(Groups.CONFIGURATION_MANAGERS, "config")
          .members(Groups.DATA_MODEL_OWNERS, "modeller")
          .members(Groups.ADMINISTRATORS, "admin");

  private final OnPaper.PaperVotes votes = new OnPaper.PaperVotes();
  private final ApprovalDesk desk = polity.desk(new OnPaper.PaperGates(), votes);

  ApprovalDeskTest() {
    polity.barred.addAll(Set.of("requester", "requester2", "implementer"));
    polity.services.put("CI-000001", "team-mail");
  }

  // --- one gate

  @Test
  void aLowChangeIsAuthorisedByItsPeer() {
    var required = required(Risk.LOW);
    assertThat(desk.open(CHANGE, required)).extracting(GateView::key).containsExactly("peer");
    assertThat(desk.authorises(CHANGE, required)).isFalse();

    var gate = votes("peer", "peer", APPROVE);

    assertThat(gate.state()).isEqualTo(GateState.APPROVED);
    assertThat(gate.missing()).isEmpty();
    assertThat(gate.votes())
        .singleElement()
        .satisfies(
            vote -> {
              assertThat(vote.voter()).isEqualTo("peer");
              assertThat(vote.valid()).isTrue();
            });
    assertThat(desk.authorises(CHANGE, required)).isTrue();
    assertThat(polity.facts())
        .containsExactly("GateOpened peer", "VoteCast peer", "GateApproved peer");
  }

  @Test
  void aNoAtThePeerGateRejectsIt() {
    var required = required(Risk.LOW);
    desk.open(CHANGE, required);
    assertThat(votes("peer", "peer", REJECT).state()).isEqualTo(GateState.REJECTED);
    assertThat(desk.authorises(CHANGE, required)).isFalse();
    assertThat(desk.lacking(CHANGE, required)).containsExactly("gate \"peer\" is REJECTED");
  }

  @Test
  void noGateAuthorisesNothing() {
    assertThat(desk.authorises(CHANGE, List.of())).isFalse();
  }

  @Test
  void aGateThatWasNeverOpenedAuthorisesNothing() {
    assertThat(desk.authorises(CHANGE, required(Risk.LOW))).isFalse();
  }

  @Test
  void aMemberWhoIsTheRequesterMayNotVote() {
    desk.open(CHANGE, required(Risk.LOW));
    assertThatThrownBy(() -> votes("requester2", "peer", APPROVE))
        .isInstanceOf(NotAllowed.class)
        .hasMessageContaining("requester2 may not vote");
    assertThat(votes.kept).isEmpty();
  }

  @Test
  void whoIsInNoGroupTheAdministratorAndThePlatformMayNotVote() {
    polity.members(Groups.PEERS, "admin");
    desk.open(CHANGE, required(Risk.LOW));
    for (var person : List.of("stranger", "admin", "platform", "manager")) {
      assertThatThrownBy(() -> votes(person, "peer", APPROVE)).isInstanceOf(NotAllowed.class);
    }
  }

  @Test
  void whoJoinsAfterTheGateOpenedMayNotVote() {
    desk.open(CHANGE, required(Risk.LOW));
    polity.clock.pass(Duration.ofMinutes(1));
    polity.joins("late", Groups.PEERS);
    polity.clock.pass(Duration.ofMinutes(1));
    assertThatThrownBy(() -> votes("late", "peer", APPROVE))
        .isInstanceOf(NotAllowed.class)
        .hasMessageContaining("joined peers after the gate opened");
  }

  @Test
  void aVoteTakesAReasonOfAtMostTwentyThousandCharacters() {
    desk.open(CHANGE, required(Risk.LOW));
    polity.as("peer");
    assertThatThrownBy(() -> desk.vote(CHANGE, "peer", APPROVE, " "))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("reason");
    assertThatThrownBy(() -> desk.vote(CHANGE, "peer", APPROVE, "x".repeat(20_001)))
        .isInstanceOf(InvalidInput.class);
    assertThat(desk.vote(CHANGE, "peer", APPROVE, "x".repeat(20_000)).state())
        .isEqualTo(GateState.APPROVED);
  }

  @Test
  void aClosedGateTakesNoVoteAndAnUnknownOneIsNotThere() {
    desk.open(CHANGE, required(Risk.LOW));
    votes("peer", "peer", APPROVE);
    assertThatThrownBy(() -> votes("peer2", "peer", REJECT)).isInstanceOf(NotNow.class);
    assertThatThrownBy(() -> votes("peer2", "cab", REJECT)).isInstanceOf(NotVisible.class);
    assertThatThrownBy(() -> desk.gates("unknown")).isInstanceOf(NotVisible.class);
  }

  // --- one vote per person

  @Test
  void nobodyVotesTwiceAtOneGate() {
    desk.open(CHANGE, required(Risk.HIGH));
    votes("cab1", "cab", APPROVE);
    assertThatThrownBy(() -> votes("cab1", "cab", APPROVE))
        .isInstanceOf(NotNow.class)
        .hasMessageContaining("already");
  }

  @Test
  void nobodyVotesAtTwoGatesOfOneChange() {
    polity.members(Groups.CAB, "peer").members(Groups.CAB, "cab5");
    desk.open(CHANGE, required(Risk.HIGH));
    votes("peer", "peer", APPROVE);
    assertThatThrownBy(() -> votes("peer", "cab", APPROVE))
        .isInstanceOf(NotAllowed.class)
        .hasMessageContaining("has voted at another gate");
  }

  @Test
  void butHeVotesAtAnotherChange() {
    desk.open(CHANGE, required(Risk.LOW));
    desk.open("CHG-000002", required(Risk.LOW));
    votes("peer", "peer", APPROVE);
    polity.as("peer");
    assertThat(desk.vote("CHG-000002", "peer", APPROVE, "fine").state())
        .isEqualTo(GateState.APPROVED);
  }

  @Test
  void whoTakesHisVoteBackMayVoteElsewhere() {
    polity.members(Groups.CAB, "peer");
    desk.open(CHANGE, required(Risk.HIGH));
    votes("peer", "cab", APPROVE);
    polity.as("peer");
    desk.withdraw(CHANGE, "cab");
    assertThat(votes("peer", "peer", APPROVE).state()).isEqualTo(GateState.APPROVED);
  }

  // --- withdrawing

  @Test
  void aVoteTakenBackDoesNotCountAndStaysOnRecord() {
    desk.open(CHANGE, required(Risk.HIGH));
    votes("cab1", "cab", APPROVE);
    polity.as("cab1");

    var gate = desk.withdraw(CHANGE, "cab");

    assertThat(gate.missing()).isEqualTo("3 of 3 approvals of cab");
    assertThat(gate.votes())
        .singleElement()
        .satisfies(vote -> assertThat(vote.invalidBecause()).isEqualTo("it was withdrawn"));
    assertThat(votes.kept).extracting(Vote::word).containsExactly("APPROVE", "WITHDRAW");
    assertThatThrownBy(() -> desk.withdraw(CHANGE, "cab")).isInstanceOf(NotNow.class);
    assertThat(votes("cab1", "cab", APPROVE).missing()).isEqualTo("2 of 3 approvals of cab");
  }

  @Test
  void aVoteIsNotTakenBackOnceTheGateIsClosed() {
    desk.open(CHANGE, required(Risk.LOW));
    votes("peer", "peer", APPROVE);
    assertThatThrownBy(() -> desk.withdraw(CHANGE, "peer")).isInstanceOf(NotNow.class);
  }

  @Test
  void aNodeWhoseClockIsLateDoesNotReorderWhatWasSaid() {
    desk.open(CHANGE, required(Risk.HIGH));
    votes("cab1", "cab", APPROVE);
    polity.clock.pass(Duration.ofMinutes(-10));
    polity.as("cab1");
    assertThat(desk.withdraw(CHANGE, "cab").missing()).isEqualTo("3 of 3 approvals of cab");
  }

  // --- membership

  @Test
  void aVoteOfSomebodyWhoLeavesBeforeTheGateClosesDoesNotCount() {
    desk.open(CHANGE, required(Risk.HIGH));
    votes("cab1", "cab", APPROVE);
    polity.clock.pass(Duration.ofMinutes(1));
    polity.leaves("cab1", Groups.CAB);
    polity.clock.pass(Duration.ofMinutes(1));
    votes("cab2", "cab", APPROVE);
    var gate = votes("cab3", "cab", APPROVE);
    assertThat(gate.state()).isEqualTo(GateState.OPEN);
    assertThat(gate.votes())
        .filteredOn(vote -> !vote.valid())
        .singleElement()
        .satisfies(
            vote -> assertThat(vote.invalidBecause()).isEqualTo("cab1 does not belong to cab"));
    assertThat(votes("cab4", "cab", APPROVE).state()).isEqualTo(GateState.APPROVED);
  }

  @Test
  void aVoteOfSomebodyWhoLeavesAfterTheGateClosedStands() {
    var required = required(Risk.LOW);
    desk.open(CHANGE, required);
    votes("peer", "peer", APPROVE);
    polity.clock.pass(Duration.ofMinutes(1));
    polity.leaves("peer", Groups.PEERS);
    polity.clock.pass(Duration.ofMinutes(1));
    assertThat(desk.authorises(CHANGE, required)).isTrue();
  }

  // --- what a vote judged

  @Test
  void anEditVoidsTheVotesThatJudgedItAndNoOthers() {
    var required = required(Risk.CRITICAL);
    desk.open(CHANGE, required);
    votes("peer", "peer", APPROVE);
    votes("owner", "service-owner", APPROVE);
    votes("executive", "executive", APPROVE);
    polity.edits(CHANGE, Section.PLAN);
    assertThat(desk.lacking(CHANGE, required))
        .containsExactly(
            "gate \"peer\" was approved for something else, or by people whose vote no longer counts",
            "gate \"cab\" is OPEN");

    assertThat(desk.open(CHANGE, required))
        .extracting(GateView::key)
        .containsExactly("peer", "cab");

    assertThat(states())
        .containsExactly("peer OPEN", "service-owner APPROVED", "cab OPEN", "executive APPROVED");
    votes("peer", "peer", APPROVE);
    cabApproves();
    assertThat(desk.authorises(CHANGE, required)).isTrue();
  }

  @Test
  void anEditWhileAGateIsOpenLeavesItOpenAndItsVotersVoteAnew() {
    var required = required(Risk.HIGH);
    var before = desk.open(CHANGE, required);
    votes("cab1", "cab", APPROVE);
    polity.edits(CHANGE, Section.SCOPE);
    var after = desk.open(CHANGE, required);
    assertThat(after)
        .extracting(GateView::id)
        .isEqualTo(before.stream().map(GateView::id).toList());
    votes("cab2", "cab", APPROVE);
    votes("cab3", "cab", APPROVE);
    assertThat(votes("cab1", "cab", APPROVE).state()).isEqualTo(GateState.APPROVED);
    assertThat(gate("cab").votes())
        .extracting(GateView.VoteView::invalidBecause)
        .containsExactly("its voter voted again", null, null, null);
  }

  @Test
  void anApprovalIsWorthNothingForWhatTheChangeBecameAfterIt() {
    var required = required(Risk.LOW);
    desk.open(CHANGE, required);
    votes("peer", "peer", APPROVE);
    polity.edits(CHANGE, Section.WINDOW);
    assertThat(desk.authorises(CHANGE, required)).isFalse();
  }

  @Test
  void anApprovalOfSomebodyWhoBecomesTheImplementerIsWorthNothing() {
    var required = required(Risk.LOW);
    desk.open(CHANGE, required);
    votes("peer", "peer", APPROVE);
    polity.barred.add("peer");
    assertThat(desk.authorises(CHANGE, required)).isFalse();
    assertThat(desk.open(CHANGE, required)).extracting(GateView::key).containsExactly("peer");
  }

  @Test
  void anApprovalWhoseRowWasEditedIsWorthNothing() {
    var required = required(Risk.LOW);
    desk.open(CHANGE, required);
    votes("peer", "peer", APPROVE);
    var row = votes.kept.get(0);
    ReflectionTestUtils.setField(row, "voter", "peer2");
    assertThat(desk.authorises(CHANGE, required)).isFalse();
    assertThat(new VoteRows(votes).of(CHANGE))
        .singleElement()
        .satisfies(evidence -> assertThat(evidence.intact()).isFalse());
    assertThat(new VoteRows(votes).digests(List.of("1")).get("1")).isNotEqualTo(row.digest());
  }

  @Test
  void aRejectionWhoseRowWasTurnedIntoAnApprovalIsWorthNothing() {
    var required = required(Risk.LOW);
    desk.open(CHANGE, required);
    votes("peer", "peer", REJECT);
    ReflectionTestUtils.setField(votes.kept.get(0), "word", "APPROVE");
    assertThat(desk.authorises(CHANGE, required)).isFalse();
  }

  @Test
  void aGateThatTheStateAloneSaysIsApprovedAuthorisesNothing() {
    var required = required(Risk.LOW);
    desk.open(CHANGE, required);
    var gates = (OnPaper.PaperGates) ReflectionTestUtils.getField(desk, "gates");
    gates.of(CHANGE).get(0).approve(polity.clock.instant());
    assertThat(desk.authorises(CHANGE, required)).isFalse();
  }

  @Test
  void anApprovalByALaxerRuleThanDemandedIsWorthNothing() {
    var peer = required(Risk.LOW).get(0);
    desk.open(CHANGE, List.of(peer));
    votes("peer", "peer", APPROVE);
    var stricter =
        new RequiredGate(
            "peer",
            "Peer",
            Groups.PEERS,
            RequiredGate.Quorum.NUMBER,
            2,
            null,
            false,
            peer.judges(),
            peer.overdueAfter(),
            null);
    assertThat(desk.authorises(CHANGE, List.of(stricter))).isFalse();
    assertThat(desk.open(CHANGE, List.of(stricter))).hasSize(1);
  }

  // --- opening again

  @Test
  void openingAgainChangesNothingWhereNothingChanged() {
    var required = required(Risk.HIGH);
    var first = desk.open(CHANGE, required);
    votes("cab1", "cab", APPROVE);
    var second = desk.open(CHANGE, required);
    assertThat(second)
        .extracting(GateView::id)
        .isEqualTo(first.stream().map(GateView::id).toList());
    assertThat(gate("cab").missing()).isEqualTo("2 of 3 approvals of cab");
  }

  @Test
  void aGateThatIsNoLongerDemandedBecomesVoidAndItsVotersAreFree() {
    polity.members(Groups.PEERS, "cab1");
    desk.open(CHANGE, required(Risk.HIGH));
    votes("cab1", "cab", APPROVE);
    desk.open(CHANGE, required(Risk.LOW));
    assertThat(states()).contains("cab VOID");
    assertThat(votes("cab1", "peer", APPROVE).state()).isEqualTo(GateState.APPROVED);
    assertThat(desk.authorises(CHANGE, required(Risk.LOW))).isTrue();
  }

  @Test
  void aRejectedGateOpensAnewAfterRework() {
    desk.open(CHANGE, required(Risk.LOW));
    votes("peer", "peer", REJECT);
    desk.open(CHANGE, required(Risk.LOW));
    assertThat(states()).containsExactly("peer OPEN");
    assertThat(votes("peer", "peer", APPROVE).state()).isEqualTo(GateState.APPROVED);
  }

  @Test
  void theGatesOfASubjectThatEndedAreVoid() {
    desk.open(CHANGE, required(Risk.HIGH));
    votes("peer", "peer", APPROVE);
    desk.close(CHANGE);
    assertThat(states()).containsExactly("peer APPROVED", "service-owner VOID", "cab VOID");
    assertThatThrownBy(() -> votes("cab1", "cab", APPROVE)).isInstanceOf(NotNow.class);
  }

  // --- the fallback

  @Test
  void aGateWithoutAnybodyEligibleFallsToTheConfigurationAuthority() {
    polity.leaves("peer", Groups.PEERS);
    polity.leaves("peer2", Groups.PEERS);
    var required = required(Risk.LOW);
    assertThat(desk.open(CHANGE, required))
        .extracting(GateView::key, GateView::group)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "configuration-authority", Groups.CONFIGURATION_MANAGERS));
    votes("config", "configuration-authority", APPROVE);
    assertThat(desk.authorises(CHANGE, required)).isTrue();
    polity.edits(CHANGE, Section.PLAN);
    assertThat(desk.authorises(CHANGE, required)).isFalse();
  }

  @Test
  void theConfigurationAuthoritySpeaksOnceForAllGatesThatFellToIt() {
    polity.leaves("peer", Groups.PEERS);
    polity.leaves("peer2", Groups.PEERS);
    polity.leaves("cab3", Groups.CAB);
    polity.leaves("cab4", Groups.CAB);
    var required =
        requiredFor(new GateQuestion("NORMAL", Risk.HIGH, true, true, false, false, false));
    assertThat(desk.open(CHANGE, required))
        .extracting(GateView::key)
        .containsExactly("service-owner", "configuration-authority");
    votes("owner", "service-owner", APPROVE);
    assertThat(desk.authorises(CHANGE, required)).isFalse();
    votes("config", "configuration-authority", APPROVE);
    assertThat(desk.authorises(CHANGE, required)).isTrue();
  }

  @Test
  void theAuthoritysOwnGateDoesNotStandForAGateThatItWasNotAskedAbout() {
    var question = new GateQuestion("NORMAL", Risk.LOW, true, true, false, false, false);
    desk.open(CHANGE, requiredFor(question));
    votes("config", "configuration-authority", APPROVE);
    assertThat(desk.lacking(CHANGE, requiredFor(question)))
        .containsExactly("gate \"peer\" is OPEN");
  }

  @Test
  void aServiceWithoutAnEligibleOwnerIsLeftToTheAuthorityAndTheOthersAreAsked() {
    polity.services.put("CI-000002", "team-gone");
    var required = required(Risk.MEDIUM);
    assertThat(desk.open(CHANGE, required))
        .extracting(GateView::key)
        .containsExactly("peer", "service-owner", "configuration-authority");
    votes("peer", "peer", APPROVE);
    votes("owner", "service-owner", APPROVE);
    assertThat(desk.lacking(CHANGE, required))
        .containsExactly(
            "gate \"service-owner\" lacks the authority's word on services without an eligible owner");
    votes("config", "configuration-authority", APPROVE);
    assertThat(desk.authorises(CHANGE, required)).isTrue();
  }

  @Test
  void aGateThatRunsOutOfPeopleFallsToTheAuthorityWhileItIsOpen() {
    polity.leaves("peer2", Groups.PEERS);
    polity.members(Groups.CAB, "peer");
    var required = required(Risk.HIGH);
    desk.open(CHANGE, required);

    votes("peer", "cab", APPROVE);

    assertThat(gate("peer").group()).isEqualTo(Groups.CONFIGURATION_MANAGERS);
    assertThat(polity.facts()).contains("GateFellBack peer");
    assertThat(polity.events).contains(new BallotsStale(gate("peer").id()));
    assertThat(votes("config", "peer", APPROVE).state()).isEqualTo(GateState.APPROVED);
    votes("owner", "service-owner", APPROVE);
    votes("cab1", "cab", APPROVE);
    votes("cab2", "cab", APPROVE);
    assertThat(desk.authorises(CHANGE, required)).isTrue();
  }

  @Test
  void aGateThatLosesItsPeopleIsFoundOutWhenVotersAreReminded() {
    desk.open(CHANGE, required(Risk.LOW));
    polity.clock.pass(Duration.ofMinutes(1));
    polity.leaves("peer", Groups.PEERS);
    polity.leaves("peer2", Groups.PEERS);
    assertThat(gate("peer").missing()).startsWith("nobody");

    desk.remind(gate("peer").id());

    assertThat(gate("peer").group()).isEqualTo(Groups.CONFIGURATION_MANAGERS);
    assertThat(polity.facts()).endsWith("GateFellBack peer", "VotersReminded peer");
  }

  @Test
  void aGateFallsToTheAuthorityAtTheMomentWhenItsLastVoterLeaves() {
    desk.open(CHANGE, required(Risk.LOW));
    polity.clock.pass(Duration.ofMinutes(1));
    polity.leaves("peer", Groups.PEERS);
    desk.on(new MembershipChanged(Set.of("peer")));
    assertThat(gate("peer").group()).isEqualTo(Groups.PEERS);

    polity.leaves("peer2", Groups.PEERS);
    desk.on(new MembershipChanged(Set.of("peer2")));

    assertThat(gate("peer").eligible()).containsExactly("config");
    assertThat(polity.events).contains(new BallotsStale(gate("peer").id()));
    assertThat(votes("config", "peer", APPROVE).state()).isEqualTo(GateState.APPROVED);
    assertThat(desk.authorises(CHANGE, required(Risk.LOW))).isTrue();
  }

  @Test
  void aBoardThatIsDecidedBecauseAMemberLeavesLetsItsProcessGoOn() {
    polity.members(Groups.CAB, "cab5", "cab6");
    desk.open(CHANGE, required(Risk.HIGH));
    for (var member : List.of("cab1", "cab2", "cab3")) {
      votes(member, "cab", APPROVE);
    }
    polity.clock.pass(Duration.ofMinutes(1));
    assertThat(gate("cab").state()).isEqualTo(GateState.OPEN);

    polity.leaves("cab6", Groups.CAB);
    desk.on(new MembershipChanged(Set.of("cab6")));

    assertThat(gate("cab").state()).isEqualTo(GateState.APPROVED);
    assertThat(polity.events).contains(new BallotsStale(gate("cab").id()));
    assertThat(desk.ballots(gate("cab").id())).isEmpty();
  }

  @Test
  void whereTheAuthorityIsEmptyTooTheGateStaysOpenAndSaysSo() {
    polity.leaves("peer", Groups.PEERS);
    polity.leaves("peer2", Groups.PEERS);
    polity.leaves("config", Groups.CONFIGURATION_MANAGERS);
    var required = required(Risk.LOW);
    assertThat(desk.open(CHANGE, required)).hasSize(1);
    assertThat(gate("configuration-authority").missing()).startsWith("nobody");
    assertThat(desk.authorises(CHANGE, required)).isFalse();
  }

  // --- overdue

  @Test
  void anOverdueGateIsEscalatedAndCanStillBeGiven() {
    var required = required(Risk.LOW);
    desk.open(CHANGE, required);
    polity.clock.pass(Duration.ofDays(2));

    var gate = desk.escalate(gate("peer").id());

    assertThat(gate.state()).isEqualTo(GateState.OPEN);
    assertThat(gate.escalatedTo()).isEqualTo(Groups.CHANGE_MANAGERS);
    assertThat(gate.eligible()).containsExactly("manager", "peer", "peer2");
    assertThat(gate.dueAt()).isEqualTo(polity.clock.instant().plus(Duration.ofDays(2)));
    assertThat(polity.facts()).endsWith("GateEscalated peer");
    assertThat(votes("manager", "peer", APPROVE).state()).isEqualTo(GateState.APPROVED);
    assertThat(desk.authorises(CHANGE, required)).isTrue();
  }

  @Test
  void anOverdueGateThatThePolicyEscalatesToNobodyHoldsItsSubject() {
    desk.open(CHANGE, required(Risk.CRITICAL));
    polity.clock.pass(Duration.ofDays(5));
    var gate = desk.escalate(gate("executive").id());
    assertThat(gate.escalatedTo()).isNull();
    assertThat(gate.state()).isEqualTo(GateState.OPEN);
    assertThat(polity.events).contains(new NobodyDecided(CHANGE, "executive", "Executive"));
  }

  @Test
  void aGateOverdueForTheSecondTimeHoldsItsSubject() {
    desk.open(CHANGE, required(Risk.LOW));
    desk.escalate(gate("peer").id());
    assertThat(polity.events).doesNotHaveAnyElementsOfTypes(NobodyDecided.class);
    desk.escalate(gate("peer").id());
    assertThat(polity.events).contains(new NobodyDecided(CHANGE, "peer", "Peer review"));
  }

  // --- ballots

  @Test
  void oneApprovalMakesOneBallotForTheGroupAndOnceOverdueForTheOtherToo() {
    desk.open(CHANGE, required(Risk.LOW));
    var gate = gate("peer").id();
    assertThat(desk.ballots(gate))
        .containsExactly(new Ballot(gate, "", Set.of(Groups.PEERS), Set.of()));
    desk.escalate(gate);
    assertThat(desk.ballots(gate))
        .containsExactly(
            new Ballot(gate, "", Set.of(Groups.PEERS, Groups.CHANGE_MANAGERS), Set.of()));
    votes("peer", "peer", APPROVE);
    assertThat(desk.ballots(gate)).isEmpty();
  }

  @Test
  void otherwiseEverybodyWhoMayVoteAndHasNotHasOneBallot() {
    desk.open(CHANGE, required(Risk.HIGH));
    votes("cab2", "cab", APPROVE);
    assertThat(desk.ballots(gate("cab").id()))
        .extracting(Ballot::voter)
        .containsExactly("cab1", "cab3", "cab4");
    assertThat(desk.ballots(gate("service-owner").id()))
        .extracting(Ballot::voter)
        .containsExactly("owner");
  }

  @Test
  void aBallotIsRefusedToWhoMayNotVote() {
    desk.open(CHANGE, required(Risk.LOW));
    var gate = gate("peer").id();
    desk.requireEligible(gate, "peer");
    assertThatThrownBy(() -> desk.requireEligible(gate, "requester2"))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> desk.requireEligible(gate, "manager")).isInstanceOf(NotAllowed.class);
    desk.requireNoStake(gate, "manager");
    assertThatThrownBy(() -> desk.requireNoStake(gate, "requester")).isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> desk.requireNoStake(gate, "admin")).isInstanceOf(NotAllowed.class);
  }

  @Test
  void theHighRiskItemHasItsOwnGateWithAVeto() {
    var question = new GateQuestion("NORMAL", Risk.LOW, true, true, false, false, false);
    desk.open(CHANGE, requiredFor(question));
    assertThat(votes("config", "configuration-authority", REJECT).state())
        .isEqualTo(GateState.REJECTED);
    votes("peer", "peer", APPROVE);
    assertThat(desk.authorises(CHANGE, requiredFor(question))).isFalse();
  }

  private void cabApproves() {
    votes("cab1", "cab", APPROVE);
    votes("cab2", "cab", APPROVE);
    votes("cab3", "cab", APPROVE);
  }

  private GateView votes(String person, String gate, Decision decision) {
    polity.clock.pass(Duration.ofSeconds(1));
    polity.as(person);
    return desk.vote(CHANGE, gate, decision, "because");
  }

  private GateView gate(String key) {
    return desk.gates(CHANGE).stream()
        .filter(gate -> gate.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private List<String> states() {
    return desk.gates(CHANGE).stream().map(gate -> gate.key() + " " + gate.state()).toList();
  }

  private static List<RequiredGate> required(Risk risk) {
    return requiredFor(new GateQuestion("NORMAL", risk, true, false, false, false, false));
  }

  private static List<RequiredGate> requiredFor(GateQuestion question) {
    return PoliciesFromFiles.approval().gatesFor(question).gates();
  }
}
