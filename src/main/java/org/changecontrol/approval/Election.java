package org.changecontrol.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
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

  /** Those whose votes make up the quorum. */
  SortedSet<String> electorate() {
    return electorate;
  }

  /** All who may vote: the electorate and, once overdue, those it was escalated to. */
  SortedSet<String> eligible() {
    SortedSet<String> eligible = new TreeSet<>(electorate);
    eligible.addAll(deputies);
    return eligible;
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
   * Why the person may not vote here, continuing a sentence that begins with his name; null when he
   * may.
   */
  @Nullable String objection(String person) {
    for (var rule : SegregationOfDuties.RULES) {
      var objection = rule.against(person, this);
      if (objection != null) {
        return objection;
      }
    }
    if (electorate.contains(person) || deputies.contains(person)) {
      return null;
    }
    if (!affiliations.at(person, gate.group(), at)) {
      return "does not belong to " + gate.group();
    }
    if (!affiliations.throughout(person, gate.group(), opened, at)) {
      return "joined " + gate.group() + " after the gate opened";
    }
    return "owns none of the impacted services";
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
    var objection = objection(vote.voter());
    if (objection != null) {
      return vote.voter() + " " + objection;
    }
    if (!electorate.contains(vote.voter()) && !isDeputys(vote)) {
      return vote.voter() + " voted before the gate was escalated";
    }
    return null;
  }

  /** Counts the last word of each voter. */
  Tally tally(Collection<CastVote> standing) {
    var approvals = new TreeSet<String>();
    var refusals = new TreeSet<String>();
    var deputyRefuses = false;
    var deputyApproves = false;
    var approvers = new TreeSet<String>();
    var priority1Confirmed = false;
    for (var vote : standing) {
      if (flaw(vote) != null) {
        continue;
      }
      var approves = vote.decision() == Decision.APPROVE;
      if (approves) {
        approvers.add(vote.voter());
        priority1Confirmed |= vote.confirmsPriority1() && subject.priority1();
      }
      if (isDeputys(vote)) {
        deputyApproves |= approves;
        deputyRefuses |= !approves;
      } else {
        (approves ? approvals : refusals).add(vote.voter());
      }
    }
    var counted = new TreeSet<>(approvers);
    counted.addAll(refusals);
    var waitingFor = new TreeSet<>(eligible());
    waitingFor.removeAll(counted);
    var quorum = Quorum.of(gate, priority1Confirmed);
    var outcome = quorum.outcome(this, approvals, refusals);
    if (deputyRefuses) {
      outcome = Outcome.REJECTED;
    } else if (deputyApproves && outcome != Outcome.REJECTED) {
      outcome = Outcome.APPROVED;
    } else if (outcome == Outcome.UNREACHABLE && waitingFor.stream().anyMatch(deputies::contains)) {
      outcome = Outcome.UNDECIDED;
    }
    return new Tally(outcome, approvers, waitingFor, missing(quorum, outcome, approvals));
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

  /**
   * A vote that decides in place of the whole gate: given after it was escalated by one it was
   * escalated to.
   */
  private boolean isDeputys(CastVote vote) {
    return escalated != null && !vote.at().isBefore(escalated) && deputies.contains(vote.voter());
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
      if (SegregationOfDuties.RULES.stream().allMatch(rule -> rule.against(person, this) == null)) {
        unbarred.add(person);
      }
    }
    return unbarred;
  }
}
