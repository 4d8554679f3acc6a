package org.changecontrol.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.changecontrol.approval.GateView.StandIn;
import org.changecontrol.approval.GateView.VoteView;
import org.jspecify.annotations.Nullable;

/**
 * All that is known about the gates of one subject at one moment: its openings, everything said at
 * them, who belonged where, and what the subject contains now.
 */
final class Docket {

  private final JudgedSubject subject;
  private final Affiliations affiliations;
  private final Instant now;
  private final List<Gate> openings;
  private final Map<String, Gate> latest = new LinkedHashMap<>();
  private final List<Vote> said;

  Docket(
      JudgedSubject subject,
      Collection<Gate> openings,
      Collection<Vote> said,
      Affiliations affiliations,
      Instant now) {
    this.subject = subject;
    this.affiliations = affiliations;
    this.now = now;
    this.openings = new ArrayList<>(openings);
    this.said = new ArrayList<>(said);
    openings.forEach(this::putLatest);
  }

  private void putLatest(Gate gate) {
    latest.merge(gate.key(), gate, (one, other) -> one.round() >= other.round() ? one : other);
  }

  JudgedSubject subject() {
    return subject;
  }

  Affiliations affiliations() {
    return affiliations;
  }

  Instant now() {
    return now;
  }

  void add(Gate gate) {
    openings.add(gate);
    putLatest(gate);
  }

  void add(Vote vote) {
    said.add(vote);
  }

  @Nullable Gate latest(String key) {
    return latest.get(key);
  }

  /** The latest opening of each gate, in the order in which they were demanded. */
  List<Gate> inOrder() {
    return latest.values().stream()
        .sorted(java.util.Comparator.comparingInt(Gate::place).thenComparing(Gate::id))
        .toList();
  }

  Election election(Gate gate) {
    var at = gate.judgedAt(now);
    return new Election(
        gate.deciding(),
        gate.openedAt(),
        at,
        gate.escalatedAt(),
        subject,
        gate.servicesLeft(),
        affiliations,
        votedElsewhere(gate, at));
  }

  Tally tally(Gate gate) {
    return election(gate).tally(standing(gate));
  }

  /** The last word of each voter at this opening, where it is a vote. */
  List<CastVote> standing(Gate gate) {
    return lastWords(gate).values().stream()
        .filter(vote -> !vote.isWithdrawal())
        .map(Vote::cast)
        .toList();
  }

  /** What a person said last at this opening, where it is a vote. */
  @Nullable CastVote standingOf(Gate gate, String person) {
    var last = lastWords(gate).get(person);
    return last == null || last.isWithdrawal() ? null : last.cast();
  }

  private Map<String, Vote> lastWords(Gate gate) {
    return lastWords(gate, gate.judgedAt(now));
  }

  private Map<String, Vote> lastWords(Gate gate, Instant until) {
    Map<String, Vote> last = new LinkedHashMap<>();
    for (var vote : said) {
      if (vote.gate() == gate.id() && !vote.castAt().isAfter(until)) {
        last.remove(vote.voter());
        last.put(vote.voter(), vote);
      }
    }
    return last;
  }

  private Set<String> votedElsewhere(Gate gate, Instant at) {
    Set<String> people = new TreeSet<>();
    for (var other : openings) {
      if (other.id() != gate.id() && other.livedAt(at)) {
        people.addAll(bound(other, at));
      }
    }
    return people;
  }

  /**
   * Who has a vote at that opening that binds him: its voter, and whoever he stood in for. One that
   * does not count any more binds them as well, until it is taken back.
   */
  Set<String> bound(Gate gate, Instant at) {
    Set<String> people = new TreeSet<>();
    for (var last : lastWords(gate, at).values()) {
      if (!last.isWithdrawal()) {
        people.addAll(last.cast().names());
      }
    }
    return people;
  }

  GateView view(Gate gate) {
    var election = election(gate);
    var standing = standing(gate);
    var tally = election.tally(standing);
    return new GateView(
        gate.id(),
        gate.key(),
        gate.fellBack()
            ? gate.demanded().name() + " (decided by " + gate.deciding().group() + ")"
            : gate.demanded().name(),
        gate.deciding().group(),
        gate.state(),
        Quorum.of(gate.deciding(), false).inWords(),
        priority1Counts(gate),
        List.copyOf(
            gate.state() == GateState.VOID ? gate.eligibleAtOpening() : election.eligible()),
        standIns(gate, election),
        gate.isOpen() ? List.copyOf(tally.speakers()) : List.of(),
        voteViews(gate, election, Set.copyOf(election.counting(standing))),
        gate.isOpen() ? tally.missing() : "",
        gate.openedAt(),
        gate.dueAt(),
        gate.closedAt() == null && gate.state() == GateState.VOID
            ? gate.judgedAt(now)
            : gate.closedAt(),
        gate.escalatedAt() == null ? null : gate.deciding().escalateTo(),
        gate.isOpen() ? reading(gate).toString() : null);
  }

  /** What whoever votes at the gate has to have read. */
  Reading reading(Gate gate) {
    return Reading.of(gate.deciding().judges(), subject.hashes());
  }

  boolean priority1Counts(Gate gate) {
    return subject().priority1() && gate.deciding().votesIfPriority1() != null;
  }

  private static List<StandIn> standIns(Gate gate, Election election) {
    List<StandIn> standIns = new ArrayList<>();
    if (gate.state() != GateState.VOID) {
      election
          .standIns()
          .forEach(
              (person, givers) ->
                  givers.forEach(giver -> standIns.add(new StandIn(person, giver))));
    }
    return List.copyOf(standIns);
  }

  private List<VoteView> voteViews(Gate gate, Election election, Set<CastVote> counting) {
    var last = lastWords(gate);
    List<VoteView> views = new ArrayList<>();
    for (var vote : said) {
      if (vote.gate() != gate.id() || vote.isWithdrawal()) {
        continue;
      }
      var cast = vote.cast();
      var flaw = flaw(gate, election, vote, last.get(vote.voter()));
      if (flaw == null && !counting.contains(cast)) {
        flaw = cast.place() + " or " + cast.voter() + " was heard before";
      }
      views.add(
          new VoteView(
              cast.voter(),
              cast.onBehalfOf(),
              cast.decision(),
              cast.reason(),
              cast.confirmsPriority1(),
              cast.at(),
              flaw == null,
              flaw));
    }
    return List.copyOf(views);
  }

  private static @Nullable String flaw(
      Gate gate, Election election, Vote vote, @Nullable Vote last) {
    if (last != null && last != vote) {
      return last.isWithdrawal() ? "it was withdrawn" : "its voter voted again";
    }
    if (gate.state() == GateState.VOID) {
      return "the gate is void";
    }
    return election.flaw(vote.cast());
  }
}
