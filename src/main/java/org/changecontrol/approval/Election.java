package org.changecontrol.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.changecontrol.identity.Delegation;
import org.changecontrol.identity.DelegationKind;
import org.changecontrol.identity.Groups;
import org.changecontrol.policy.RequiredGate;
import org.jspecify.annotations.Nullable;

/**
 * A gate at one instant, with all that decides who may vote and which votes count. Computed from
 * rows and memberships each time; knows no database and no engine.
 */
final class Election {

  private final RequiredGate gate;
  private final Instant opened;
  private final Instant at;
  private final @Nullable Instant escalated;
  private final JudgedSubject subject;
  private final Affiliations affiliations;
  private final Set<String> votedElsewhere;
  private final SortedSet<String> services;
  private final SortedSet<String> electorate;
  private final SortedSet<String> deputies;
  private final SortedMap<String, SortedSet<String>> standIns = new TreeMap<>();

  /**
   * @param gate what decides: the policy's demand, or the fallback in its place
   * @param at now for an open gate, its closing for a closed one
   * @param escalated when it became overdue; null before
   * @param servicesLeft impacted services that another gate speaks for
   * @param votedElsewhere who had a standing vote at another gate of the subject at that instant
   */
  Election(
      RequiredGate gate,
      Instant opened,
      Instant at,
      @Nullable Instant escalated,
      JudgedSubject subject,
      Collection<String> servicesLeft,
      Affiliations affiliations,
      Collection<String> votedElsewhere) {
    this.gate = gate;
    this.opened = opened;
    this.at = at;
    this.escalated = escalated;
    this.subject = subject;
    this.affiliations = affiliations;
    this.votedElsewhere = Set.copyOf(votedElsewhere);
    this.services = new TreeSet<>(subject.services().keySet());
    this.services.removeAll(servicesLeft);
    this.electorate = unbarred(members());
    this.deputies =
        escalated == null || gate.escalateTo() == null
            ? new TreeSet<>()
            : unbarred(affiliations.allThroughout(gate.escalateTo(), opened, at));
    for (var delegation : affiliations.delegations()) {
      if (delegation.inForceAt(at) && isWorthSomething(delegation)) {
        standIns
            .computeIfAbsent(delegation.delegate(), delegate -> new TreeSet<>())
            .add(delegation.giver());
      }
    }
  }

  RequiredGate gate() {
    return gate;
  }

  Instant opened() {
    return opened;
  }

  Instant at() {
    return at;
  }

  JudgedSubject subject() {
    return subject;
  }

  Affiliations affiliations() {
    return affiliations;
  }

  Set<String> votedElsewhere() {
    return votedElsewhere;
  }

  /** The impacted services that this gate must speak for. */
  SortedSet<String> services() {
    return services;
  }

  /** Those whose votes make up the quorum, whoever gives them. */
  SortedSet<String> electorate() {
    return electorate;
  }

  /** All who may vote: those who have a vote, and whoever stands in for one of them. */
  SortedSet<String> eligible() {
    SortedSet<String> eligible = new TreeSet<>(electorate);
    eligible.addAll(deputies);
    eligible.addAll(standIns.keySet());
    return eligible;
  }

  /** Whether the person has a vote of his own: in the electorate or, once overdue, as a deputy. */
  boolean hasVote(String person) {
    return electorate.contains(person) || deputies.contains(person);
  }

  /** Who stands in for whom now, so that he may vote: the person, and those he may vote for. */
  SortedMap<String, SortedSet<String>> standIns() {
    return standIns;
  }

  /** Who may vote for the person now or before another instant. */
  SortedSet<String> standInsOf(String person, Instant before) {
    SortedSet<String> people = new TreeSet<>();
    for (var delegation : affiliations.delegations()) {
      if (delegation.giver().equals(person)
          && delegation.inForceBetween(at, before)
          && isWorthSomething(delegation)) {
        people.add(delegation.delegate());
      }
    }
    return people;
  }

  /** Whether the person stands in for one of them now, in whatever group. */
  boolean standsInForOneOf(Set<String> givers, String person) {
    return affiliations.delegations().stream()
        .anyMatch(
            delegation ->
                delegation.delegate().equals(person)
                    && givers.contains(delegation.giver())
                    && delegation.inForceAt(at));
  }

  /**
   * The impacted services that a person owns: he answers for services and belongs to the group that
   * owns them.
   */
  SortedSet<String> servicesOf(String person) {
    SortedSet<String> owned = new TreeSet<>();
    if (affiliations.throughout(person, Groups.SERVICE_OWNERS, opened, at)) {
      for (var service : services) {
        var owner = subject.services().get(service);
        if (owner != null && affiliations.throughout(person, owner, opened, at)) {
          owned.add(service);
        }
      }
    }
    return owned;
  }

  boolean ownsAnServiceAtStake(String person) {
    return !servicesOf(person).isEmpty();
  }

  /**
   * Why the person may not vote here, for himself or for anybody, continuing a sentence that begins
   * with his name; null when he may.
   */
  @Nullable String objection(String person) {
    var barred = barredBy(person);
    if (barred != null) {
      return barred;
    }
    if (hasVote(person) || standIns.containsKey(person)) {
      return null;
    }
    for (var delegation : affiliations.delegations()) {
      if (delegation.delegate().equals(person) && isAbout(delegation)) {
        return objection(person, delegation.giver());
      }
    }
    return absence(person);
  }

  /**
   * Why the person may not give this vote: his own, or that of somebody he stands in for. Continues
   * a sentence that begins with his name; null when he may.
   */
  @Nullable String objection(String person, String place) {
    var barred = barredBy(person);
    if (barred != null) {
      return barred;
    }
    if (place.equals(person)) {
      return hasVote(person) ? null : absence(person);
    }
    var giverBarred = barredBy(place);
    if (giverBarred == null && !hasVote(place)) {
      giverBarred = absence(place);
    }
    if (giverBarred != null) {
      return "would vote for " + place + ", who " + giverBarred;
    }
    return standIns.getOrDefault(person, Collections.emptySortedSet()).contains(place)
        ? null
        : whyNoStandIn(person, place);
  }

  private @Nullable String barredBy(String person) {
    for (var rule : SegregationOfDuties.RULES) {
      var objection = rule.against(person, this);
      if (objection != null) {
        return objection;
      }
    }
    return null;
  }

  /** Why somebody whom no rule bars has no vote here. */
  private String absence(String person) {
    if (!affiliations.at(person, gate.group(), at)) {
      return "does not belong to " + gate.group();
    }
    if (!affiliations.throughout(person, gate.group(), opened, at)) {
      return "joined " + gate.group() + " after the gate opened";
    }
    return "owns none of the impacted services";
  }

  private String whyNoStandIn(String person, String place) {
    var why = unfitToStandIn(person);
    if (why != null) {
      return why;
    }
    for (var delegation : affiliations.delegations()) {
      if (delegation.delegate().equals(person)
          && delegation.giver().equals(place)
          && isAbout(delegation)) {
        if (delegation.start().isAfter(at)) {
          return "stands in for " + place + " from " + delegation.start() + " on";
        }
        return delegation.inForceAt(at)
            ? "stands in for " + place + " only where a gate is overdue"
            : "stood in for " + place + " until " + delegation.end();
      }
    }
    return "does not stand in for " + place + " at this gate";
  }

  /** Whether it hands on a vote that can be worth something at this gate. */
  private boolean isAbout(Delegation delegation) {
    return delegation.group().equals(gate.group()) || delegation.group().equals(gate.escalateTo());
  }

  /**
   * Whether a delegation, once it stands, lets its delegate vote here: its giver has a vote in that
   * group, nothing bars the delegate, and a substitute waits until the gate is overdue.
   */
  private boolean isWorthSomething(Delegation delegation) {
    var giver = delegation.giver();
    return (delegation.kind() == DelegationKind.DELEGATION || escalated != null)
        && (delegation.group().equals(gate.group()) && electorate.contains(giver)
            || delegation.group().equals(gate.escalateTo()) && deputies.contains(giver))
        && barredBy(delegation.delegate()) == null
        && unfitToStandIn(delegation.delegate()) == null;
  }

  /**
   * Who stands in may have been asked after the gate opened, for the giver falls ill when he does;
   * but nobody is let in for the occasion.
   */
  private @Nullable String unfitToStandIn(String person) {
    for (var office : Groups.WITHOUT_A_VOTE) {
      if (affiliations.everBetween(person, office, opened, at)) {
        return "belongs to " + office + ", who vote for nobody";
      }
    }
    if (!affiliations.anywhereAt(person, opened)) {
      return "belonged to no group when the gate opened";
    }
    return affiliations.anywhereAt(person, at) ? null : "belongs to no group any more";
  }

  /** Why a vote does not count; null when it does. */
  @Nullable String flaw(CastVote vote) {
    if (!vote.intact()) {
      return "the record of this vote was changed after it was cast";
    }
    var outdated = vote.outdated(gate.judges(), subject.hashes());
    if (!outdated.isEmpty()) {
      var names = new ArrayList<String>();
      outdated.forEach(section -> names.add(section.name().toLowerCase(Locale.ROOT)));
      return "what it judged has changed: " + String.join(", ", names);
    }
    var objection = objection(vote.voter(), vote.place());
    if (objection != null) {
      return vote.voter() + " " + objection;
    }
    if (!isMembers(vote) && !isDeputys(vote)) {
      return vote.place().equals(vote.voter())
          ? vote.voter() + " voted before the gate was escalated"
          : vote.voter() + " did not stand in for " + vote.place() + " when he voted";
    }
    return null;
  }

  /**
   * Those of the votes that count: without a flaw, and nobody speaks twice, neither with his own
   * voice nor through whoever stands in for him. In the order in which they were given.
   */
  List<CastVote> counting(Collection<CastVote> standing) {
    List<CastVote> counting = new ArrayList<>();
    Set<String> heard = new HashSet<>();
    for (var vote : standing) {
      if (flaw(vote) == null && vote.names().stream().noneMatch(heard::contains)) {
        heard.addAll(vote.names());
        counting.add(vote);
      }
    }
    return counting;
  }

  /** Everybody who has had his say in one of those votes that count. */
  SortedSet<String> heard(Collection<CastVote> standing) {
    SortedSet<String> heard = new TreeSet<>();
    counting(standing).forEach(vote -> heard.addAll(vote.names()));
    return heard;
  }

  /** Counts the last word of each voter; a vote is counted for whom it is given. */
  Tally tally(Collection<CastVote> standing) {
    var approvals = new TreeSet<String>();
    var refusals = new TreeSet<String>();
    var deputyRefuses = false;
    var deputyApproves = false;
    var approvers = new TreeSet<String>();
    var approving = new TreeSet<String>();
    var heard = new TreeSet<String>();
    var priority1Confirmed = false;
    for (var vote : counting(standing)) {
      var approves = vote.decision() == Decision.APPROVE;
      heard.addAll(vote.names());
      if (approves) {
        approvers.add(vote.voter());
        approving.addAll(vote.names());
        priority1Confirmed |= vote.confirmsPriority1() && subject.priority1();
      }
      if (isDeputys(vote)) {
        deputyApproves |= approves;
        deputyRefuses |= !approves;
      } else {
        (approves ? approvals : refusals).add(vote.place());
      }
    }
    var waitingFor = new TreeSet<>(electorate);
    waitingFor.addAll(deputies);
    waitingFor.removeAll(heard);
    var quorum = Quorum.of(gate, priority1Confirmed);
    var outcome = quorum.outcome(this, approvals, refusals);
    if (deputyRefuses) {
      outcome = Outcome.REJECTED;
    } else if (deputyApproves && outcome != Outcome.REJECTED) {
      outcome = Outcome.APPROVED;
    } else if (outcome == Outcome.UNREACHABLE && waitingFor.stream().anyMatch(deputies::contains)) {
      outcome = Outcome.UNDECIDED;
    }
    return new Tally(
        outcome,
        approvers,
        approving,
        waitingFor,
        speakers(waitingFor, heard),
        missing(quorum, outcome, approvals));
  }

  private SortedSet<String> speakers(SortedSet<String> waitingFor, Set<String> heard) {
    SortedSet<String> speakers = new TreeSet<>(waitingFor);
    standIns.forEach(
        (person, givers) -> {
          if (!heard.contains(person) && givers.stream().anyMatch(waitingFor::contains)) {
            speakers.add(person);
          }
        });
    return speakers;
  }

  private String missing(Quorum quorum, Outcome outcome, Set<String> approvals) {
    return switch (outcome) {
      case APPROVED, REJECTED -> "";
      case UNREACHABLE -> "nobody: too few of " + gate.group() + " may vote to decide this gate";
      case UNDECIDED -> {
        var missing =
            new ArrayList<String>(
                electorate.isEmpty() ? List.of() : List.of(quorum.missing(this, approvals)));
        if (!deputies.isEmpty()) {
          missing.add("1 approval of " + gate.escalateTo());
        }
        yield String.join(", or ", missing);
      }
    };
  }

  /** A vote that makes up the quorum. */
  private boolean isMembers(CastVote vote) {
    return electorate.contains(vote.place()) && wasGivenFor(vote, gate.group());
  }

  /**
   * A vote that decides in place of the whole gate: given after it was escalated by one it was
   * escalated to, or for him.
   */
  private boolean isDeputys(CastVote vote) {
    return escalated != null
        && !vote.at().isBefore(escalated)
        && deputies.contains(vote.place())
        && wasGivenFor(vote, gate.escalateTo());
  }

  /**
   * Whether the voter had the vote of that member of the group to give, and has it still: it is his
   * own, or one delegation stood when he voted and stands at the instant of the count.
   */
  private boolean wasGivenFor(CastVote vote, @Nullable String group) {
    return vote.place().equals(vote.voter())
        || affiliations.delegations().stream()
            .anyMatch(
                delegation ->
                    delegation.delegate().equals(vote.voter())
                        && delegation.giver().equals(vote.place())
                        && delegation.group().equals(group)
                        && delegation.inForceAt(vote.at())
                        && delegation.inForceAt(at)
                        && (delegation.kind() == DelegationKind.DELEGATION
                            || escalated != null && !vote.at().isBefore(escalated)));
  }

  private SortedSet<String> members() {
    var members = affiliations.allThroughout(gate.group(), opened, at);
    if (gate.quorum() == RequiredGate.Quorum.EACH_SERVICE) {
      members.removeIf(person -> !ownsAnServiceAtStake(person));
    }
    return members;
  }

  private SortedSet<String> unbarred(SortedSet<String> people) {
    SortedSet<String> unbarred = new TreeSet<>();
    for (var person : people) {
      if (barredBy(person) == null) {
        unbarred.add(person);
      }
    }
    return unbarred;
  }
}
