package org.changecontrol.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.changecontrol.approval.Decision.APPROVE;
import static org.changecontrol.approval.Decision.REJECT;
import static org.changecontrol.identity.DelegationKind.DELEGATION;
import static org.changecontrol.identity.DelegationKind.SUBSTITUTE;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.changecontrol.fact.Fact;
import org.changecontrol.identity.Groups;
import org.changecontrol.policy.RequiredGate;
import org.changecontrol.policy.Section;
import org.changecontrol.problem.NotAllowed;
import org.changecontrol.problem.NotNow;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.util.ReflectionTestUtils;

/** Who votes for whom, and what that is worth. */
class StandInsTest {

  private static final String CHANGE = "CHG-000001";

  private final Polity polity =
      new Polity()
          .members(Groups.PEERS, "peer", "peer2")
          .members(Groups.CAB, "cab1", "cab2", "cab3", "cab4")
          .members(Groups.SERVICE_OWNERS, "owner", "owner2")
          .members("team-mail", "owner")
          .members("team-web", "owner2")
          .members(Groups.CHANGE_MANAGERS, "manager")
          .members(Groups.CONFIGURATION_MANAGERS, "config")
          .members(Groups.REQUESTERS, "requester", "friend")
          .members(Groups.IMPLEMENTERS, "implementer", "stand-in");

  private final OnPaper.PaperVotes votes = new OnPaper.PaperVotes();
  private final OnPaper.PaperGates gates = new OnPaper.PaperGates();
  private final ApprovalDesk desk = polity.desk(gates, votes);

  StandInsTest() {
    polity.barred.addAll(List.of("requester", "implementer"));
    polity.services.put("CI-000001", "team-mail");
    polity.services.put("CI-000002", "team-web");
  }

  // --- whose vote it is

  @Test
  void aDelegateGivesHisGiversVoteAndBothNamesAreOnRecord() {
    opened(peer());
    polity.handsOn("peer", "stand-in", Groups.PEERS, DELEGATION);

    assertThat(gate("peer").eligible()).containsExactly("peer", "peer2", "stand-in");
    assertThat(gate("peer").standIns()).containsExactly(new GateView.StandIn("stand-in", "peer"));
    assertThat(gate("peer").waitingFor()).containsExactly("peer", "peer2", "stand-in");
    var gate = votes("stand-in", "peer", APPROVE);

    assertThat(gate.state()).isEqualTo(GateState.APPROVED);
    assertThat(gate.votes())
        .singleElement()
        .satisfies(
            vote -> {
              assertThat(vote.voter()).isEqualTo("stand-in");
              assertThat(vote.onBehalfOf()).isEqualTo("peer");
              assertThat(vote.valid()).isTrue();
            });
    assertThat(desk.authorises(CHANGE, List.of(peer()))).isTrue();
    assertThat(polity.events)
        .filteredOn(event -> event instanceof Fact fact && fact.name().equals("VoteCast"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(((Fact) event).detail())
                    .containsEntry("voter", "stand-in")
                    .containsEntry("onBehalfOf", "peer"));
  }

  @Test
  void whoStandsInInAnotherGroupDoesNotVote() {
    opened(peer());
    polity.handsOn("peer", "stand-in", Groups.REQUESTERS, DELEGATION);
    refused("stand-in", "peer", "does not belong to peers");
  }

  @Test
  void whoWasHandedWhatTheGiverHasNotDoesNotVote() {
    opened(peer());
    polity.handsOn("friend", "stand-in", Groups.PEERS, DELEGATION);
    refused("stand-in", "peer", "would vote for friend, who does not belong to peers");
  }

  @Test
  void whatOneReceivedIsNotHandedOn() {
    opened(peer());
    polity.handsOn("peer", "stand-in", Groups.PEERS, DELEGATION);
    polity.handsOn("stand-in", "friend", Groups.PEERS, DELEGATION);
    refused("friend", "peer", "would vote for stand-in, who does not belong to peers");
  }

  @Test
  void giverAndDelegateDoNotBothVote() {
    opened(cab());
    polity.handsOn("cab1", "stand-in", Groups.CAB, DELEGATION);
    votes("stand-in", "cab", APPROVE);

    assertThatThrownBy(() -> votes("cab1", "cab", APPROVE))
        .isInstanceOf(NotNow.class)
        .hasMessageContaining("the vote of cab1")
        .hasMessageContaining("given already");
    assertThat(gate("cab").waitingFor()).containsExactly("cab2", "cab3", "cab4");
  }

  @Test
  void norTheOtherWayRound() {
    opened(cab());
    polity.handsOn("cab1", "stand-in", Groups.CAB, DELEGATION);
    votes("cab1", "cab", APPROVE);

    assertThatThrownBy(() -> votes("stand-in", "cab", APPROVE)).isInstanceOf(NotNow.class);
    assertThat(votes.kept).hasSize(1);
  }

  @Test
  void aGiverMayVoteOnceHisDelegateTakesTheVoteBack() {
    opened(cab());
    polity.handsOn("cab1", "stand-in", Groups.CAB, DELEGATION);
    votes("stand-in", "cab", APPROVE);
    polity.as("stand-in");
    desk.withdraw(CHANGE, "cab");

    assertThat(votes.kept.get(1).onBehalfOf()).isEqualTo("cab1");
    assertThat(votes("cab1", "cab", REJECT).votes())
        .filteredOn(GateView.VoteView::valid)
        .singleElement()
        .matches(vote -> vote.voter().equals("cab1") && vote.onBehalfOf() == null);
  }

  @Test
  void aMemberWhoStandsInForAnotherIsHeardOnce() {
    opened(cab());
    polity.handsOn("cab1", "cab2", Groups.CAB, DELEGATION);

    votes("cab2", "cab", APPROVE);

    assertThat(gate("cab").votes().get(0).onBehalfOf()).isNull();
    assertThatThrownBy(() -> votesFor("cab1", "cab2", "cab", APPROVE)).isInstanceOf(NotNow.class);
    assertThat(votes("cab1", "cab", APPROVE).votes()).hasSize(2);
  }

  @Test
  void orForTheOtherIfHeSaysSo() {
    opened(cab());
    polity.handsOn("cab1", "cab2", Groups.CAB, DELEGATION);

    votesFor("cab1", "cab2", "cab", APPROVE);

    assertThat(desk.leftABallotBehind(gate("cab").id())).isTrue();
    assertThatThrownBy(() -> votes("cab2", "cab", APPROVE)).isInstanceOf(NotNow.class);
    assertThatThrownBy(() -> votes("cab1", "cab", APPROVE)).isInstanceOf(NotNow.class);
    assertThat(gate("cab").waitingFor()).containsExactly("cab3", "cab4");
  }

  @Test
  void nobodyIsHeardThroughAnotherWhenHeHasVotedForAThird() {
    opened(cab());
    polity.handsOn("cab1", "cab2", Groups.CAB, DELEGATION);
    polity.handsOn("cab2", "stand-in", Groups.CAB, DELEGATION);
    votesFor("cab1", "cab2", "cab", APPROVE);

    assertThatThrownBy(() -> votesFor("cab2", "stand-in", "cab", APPROVE))
        .isInstanceOf(NotNow.class);
  }

  @Test
  void whoStandsInForTwoVotesForOneOfThem() {
    opened(cab());
    polity.handsOn("cab1", "stand-in", Groups.CAB, DELEGATION);
    polity.handsOn("cab2", "stand-in", Groups.CAB, DELEGATION);

    assertThat(votes("stand-in", "cab", APPROVE).votes().get(0).onBehalfOf()).isEqualTo("cab1");
    assertThatThrownBy(() -> votesFor("cab2", "stand-in", "cab", APPROVE))
        .isInstanceOf(NotNow.class);
    assertThat(gate("cab").waitingFor()).containsExactly("cab2", "cab3", "cab4");
  }

  @Test
  void rowsThatLetSomebodySpeakTwiceCountOnce() {
    opened(cab());
    polity.handsOn("cab1", "stand-in", Groups.CAB, DELEGATION);
    votes("cab1", "cab", APPROVE);
    slipIn("stand-in", "cab1");

    assertThat(gate("cab").votes())
        .extracting(GateView.VoteView::valid)
        .containsExactly(true, false);
    assertThat(gate("cab").missing()).isEqualTo("2 of 3 approvals of cab");
  }

  // --- what it is worth

  @Test
  void aShareIsCountedOfVotesAndNotOfHeads() {
    opened(cab());
    polity.handsOn("cab1", "stand-in", Groups.CAB, DELEGATION);
    polity.handsOn("cab2", "friend", Groups.CAB, DELEGATION);

    assertThat(gate("cab").missing()).isEqualTo("3 of 3 approvals of cab");
    votes("stand-in", "cab", APPROVE);
    votes("friend", "cab", APPROVE);
    assertThat(gate("cab").missing()).isEqualTo("1 of 3 approvals of cab");
    assertThat(votes("cab3", "cab", APPROVE).state()).isEqualTo(GateState.APPROVED);
  }

  @Test
  void aDelegateSpeaksForTheServicesOfHisGiver() {
    opened(owners());
    polity.handsOn("owner", "stand-in", Groups.SERVICE_OWNERS, DELEGATION);

    votes("stand-in", "service-owner", APPROVE);

    assertThat(gate("service-owner").missing())
        .isEqualTo("an owner's approval for CI-000002 (team-web)");
    assertThat(votes("owner2", "service-owner", APPROVE).state()).isEqualTo(GateState.APPROVED);
  }

  @Test
  void theNoOfAnOwnersDelegateIsAsFinalAsHis() {
    polity.members(Groups.CAB, "owner");
    opened(
        new RequiredGate(
            "cab",
            "CAB",
            Groups.CAB,
            RequiredGate.Quorum.PERCENT,
            3,
            60,
            true,
            EnumSet.allOf(Section.class),
            Duration.ofDays(5),
            Groups.CHANGE_MANAGERS));
    polity.handsOn("owner", "stand-in", Groups.CAB, DELEGATION);
    assertThat(votes("stand-in", "cab", REJECT).state()).isEqualTo(GateState.REJECTED);
  }

  // --- one vote per person and change

  @Test
  void whoVotedForAnotherAtOneGateHasNoVoteAtTheNext() {
    polity.members(Groups.CAB, "stand-in");
    opened(peer(), cab());
    polity.handsOn("peer", "stand-in", Groups.PEERS, DELEGATION);
    votes("stand-in", "peer", APPROVE);
    refused("stand-in", "cab", "has voted at another gate");
  }

  @Test
  void norHasHeWhoWasVotedFor() {
    polity.members(Groups.CAB, "peer");
    opened(peer(), cab());
    polity.handsOn("peer", "stand-in", Groups.PEERS, DELEGATION);
    votes("stand-in", "peer", APPROVE);

    refused("peer", "cab", "has voted at another gate");
    assertThat(gate("cab").eligible()).doesNotContain("peer", "stand-in");
  }

  @Test
  void nobodyStandsInWhoHasVotedAtAnotherGate() {
    opened(peer(), cab());
    polity.handsOn("cab1", "peer", Groups.CAB, DELEGATION);
    votes("peer", "peer", APPROVE);
    refused("peer", "cab", "has voted at another gate");
  }

  @Test
  void norForOneWhoHas() {
    polity.members(Groups.CAB, "peer");
    opened(peer(), cab());
    polity.handsOn("peer", "stand-in", Groups.CAB, DELEGATION);
    votes("peer", "peer", APPROVE);
    refused("stand-in", "cab", "would vote for peer, who has voted at another gate");
  }

  // --- requester and implementer

  @ParameterizedTest
  @ValueSource(strings = {"requester", "implementer"})
  void theirDelegatesDoNotVoteAtAll(String involved) {
    opened(peer(), cab());
    polity.handsOn(involved, "peer", Groups.REQUESTERS, DELEGATION);
    refused("peer", "peer", "stands in for who does");
    assertThat(gate("peer").eligible()).containsExactly("peer2");
  }

  @Test
  void theirSubstitutesNeither() {
    opened(peer());
    polity.handsOn("requester", "peer", Groups.REQUESTERS, SUBSTITUTE);
    refused("peer", "peer", "stands in for who does");
  }

  @Test
  void norDoesAVoteCountWhoseVoterCameToStandInForThem() {
    opened(cab());
    votes("cab1", "cab", APPROVE);
    polity.clock.pass(Duration.ofMinutes(1));
    polity.handsOn("requester", "cab1", Groups.REQUESTERS, DELEGATION);

    assertThat(gate("cab").votes().get(0).valid()).isFalse();
    assertThat(gate("cab").missing()).isEqualTo("3 of 3 approvals of cab");
  }

  @Test
  void nobodyStandsInForThem() {
    polity.members(Groups.PEERS, "requester");
    opened(peer());
    polity.handsOn("requester", "stand-in", Groups.PEERS, DELEGATION);
    refused("stand-in", "peer", "stands in for who does");
    polity.takesBack("requester", "stand-in");
    refused("stand-in", "peer", null);
  }

  @Test
  void theyStandInForNobody() {
    opened(peer());
    polity.handsOn("peer", "requester", Groups.PEERS, DELEGATION);
    refused("requester", "peer", "requests or implements");
    assertThat(gate("peer").eligible()).containsExactly("peer", "peer2");
  }

  @Test
  void nobodyStandsInForTheirDelegate() {
    opened(peer());
    polity.handsOn("requester", "peer", Groups.REQUESTERS, DELEGATION);
    polity.handsOn("peer", "stand-in", Groups.PEERS, DELEGATION);
    refused("stand-in", "peer", "would vote for peer, who requests or implements");
  }

  @Test
  void theirDelegateGivesNoBallotToAnybody() {
    opened(peer());
    polity.handsOn("requester", "manager", Groups.REQUESTERS, DELEGATION);
    assertThatThrownBy(() -> desk.requireNoStake(gate("peer").id(), "manager"))
        .isInstanceOf(NotAllowed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {Groups.ROBOTS, Groups.AUDITORS, Groups.OPERATORS, Groups.ADMINISTRATORS})
  void officesStandInForNobody(String office) {
    polity.members(office, "stand-in");
    opened(peer());
    polity.handsOn("peer", "stand-in", Groups.PEERS, DELEGATION);
    refused("stand-in", "peer", "belongs to " + office);
  }

  // --- when

  @Test
  void aDelegationThatBeganAfterTheGateOpenedCounts() {
    opened(peer());
    polity.clock.pass(Duration.ofHours(5));
    polity.handsOn("peer", "stand-in", Groups.PEERS, DELEGATION);
    assertThat(votes("stand-in", "peer", APPROVE).state()).isEqualTo(GateState.APPROVED);
  }

  @Test
  void butNobodyIsLetInForTheOccasion() {
    opened(peer());
    polity.clock.pass(Duration.ofHours(5));
    polity.joins("stranger", Groups.REQUESTERS);
    polity.handsOn("peer", "stranger", Groups.PEERS, DELEGATION);
    refused("stranger", "peer", "belonged to no group when the gate opened");
  }

  @Test
  void norIsWhoJoinedAfterTheGateOpenedStoodInFor() {
    opened(peer());
    polity.clock.pass(Duration.ofHours(5));
    polity.joins("friend", Groups.PEERS);
    polity.handsOn("friend", "stand-in", Groups.PEERS, DELEGATION);
    refused("stand-in", "peer", "would vote for friend, who joined peers after the gate opened");
  }

  @Test
  void aDelegationToComeIsOnTheBallotAndGivesNoVoteYet() {
    opened(peer());
    polity.clock.pass(Duration.ofHours(1));
    polity.handsOn("peer", "stand-in", Groups.PEERS, DELEGATION);
    polity.clock.pass(Duration.ofMinutes(-30));

    assertThat(desk.ballots(gate("peer").id()).get(0).standIns()).containsExactly("stand-in");
    assertThat(gate("peer").eligible()).doesNotContain("stand-in");
    refused("stand-in", "peer", "stands in for peer from");
  }

  @Test
  void whenItEndsBeforeTheGateClosesTheVoteDoesNotCount() {
    opened(cab());
    polity.handsOn("cab1", "stand-in", Groups.CAB, DELEGATION);
    votes("stand-in", "cab", APPROVE);
    polity.clock.pass(Duration.ofDays(7));

    assertThat(gate("cab").votes().get(0).invalidBecause()).contains("stood in for cab1 until");
    assertThat(votes("cab1", "cab", APPROVE).missing()).isEqualTo("2 of 3 approvals of cab");
  }

  @Test
  void whenItIsTakenBackNeither() {
    opened(cab());
    polity.handsOn("cab1", "stand-in", Groups.CAB, DELEGATION);
    votes("stand-in", "cab", APPROVE);
    polity.clock.pass(Duration.ofMinutes(1));
    polity.takesBack("cab1", "stand-in");

    assertThat(gate("cab").votes().get(0).valid()).isFalse();
    votes("cab2", "cab", APPROVE);
    votes("cab3", "cab", APPROVE);
    assertThat(gate("cab").state()).isEqualTo(GateState.OPEN);
  }

  @Test
  void norWhenItIsGivenAgain() {
    opened(cab());
    polity.handsOn("cab1", "stand-in", Groups.CAB, DELEGATION);
    votes("stand-in", "cab", APPROVE);
    polity.clock.pass(Duration.ofMinutes(1));
    polity.takesBack("cab1", "stand-in");
    polity.clock.pass(Duration.ofMinutes(1));
    polity.handsOn("cab1", "stand-in", Groups.CAB, DELEGATION);

    assertThat(gate("cab").votes().get(0).invalidBecause())
        .isEqualTo("stand-in did not stand in for cab1 when he voted");
    votes("stand-in", "cab", APPROVE);
    assertThat(gate("cab").missing()).isEqualTo("2 of 3 approvals of cab");
  }

  @Test
  void whenTheGiverLeavesTheGroupNeither() {
    opened(cab());
    polity.handsOn("cab1", "stand-in", Groups.CAB, DELEGATION);
    votes("stand-in", "cab", APPROVE);
    polity.clock.pass(Duration.ofMinutes(1));
    polity.leaves("cab1", Groups.CAB);

    assertThat(gate("cab").votes().get(0).invalidBecause())
        .contains("would vote for cab1, who does not belong to cab");
  }

  @Test
  void whenTheDelegateHasLeftEveryGroupNeither() {
    opened(cab());
    polity.handsOn("cab1", "stand-in", Groups.CAB, DELEGATION);
    votes("stand-in", "cab", APPROVE);
    polity.clock.pass(Duration.ofMinutes(1));
    polity.leaves("stand-in", Groups.IMPLEMENTERS);
    assertThat(gate("cab").votes().get(0).valid()).isFalse();
  }

  @Test
  void whatEndsAfterTheGateClosedChangesNothing() {
    var required = List.of(peer());
    desk.open(CHANGE, required);
    polity.handsOn("peer", "stand-in", Groups.PEERS, DELEGATION);
    votes("stand-in", "peer", APPROVE);
    polity.clock.pass(Duration.ofDays(8));
    polity.leaves("peer", Groups.PEERS);
    polity.leaves("stand-in", Groups.IMPLEMENTERS);
    assertThat(desk.authorises(CHANGE, required)).isTrue();
  }

  @Test
  void anEditedNameMakesAVoteWorthless() {
    opened(cab());
    polity.handsOn("cab1", "stand-in", Groups.CAB, DELEGATION);
    polity.handsOn("cab2", "stand-in", Groups.CAB, DELEGATION);
    votesFor("cab1", "stand-in", "cab", APPROVE);
    ReflectionTestUtils.setField(votes.kept.get(0), "onBehalfOf", "cab2");
    assertThat(gate("cab").votes().get(0).invalidBecause())
        .isEqualTo("the record of this vote was changed after it was cast");
  }

  @Nested
  class ASubstitute {

    @Test
    void waitsUntilTheGateIsOverdue() {
      opened(peer());
      polity.handsOn("peer", "stand-in", Groups.PEERS, SUBSTITUTE);

      refused("stand-in", "peer", "stands in for peer only where a gate is overdue");
      assertThat(gate("peer").eligible()).containsExactly("peer", "peer2");
      assertThat(desk.ballots(gate("peer").id()).get(0).standIns()).isEmpty();

      desk.escalate(gate("peer").id());

      assertThat(gate("peer").eligible()).containsExactly("manager", "peer", "peer2", "stand-in");
      assertThat(desk.ballots(gate("peer").id()).get(0).standIns()).containsExactly("stand-in");
      assertThat(votes("stand-in", "peer", APPROVE).state()).isEqualTo(GateState.APPROVED);
    }

    @Test
    void ofAMemberHasTheMembersVoteAndNotTheWholeGate() {
      opened(cab());
      polity.handsOn("cab1", "stand-in", Groups.CAB, SUBSTITUTE);
      desk.escalate(gate("cab").id());
      assertThat(votes("stand-in", "cab", APPROVE).state()).isEqualTo(GateState.OPEN);
      assertThat(gate("cab").missing())
          .isEqualTo("2 of 3 approvals of cab, or 1 approval of change-managers");
    }

    @Test
    void ofThoseItIsEscalatedToDecidesInTheirPlace() {
      opened(cab());
      polity.handsOn("manager", "stand-in", Groups.CHANGE_MANAGERS, SUBSTITUTE);
      refused("stand-in", "cab", "would vote for manager, who does not belong to cab");
      desk.escalate(gate("cab").id());
      assertThat(votes("stand-in", "cab", APPROVE).state()).isEqualTo(GateState.APPROVED);
    }

    @Test
    void ofTheManagerWhoRequestedItDecidesNothing() {
      polity.barred.add("manager");
      opened(cab());
      polity.handsOn("manager", "stand-in", Groups.CHANGE_MANAGERS, SUBSTITUTE);
      desk.escalate(gate("cab").id());
      refused("stand-in", "cab", "stands in for who does");
    }
  }

  // --- ballots

  @Test
  void aGroupsBallotNamesWhoStandsInAndAPersonsBallotToo() {
    opened(peer(), cab());
    polity.handsOn("peer", "stand-in", Groups.PEERS, DELEGATION);
    polity.handsOn("cab1", "friend", Groups.CAB, DELEGATION);

    assertThat(desk.ballots(gate("peer").id()))
        .singleElement()
        .satisfies(ballot -> assertThat(ballot.standIns()).containsExactly("stand-in"));
    assertThat(desk.ballots(gate("cab").id()))
        .filteredOn(ballot -> !ballot.standIns().isEmpty())
        .singleElement()
        .satisfies(
            ballot -> {
              assertThat(ballot.voter()).isEqualTo("cab1");
              assertThat(ballot.standIns()).containsExactly("friend");
            });
  }

  // --- how it is done

  private void opened(RequiredGate... required) {
    desk.open(CHANGE, List.of(required));
    polity.clock.pass(Duration.ofMinutes(1));
  }

  private GateView gate(String key) {
    return desk.gates(CHANGE).stream()
        .filter(gate -> gate.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private GateView votes(String person, String gate, Decision decision) {
    polity.as(person);
    return desk.vote(CHANGE, gate, decision, "because");
  }

  private GateView votesFor(String giver, String person, String gate, Decision decision) {
    polity.as(person);
    return desk.vote(CHANGE, gate, decision, "because", false, giver);
  }

  /** Refused for himself and for anybody, and nothing is on record. */
  private void refused(String person, String gate, String why) {
    int before = votes.kept.size();
    assertThatThrownBy(() -> votes(person, gate, APPROVE))
        .isInstanceOfAny(NotAllowed.class, NotNow.class)
        .hasMessageContaining(why == null ? person : why);
    assertThatThrownBy(() -> desk.requireEligible(gate(gate).id(), person))
        .isInstanceOfAny(NotAllowed.class, NotNow.class);
    for (var giver : List.of("peer", "cab1", "requester", "friend")) {
      if (!giver.equals(person)) {
        assertThatThrownBy(() -> votesFor(giver, person, gate, APPROVE))
            .isInstanceOfAny(NotAllowed.class, NotNow.class);
      }
    }
    assertThat(votes.kept).hasSize(before);
    assertThat(gate(gate).waitingFor()).doesNotContain(person);
  }

  /** A row that no door lets in. */
  private void slipIn(String voter, String onBehalfOf) {
    var last = votes.kept.get(votes.kept.size() - 1);
    var row =
        new Vote(
            opening(),
            voter,
            onBehalfOf,
            Word.APPROVE,
            "twice",
            false,
            last.castAt().plusSeconds(1),
            last.judged());
    votes.save(row);
    polity.clock.pass(Duration.ofSeconds(5));
  }

  private Gate opening() {
    return gates.findById(gate("cab").id()).orElseThrow();
  }

  private static RequiredGate peer() {
    return gate("peer", Groups.PEERS, RequiredGate.Quorum.NUMBER, 1, null);
  }

  private static RequiredGate cab() {
    return gate("cab", Groups.CAB, RequiredGate.Quorum.PERCENT, 3, 60);
  }

  private static RequiredGate owners() {
    return gate("service-owner", Groups.SERVICE_OWNERS, RequiredGate.Quorum.EACH_SERVICE, 1, null);
  }

  private static RequiredGate gate(
      String key, String group, RequiredGate.Quorum quorum, int votes, Integer percent) {
    return new RequiredGate(
        key,
        key,
        group,
        quorum,
        votes,
        percent,
        false,
        EnumSet.allOf(Section.class),
        Duration.ofDays(2),
        Groups.CHANGE_MANAGERS);
  }
}
