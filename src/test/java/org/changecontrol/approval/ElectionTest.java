package org.changecontrol.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.changecontrol.approval.Outcome.APPROVED;
import static org.changecontrol.approval.Outcome.REJECTED;
import static org.changecontrol.approval.Outcome.UNDECIDED;
import static org.changecontrol.approval.Outcome.UNREACHABLE;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.changecontrol.identity.Delegation;
import org.changecontrol.identity.Groups;
import org.changecontrol.identity.Membership;
import org.changecontrol.identity.Roll;
import org.changecontrol.policy.RequiredGate;
import org.changecontrol.policy.Section;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElectionTest {

  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant OPENED = Instant.parse("2026-03-03T10:00:00Z");
  private static final Instant VOTED = OPENED.plusSeconds(60);
  private static final Instant NOW = OPENED.plusSeconds(3_600);

  private RequiredGate gate =
      gate("peer", "peers", RequiredGate.Quorum.NUMBER, 1, null, false, "change-managers");
  private Instant escalated;
  private final List<Membership> memberships = new ArrayList<>();
  private final List<Delegation> delegations = new ArrayList<>();
  private final Map<Section, String> hashes = new EnumMap<>(Section.class);
  private final Set<String> barred = new HashSet<>();
  private final Map<String, String> services = new HashMap<>();
  private final Set<String> servicesLeft = new HashSet<>();
  private final Set<String> votedElsewhere = new HashSet<>();
  private final List<CastVote> votes = new ArrayList<>();

  ElectionTest() {
    for (var section : Section.values()) {
      hashes.put(section, section.name() + "-1");
    }
  }

  @Nested
  class AGateThatTakesANumberOfVotes {

    @Test
    void isOpenUntilSomebodyVotes() {
      members("peers", "peer", "peer2");
      assertThat(tally().outcome()).isEqualTo(UNDECIDED);
      assertThat(tally().waitingFor()).containsExactly("peer", "peer2");
      assertThat(tally().missing()).isEqualTo("1 approval of peers");
    }

    @Test
    void isApprovedByOneYes() {
      members("peers", "peer", "peer2");
      approves("peer");
      assertThat(tally().outcome()).isEqualTo(APPROVED);
      assertThat(tally().approvers()).containsExactly("peer");
      assertThat(tally().missing()).isEmpty();
    }

    @Test
    void isRejectedByOneNo() {
      members("peers", "peer", "peer2");
      rejects("peer");
      assertThat(tally().outcome()).isEqualTo(REJECTED);
    }

    @Test
    void isRejectedByANoWhateverTheOthersSay() {
      gate = gate("cab", "cab", RequiredGate.Quorum.NUMBER, 2, null, false, null);
      members("cab", "a", "b", "c");
      approves("a");
      approves("b");
      rejects("c");
      assertThat(tally().outcome()).isEqualTo(REJECTED);
    }

    @Test
    void withTwoVotesIsNotApprovedByOne() {
      gate = gate("cab", "cab", RequiredGate.Quorum.NUMBER, 2, null, false, null);
      members("cab", "a", "b");
      approves("a");
      assertThat(tally().outcome()).isEqualTo(UNDECIDED);
      assertThat(tally().waitingFor()).containsExactly("b");
      approves("b");
      assertThat(tally().outcome()).isEqualTo(APPROVED);
    }

    @Test
    void withMoreVotesThanPeopleIsUnreachable() {
      gate = gate("cab", "cab", RequiredGate.Quorum.NUMBER, 3, null, false, null);
      members("cab", "a", "b");
      assertThat(tally().outcome()).isEqualTo(UNREACHABLE);
    }

    @Test
    void withNobodyInItsGroupIsUnreachable() {
      assertThat(tally().outcome()).isEqualTo(UNREACHABLE);
      assertThat(tally().missing()).startsWith("nobody");
    }
  }

  @Nested
  class AGateThatTakesFewerVotesForAPriority1Incident {

    private boolean priority1 = true;

    AGateThatTakesFewerVotesForAPriority1Incident() {
      gate =
          new RequiredGate(
              "emergency-cab",
              "Emergency CAB",
              "cab",
              RequiredGate.Quorum.NUMBER,
              2,
              1,
              null,
              false,
              EnumSet.allOf(Section.class),
              Duration.ofMinutes(30),
              "executives");
    }

    @Test
    void isApprovedByOneWhoConfirmsThePriority() {
      members("cab", "a", "b");
      confirms("a");
      assertThat(outcome()).isEqualTo(APPROVED);
    }

    @Test
    void needsTwoWhereNobodyConfirmsThePriority() {
      members("cab", "a", "b");
      approves("a");
      assertThat(outcome()).isEqualTo(UNDECIDED);
      approves("b");
      assertThat(outcome()).isEqualTo(APPROVED);
    }

    @Test
    void needsTwoWhereThereIsNoSuchIncidentWhateverAVoterConfirms() {
      priority1 = false;
      members("cab", "a", "b");
      confirms("a");
      assertThat(outcome()).isEqualTo(UNDECIDED);
    }

    @Test
    void takesNoConfirmationFromWhoRefuses() {
      members("cab", "a", "b");
      rejects("a");
      confirms("b");
      assertThat(outcome()).isEqualTo(REJECTED);
    }

    @Test
    void canBeDecidedByTheOnlyOneWhoIsThere() {
      members("cab", "a");
      assertThat(outcome()).isEqualTo(UNDECIDED);
      priority1 = false;
      assertThat(outcome()).isEqualTo(UNREACHABLE);
    }

    private void confirms(String person) {
      votes.add(
          new CastVote(
              person, null, Decision.APPROVE, "P1", VOTED, Map.copyOf(hashes), true, true));
    }

    private Outcome outcome() {
      return new Election(
              gate,
              OPENED,
              NOW,
              escalated,
              new JudgedSubject("CHG-000001", hashes, barred, services, priority1),
              servicesLeft,
              new Affiliations(new Roll(memberships, delegations)),
              votedElsewhere)
          .tally(votes)
          .outcome();
    }
  }

  @Nested
  class AGateThatTakesAShare {

    AGateThatTakesAShare() {
      gate = gate("cab", "cab", RequiredGate.Quorum.PERCENT, 3, 60, true, "change-managers");
    }

    /** Eligible, yes, no: 60 % of those eligible, at least three. */
    @ParameterizedTest(name = "{0} eligible, {1} yes, {2} no: {3}")
    @CsvSource({
      "0, 0, 0, UNREACHABLE",
      "2, 2, 0, UNREACHABLE",
      "2, 0, 2, UNREACHABLE",
      "3, 0, 0, UNDECIDED",
      "3, 2, 0, UNDECIDED",
      "3, 3, 0, APPROVED",
      "3, 2, 1, REJECTED",
      "3, 0, 1, REJECTED",
      "4, 3, 0, APPROVED",
      "4, 3, 1, APPROVED",
      "4, 2, 1, UNDECIDED",
      "4, 2, 2, REJECTED",
      "5, 3, 0, APPROVED",
      "5, 3, 2, APPROVED",
      "5, 2, 2, UNDECIDED",
      "5, 0, 2, UNDECIDED",
      "5, 0, 3, REJECTED",
      "6, 3, 0, UNDECIDED",
      "6, 4, 0, APPROVED",
      "6, 3, 3, REJECTED",
      "10, 5, 0, UNDECIDED",
      "10, 6, 4, APPROVED",
      "10, 5, 5, REJECTED",
      "11, 6, 0, UNDECIDED",
      "11, 7, 0, APPROVED"
    })
    void countsItOfThoseWhoAreEligible(int eligible, int yes, int no, Outcome outcome) {
      for (int person = 0; person < eligible; person++) {
        members("cab", "cab" + person);
      }
      for (int voter = 0; voter < yes; voter++) {
        approves("cab" + voter);
      }
      for (int voter = yes; voter < yes + no; voter++) {
        rejects("cab" + voter);
      }
      assertThat(tally().outcome()).isEqualTo(outcome);
    }

    @Test
    void neverContradictsTheArithmetic() {
      for (int eligible = 0; eligible <= 12; eligible++) {
        for (int yes = 0; yes <= eligible; yes++) {
          for (int no = 0; yes + no <= eligible; no++) {
            memberships.clear();
            votes.clear();
            countsItOfThoseWhoAreEligible(eligible, yes, no, expected(eligible, yes, no));
          }
        }
      }
    }

    private Outcome expected(int eligible, int yes, int no) {
      if (yes >= 3 && yes * 100 >= 60 * eligible) {
        return APPROVED;
      }
      if (eligible < 3) {
        return UNREACHABLE;
      }
      int atBest = eligible - no;
      return atBest >= 3 && atBest * 100 >= 60 * eligible ? UNDECIDED : REJECTED;
    }

    @Test
    void isRejectedByTheNoOfAnOwnerOfAnServiceAtStake() {
      members("cab", "a", "b", "c", "d", "e");
      services.put("CI-000001", "team-mail");
      approves("b");
      approves("c");
      approves("d");
      rejects("a");
      assertThat(tally().outcome()).isEqualTo(APPROVED);
      members(Groups.SERVICE_OWNERS, "a");
      assertThat(tally().outcome()).isEqualTo(APPROVED);
      members("team-mail", "a");
      assertThat(tally().outcome()).isEqualTo(REJECTED);
    }

    @Test
    void countsAnOwnersNoAsAnyOtherWhereThePolicyGivesNoVeto() {
      gate = gate("cab", "cab", RequiredGate.Quorum.PERCENT, 3, 60, false, null);
      members("cab", "a", "b", "c", "d");
      members(Groups.SERVICE_OWNERS, "a");
      members("team-mail", "a");
      services.put("CI-000001", "team-mail");
      approves("b");
      approves("c");
      approves("d");
      rejects("a");
      assertThat(tally().outcome()).isEqualTo(APPROVED);
    }

    @Test
    void countsNoOneAsEligibleWhoIsBarred() {
      members("cab", "a", "b", "c", "d", "e");
      members(Groups.ADMINISTRATORS, "e");
      barred.add("d");
      assertThat(election().eligible()).containsExactly("a", "b", "c");
      approves("a");
      approves("b");
      approves("c");
      assertThat(tally().outcome()).isEqualTo(APPROVED);
    }

    @Test
    void countsThoseEligibleWhenItClosesAndNotWhenItOpened() {
      members("cab", "a", "b", "c", "d");
      for (var leaver : List.of("e", "f", "g")) {
        memberships.add(new Membership(leaver, "cab", LONG_AGO, OPENED.plusSeconds(10)));
      }
      approves("a");
      approves("b");
      approves("c");
      assertThat(tally().outcome()).isEqualTo(APPROVED);
    }

    @Test
    void saysWhatIsMissing() {
      members("cab", "a", "b", "c", "d", "e", "f");
      approves("a");
      assertThat(tally().missing()).isEqualTo("3 of 4 approvals of cab");
      assertThat(Quorum.of(gate, false).inWords())
          .isEqualTo("60 % of those eligible, at least 3; a service owner's no is final");
    }
  }

  @Nested
  class AGateForTheOwnersOfServices {

    AGateForTheOwnersOfServices() {
      gate =
          gate(
              "service-owner",
              Groups.SERVICE_OWNERS,
              RequiredGate.Quorum.EACH_SERVICE,
              1,
              null,
              false,
              Groups.SERVICE_OWNERS);
      services.put("CI-000001", "team-mail");
      services.put("CI-000002", "team-shop");
      members(Groups.SERVICE_OWNERS, "mail", "shop", "other");
      members("team-mail", "mail");
      members("team-shop", "shop");
    }

    @Test
    void takesAnApprovalForEachService() {
      approves("mail");
      assertThat(tally().outcome()).isEqualTo(UNDECIDED);
      assertThat(tally().missing()).isEqualTo("an owner's approval for CI-000002 (team-shop)");
      assertThat(tally().waitingFor()).containsExactly("shop");
      approves("shop");
      assertThat(tally().outcome()).isEqualTo(APPROVED);
    }

    @Test
    void takesOneVoteForAllServicesThatItsVoterOwns() {
      members("team-shop", "mail");
      approves("mail");
      assertThat(tally().outcome()).isEqualTo(APPROVED);
    }

    @Test
    void isRejectedByOneOwnersNo() {
      approves("mail");
      rejects("shop");
      assertThat(tally().outcome()).isEqualTo(REJECTED);
    }

    @Test
    void doesNotAskWhoOwnsNothingThatIsImpacted() {
      assertThat(election().eligible()).containsExactly("mail", "shop");
      assertThat(election().objection("other")).isEqualTo("owns none of the impacted services");
    }

    @Test
    void doesNotAskAMemberOfTheOwningTeamWhoDoesNotAnswerForServices() {
      members("team-mail", "engineer");
      assertThat(election().objection("engineer")).contains("does not belong to service-owners");
      approves("engineer");
      approves("shop");
      assertThat(tally().outcome()).isEqualTo(UNDECIDED);
    }

    @Test
    void isUnreachableWhenAServiceHasNoOwner() {
      services.put("CI-000003", "team-gone");
      assertThat(tally().outcome()).isEqualTo(UNREACHABLE);
    }

    @Test
    void leavesAServiceToTheGateThatSpeaksForIt() {
      services.put("CI-000003", "team-gone");
      servicesLeft.add("CI-000003");
      approves("mail");
      approves("shop");
      assertThat(tally().outcome()).isEqualTo(APPROVED);
    }

    @Test
    void isNeverApprovedByHavingNoServiceToSpeakFor() {
      services.clear();
      assertThat(tally().outcome()).isEqualTo(UNREACHABLE);
      services.put("CI-000001", "team-mail");
      servicesLeft.add("CI-000001");
      assertThat(tally().outcome()).isEqualTo(UNREACHABLE);
    }

    @Test
    void onceOverdueTakesAnotherServiceOwnerAsDeputy() {
      escalated = OPENED.plusSeconds(30);
      assertThat(election().eligible()).containsExactly("mail", "other", "shop");
      approves("other");
      assertThat(tally().outcome()).isEqualTo(APPROVED);
    }
  }

  @Nested
  class AnOverdueGate {

    @Test
    void isNotApprovedByTheTimeout() {
      members("peers", "peer");
      members("change-managers", "manager");
      escalated = OPENED.plusSeconds(30);
      assertThat(tally().outcome()).isEqualTo(UNDECIDED);
      assertThat(tally().waitingFor()).containsExactly("manager", "peer");
      assertThat(tally().missing())
          .isEqualTo("1 approval of peers, or 1 approval of change-managers");
    }

    @Test
    void isDecidedByWhomItWasEscalatedToInPlaceOfAll() {
      gate = gate("cab", "cab", RequiredGate.Quorum.PERCENT, 3, 60, false, "change-managers");
      members("cab", "a", "b", "c");
      members("change-managers", "manager");
      escalated = OPENED.plusSeconds(30);
      approves("manager");
      assertThat(tally().outcome()).isEqualTo(APPROVED);
      assertThat(tally().approvers()).containsExactly("manager");
    }

    @Test
    void isRejectedByTheNoOfWhomItWasEscalatedTo() {
      gate = gate("cab", "cab", RequiredGate.Quorum.PERCENT, 3, 60, false, "change-managers");
      members("cab", "a", "b", "c", "d");
      members("change-managers", "manager");
      escalated = OPENED.plusSeconds(30);
      approves("a");
      approves("b");
      approves("c");
      rejects("manager");
      assertThat(tally().outcome()).isEqualTo(REJECTED);
    }

    @Test
    void isStillRejectedByAFinalNo() {
      members("peers", "peer");
      members("change-managers", "manager");
      escalated = OPENED.plusSeconds(30);
      rejects("peer");
      approves("manager");
      assertThat(tally().outcome()).isEqualTo(REJECTED);
    }

    @Test
    void isNotOpenToThemBefore() {
      members("peers", "peer");
      members("change-managers", "manager");
      assertThat(election().objection("manager")).isEqualTo("does not belong to peers");
      approves("manager");
      assertThat(tally().outcome()).isEqualTo(UNDECIDED);
    }

    @Test
    void doesNotCountAVoteOfTheirsFromBefore() {
      members("peers", "peer");
      members("change-managers", "manager");
      approves("manager");
      escalated = NOW.minusSeconds(1);
      assertThat(tally().outcome()).isEqualTo(UNDECIDED);
      assertThat(flaws()).containsExactly("manager voted before the gate was escalated");
    }

    @Test
    void countsAMembersEarlierVoteAsAMembersEvenIfItWasEscalatedToHimToo() {
      gate = gate("cab", "cab", RequiredGate.Quorum.NUMBER, 2, null, false, "change-managers");
      members("cab", "manager", "b");
      members("change-managers", "manager");
      approves("manager");
      escalated = NOW.minusSeconds(1);
      assertThat(tally().outcome()).isEqualTo(UNDECIDED);
    }

    @Test
    void canBeDecidedByThemWhereNobodyElseIsLeft() {
      members("change-managers", "manager");
      escalated = OPENED.plusSeconds(30);
      assertThat(tally().outcome()).isEqualTo(UNDECIDED);
      approves("manager");
      assertThat(tally().outcome()).isEqualTo(APPROVED);
    }

    @Test
    void stopsWhereThePolicyNamesNobody() {
      gate = gate("executive", "executives", RequiredGate.Quorum.NUMBER, 1, null, false, null);
      members("executives", "executive");
      escalated = OPENED.plusSeconds(30);
      assertThat(election().eligible()).containsExactly("executive");
    }
  }

  @Nested
  class SegregationOfDuties {

    @Test
    void refusesRequesterAndImplementer() {
      members("peers", "requester2", "peer");
      barred.add("requester2");
      assertThat(election().eligible()).containsExactly("peer");
      assertThat(election().objection("requester2")).contains("requests or implements CHG-000001");
      approves("requester2");
      assertThat(tally().outcome()).isEqualTo(UNDECIDED);
      assertThat(flaws()).singleElement().asString().contains("requests or implements");
    }

    @Test
    void countsNoVoteOfSomebodyWhoBecameTheImplementerAfterIt() {
      members("peers", "peer", "peer2");
      approves("peer");
      assertThat(tally().outcome()).isEqualTo(APPROVED);
      barred.add("peer");
      assertThat(tally().outcome()).isEqualTo(UNDECIDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {Groups.ADMINISTRATORS, Groups.ROBOTS, Groups.AUDITORS})
    void refusesOfficesThatNeverVote(String office) {
      members("peers", "admin", "peer");
      members(office, "admin");
      assertThat(election().eligible()).containsExactly("peer");
      approves("admin");
      assertThat(tally().outcome()).isEqualTo(UNDECIDED);
    }

    @Test
    void refusesAnAdministratorWhoLeftTheAdministratorsAfterTheGateOpened() {
      members("peers", "admin");
      memberships.add(
          new Membership("admin", Groups.ADMINISTRATORS, LONG_AGO, OPENED.plusSeconds(1)));
      assertThat(election().eligible()).isEmpty();
    }

    @Test
    void asksWhoWasAnAdministratorBeforeTheGateOpened() {
      members("peers", "former");
      memberships.add(new Membership("former", Groups.ADMINISTRATORS, LONG_AGO, OPENED));
      assertThat(election().eligible()).containsExactly("former");
    }

    @Test
    void refusesWhoVotedAtAnotherGate() {
      members("peers", "peer", "peer2");
      votedElsewhere.add("peer");
      assertThat(election().objection("peer")).isEqualTo("has voted at another gate of CHG-000001");
      approves("peer");
      assertThat(tally().outcome()).isEqualTo(UNDECIDED);
    }

    @Test
    void makesAGateUnreachableWhenAllItsMembersVotedElsewhere() {
      members("peers", "peer");
      votedElsewhere.add("peer");
      assertThat(tally().outcome()).isEqualTo(UNREACHABLE);
    }

    @Test
    void refusesAnybodyWithoutAGroup() {
      assertThat(election().objection("stranger")).isEqualTo("does not belong to peers");
      assertThat(election().objection("platform")).isNotNull();
    }
  }

  @Nested
  class DatedMembership {

    @Test
    void refusesWhoJoinedAfterTheGateOpened() {
      members("peers", "peer");
      memberships.add(new Membership("late", "peers", OPENED.plusNanos(1_000), null));
      assertThat(election().objection("late")).isEqualTo("joined peers after the gate opened");
      approves("late");
      assertThat(tally().outcome()).isEqualTo(UNDECIDED);
    }

    @Test
    void takesWhoJoinedWhenTheGateOpened() {
      memberships.add(new Membership("peer", "peers", OPENED, null));
      approves("peer");
      assertThat(tally().outcome()).isEqualTo(APPROVED);
    }

    @Test
    void countsNoVoteOfSomebodyWhoLeftBeforeTheGateClosed() {
      members("peers", "peer");
      memberships.add(new Membership("leaver", "peers", LONG_AGO, NOW));
      approves("leaver");
      assertThat(tally().outcome()).isEqualTo(UNDECIDED);
      assertThat(flaws()).containsExactly("leaver does not belong to peers");
    }

    @Test
    void countsTheVoteOfSomebodyWhoLeftAfterTheGateClosed() {
      memberships.add(new Membership("leaver", "peers", LONG_AGO, NOW.plusNanos(1_000)));
      approves("leaver");
      assertThat(tally().outcome()).isEqualTo(APPROVED);
    }

    @Test
    void countsNoVoteOfSomebodyWhoLeftAndCameBack() {
      members("peers", "peer");
      memberships.add(new Membership("back", "peers", LONG_AGO, VOTED.plusSeconds(1)));
      memberships.add(new Membership("back", "peers", VOTED.plusSeconds(2), null));
      approves("back");
      assertThat(tally().outcome()).isEqualTo(UNDECIDED);
    }
  }

  @Nested
  class AVoteBindsToWhatItJudged {

    @ParameterizedTest
    @EnumSource(Section.class)
    void andIsVoidWhenThatChangedAndOnlyThen(Section section) {
      gate =
          new RequiredGate(
              "service-owner",
              "Gate",
              "peers",
              RequiredGate.Quorum.NUMBER,
              1,
              null,
              false,
              EnumSet.of(Section.SCOPE, Section.WINDOW),
              Duration.ofDays(1),
              null);
      members("peers", "peer");
      approves("peer");
      hashes.put(section, "another");
      var judged = section == Section.SCOPE || section == Section.WINDOW;
      assertThat(tally().outcome()).isEqualTo(judged ? UNDECIDED : APPROVED);
      assertThat(flaws().size()).isEqualTo(judged ? 1 : 0);
    }

    @Test
    void andItsVoterMayJudgeItAnew() {
      members("peers", "peer");
      approves("peer");
      hashes.put(Section.SCOPE, "another");
      assertThat(tally().waitingFor()).containsExactly("peer");
      assertThat(flaws()).containsExactly("what it judged has changed: scope");
    }

    @Test
    void andCountsForNothingWhereASectionHasNoHash() {
      members("peers", "peer");
      hashes.remove(Section.PLAN);
      approves("peer");
      assertThat(tally().outcome()).isEqualTo(UNDECIDED);
    }

    @Test
    void andCountsForNothingWhenItsRowWasEdited() {
      members("peers", "peer");
      votes.add(new CastVote("peer", null, Decision.APPROVE, "yes", VOTED, hashes, false, false));
      assertThat(tally().outcome()).isEqualTo(UNDECIDED);
      assertThat(flaws()).containsExactly("the record of this vote was changed after it was cast");
    }
  }

  private Election election() {
    return new Election(
        gate,
        OPENED,
        NOW,
        escalated,
        new JudgedSubject("CHG-000001", hashes, barred, services),
        servicesLeft,
        new Affiliations(new Roll(memberships, delegations)),
        votedElsewhere);
  }

  private Tally tally() {
    return election().tally(votes);
  }

  private List<String> flaws() {
    var election = election();
    return votes.stream().map(election::flaw).filter(flaw -> flaw != null).toList();
  }

  private void members(String group, String... people) {
    for (var person : people) {
      memberships.add(new Membership(person, group, LONG_AGO, null));
    }
  }

  private void approves(String person) {
    votes.add(
        new CastVote(
            person, null, Decision.APPROVE, "fine", VOTED, Map.copyOf(hashes), false, true));
  }

  private void rejects(String person) {
    votes.add(
        new CastVote(person, null, Decision.REJECT, "no", VOTED, Map.copyOf(hashes), false, true));
  }

  private static RequiredGate gate(
      String key,
      String group,
      RequiredGate.Quorum quorum,
      int votes,
      Integer percent,
      boolean ownersVeto,
      String escalateTo) {
    return new RequiredGate(
        key,
        key,
        group,
        quorum,
        votes,
        percent,
        ownersVeto,
        EnumSet.allOf(Section.class),
        Duration.ofDays(2),
        escalateTo);
  }
}
