package org.changecontrol.approval;

import static java.util.stream.Collectors.joining;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.changecontrol.policy.RequiredGate;

/** How votes decide a gate. */
sealed interface Quorum {

  /** Who of the electorate has approved, has refused, and may still say something. */
  Outcome outcome(Election election, Set<String> approvals, Set<String> refusals);

  /** The rule in words. */
  String inWords();

  /** What is needed to approve, in words, for an undecided gate. */
  String missing(Election election, Set<String> approvals);

  static Quorum of(RequiredGate gate) {
    return switch (gate.quorum()) {
      case NUMBER -> new Count(gate.votes());
      case PERCENT ->
          new Share(gate.percent() == null ? 100 : gate.percent(), gate.votes(), gate.ownersVeto());
      case EACH_SERVICE -> new EachServiceOwner();
    };
  }

  /** A number of approvals; one no is final. */
  record Count(int votes) implements Quorum {
    @Override
    public Outcome outcome(Election election, Set<String> approvals, Set<String> refusals) {
      if (!refusals.isEmpty()) {
        return Outcome.REJECTED;
      }
      if (approvals.size() >= votes) {
        return Outcome.APPROVED;
      }
      return election.electorate().size() >= votes ? Outcome.UNDECIDED : Outcome.UNREACHABLE;
    }

    @Override
    public String inWords() {
      return (votes == 1 ? "1 approval" : votes + " approvals") + "; a no is final";
    }

    @Override
    public String missing(Election election, Set<String> approvals) {
      int more = votes - approvals.size();
      return (more == 1 ? "1 approval" : more + " approvals") + " of " + election.gate().group();
    }
  }

  /**
   * A share of those eligible when the gate closes, and a least number. Rejected once the noes make
   * it unreachable; unreachable when there are too few people even if all of them approved.
   */
  record Share(int percent, int least, boolean ownersVeto) implements Quorum {
    @Override
    public Outcome outcome(Election election, Set<String> approvals, Set<String> refusals) {
      if (ownersVeto && refusals.stream().anyMatch(election::ownsAnServiceAtStake)) {
        return Outcome.REJECTED;
      }
      int needed = needed(election);
      if (approvals.size() >= needed) {
        return Outcome.APPROVED;
      }
      int people = election.electorate().size();
      if (people < needed) {
        return Outcome.UNREACHABLE;
      }
      return people - refusals.size() < needed ? Outcome.REJECTED : Outcome.UNDECIDED;
    }

    private int needed(Election election) {
      int share = (election.electorate().size() * percent + 99) / 100;
      return Math.max(least, share);
    }

    @Override
    public String inWords() {
      return percent
          + " % of those eligible, at least "
          + least
          + (ownersVeto ? "; a service owner's no is final" : "");
    }

    @Override
    public String missing(Election election, Set<String> approvals) {
      int needed = needed(election);
      return (needed - approvals.size())
          + " of "
          + needed
          + " approvals of "
          + election.gate().group();
    }
  }

  /** An approval for each impacted service by one of its owners; one no is final. */
  record EachServiceOwner() implements Quorum {
    @Override
    public Outcome outcome(Election election, Set<String> approvals, Set<String> refusals) {
      if (!refusals.isEmpty()) {
        return Outcome.REJECTED;
      }
      if (election.services().isEmpty()) {
        return Outcome.UNREACHABLE;
      }
      if (spokenFor(election, approvals).containsAll(election.services())) {
        return Outcome.APPROVED;
      }
      return spokenFor(election, election.electorate()).containsAll(election.services())
          ? Outcome.UNDECIDED
          : Outcome.UNREACHABLE;
    }

    @Override
    public String inWords() {
      return "an approval for each impacted service by one of its owners; a no is final";
    }

    @Override
    public String missing(Election election, Set<String> approvals) {
      SortedSet<String> open = new TreeSet<>(election.services());
      open.removeAll(spokenFor(election, approvals));
      return open.stream()
          .map(service -> service + " (" + election.subject().services().get(service) + ")")
          .collect(joining(", ", "an owner's approval for ", ""));
    }

    private static Set<String> spokenFor(Election election, Set<String> people) {
      Set<String> services = new TreeSet<>();
      people.forEach(person -> services.addAll(election.servicesOf(person)));
      return services;
    }
  }
}
