package org.changecontrol.approval;

import static java.util.stream.Collectors.joining;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.changecontrol.policy.RequiredGate;
import org.jspecify.annotations.Nullable;

/** How votes decide a gate. */
sealed interface Quorum {

  /** Who of the electorate has approved, has refused, and may still say something. */
  Outcome outcome(Election election, Set<String> approvals, Set<String> refusals);

  /** The rule in words. */
  String inWords();

  /** What is needed to approve, in words, for an undecided gate. */
  String missing(Election election, Set<String> approvals);

  /**
   * @param priority1Confirmed whether an approver has confirmed that the linked incident has
   *     priority 1
   */
  static Quorum of(RequiredGate gate, boolean priority1Confirmed) {
    return switch (gate.quorum()) {
      case NUMBER -> new Count(gate.votes(), gate.votesIfPriority1(), priority1Confirmed);
      case PERCENT ->
          new Share(gate.percent() == null ? 100 : gate.percent(), gate.votes(), gate.ownersVeto());
      case EACH_SERVICE -> new EachServiceOwner();
    };
  }

  /**
   * A number of approvals; one no is final.
   *
   * @param ifPriority1 how many are enough once a priority-1 incident is confirmed; null where that
   *     makes no difference
   */
  record Count(int votes, @Nullable Integer ifPriority1, boolean confirmed) implements Quorum {

    private int needed() {
      return confirmed && ifPriority1 != null ? ifPriority1 : votes;
    }

    @Override
    public Outcome outcome(Election election, Set<String> approvals, Set<String> refusals) {
      if (!refusals.isEmpty()) {
        return Outcome.REJECTED;
      }
      if (approvals.size() >= needed()) {
        return Outcome.APPROVED;
      }
      int least = ifPriority1 != null && election.subject().priority1() ? ifPriority1 : votes;
      return election.electorate().size() >= least ? Outcome.UNDECIDED : Outcome.UNREACHABLE;
    }

    @Override
    public String inWords() {
      return approvals(votes)
          + (ifPriority1 == null
              ? ""
              : ", or "
                  + ifPriority1
                  + " where a priority-1 incident is linked and its approver confirms it")
          + "; a no is final";
    }

    @Override
    public String missing(Election election, Set<String> approvals) {
      return approvals(needed() - approvals.size()) + " of " + election.gate().group();
    }

    private static String approvals(int number) {
      return number == 1 ? "1 approval" : number + " approvals";
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
