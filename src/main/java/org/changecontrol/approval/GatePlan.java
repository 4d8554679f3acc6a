package org.changecontrol.approval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.changecontrol.policy.RequiredGate;
import org.changecontrol.policy.Section;
import org.jspecify.annotations.Nullable;

/**
 * Which openings stay, which become void and which are needed anew, so that a subject has the gates
 * that are demanded now. Gates that find nobody eligible are left together to one opening of the
 * fallback gate: it speaks once, with one vote, for all of them.
 */
final class GatePlan {

  private final Docket docket;
  private final RequiredGate fallback;
  private final Map<String, RequiredGate> demanded = new LinkedHashMap<>();
  private final List<Gate> staying = new ArrayList<>();
  private final List<Gate> obsolete = new ArrayList<>();
  private final List<Gate> openings = new ArrayList<>();

  GatePlan(Docket docket, RequiredGate fallback, Collection<RequiredGate> required) {
    this.docket = docket;
    this.fallback = fallback;
    required.forEach(gate -> demanded.put(gate.key(), gate));
    findWhatStays();
    openWhatIsNeeded();
    findWhatIsObsolete();
  }

  /** Live openings that are not demanded any more, or not as they are. */
  List<Gate> obsolete() {
    return obsolete;
  }

  /** New openings, in the order in which they were demanded. */
  List<Gate> openings() {
    return openings;
  }

  private void findWhatStays() {
    for (var wanted : demanded.values()) {
      var gate = docket.latest(wanted.key());
      if (gate != null && !isFallback(wanted) && holds(gate, wanted)) {
        staying.add(gate);
      }
    }
  }

  /** Open, or approved for what the subject contains now, and as strict as what is demanded. */
  private boolean holds(Gate gate, RequiredGate wanted) {
    if (gate.fellBack() || !Definitions.covers(gate.demanded(), wanted)) {
      return false;
    }
    var outcome = docket.tally(gate).outcome();
    return switch (gate.state()) {
      case OPEN -> outcome == Outcome.UNDECIDED || outcome == Outcome.APPROVED;
      case APPROVED -> outcome == Outcome.APPROVED;
      case REJECTED, VOID -> false;
    };
  }

  private void openWhatIsNeeded() {
    var bound = votersWhoStayBound();
    Set<String> left = new TreeSet<>();
    int place = 0;
    for (var wanted : demanded.values()) {
      if (!isFallback(wanted)) {
        var stays = staying.stream().filter(gate -> gate.key().equals(wanted.key())).findFirst();
        if (stays.isEmpty()) {
          open(wanted, place, bound, left);
        } else if (!stays.get().servicesLeft().isEmpty()) {
          left.add(wanted.key());
        }
      }
      place++;
    }
    openFallback(place, bound, left);
  }

  private void open(RequiredGate wanted, int place, Set<String> bound, Set<String> left) {
    var unowned = servicesWithoutOwner(wanted, bound);
    var election = election(wanted, unowned, bound);
    if (election.tally(List.of()).outcome() == Outcome.UNREACHABLE) {
      left.add(wanted.key());
      return;
    }
    if (!unowned.isEmpty()) {
      left.add(wanted.key());
    }
    openings.add(opening(wanted, place, Set.of(), unowned, election));
  }

  private Set<String> servicesWithoutOwner(RequiredGate wanted, Set<String> bound) {
    Set<String> unowned = new TreeSet<>();
    if (wanted.quorum() == RequiredGate.Quorum.EACH_SERVICE) {
      var all = election(wanted, Set.of(), bound);
      unowned.addAll(all.services());
      all.electorate().forEach(person -> unowned.removeAll(all.servicesOf(person)));
    }
    return unowned;
  }

  private void openFallback(int place, Set<String> bound, Set<String> left) {
    var own = demanded.get(fallback.key());
    if (own == null && left.isEmpty()) {
      return;
    }
    var wanted = left.isEmpty() && own != null ? own : standingIn(own, left);
    var gate = docket.latest(fallback.key());
    if (gate != null && gate.standsFor().containsAll(left) && holds(gate, wanted)) {
      staying.add(gate);
      return;
    }
    openings.add(opening(wanted, place, left, Set.of(), election(wanted, Set.of(), bound)));
  }

  /**
   * The authority's own gate, if it is demanded, judging also what the gates judge that are left to
   * it.
   */
  private RequiredGate standingIn(@Nullable RequiredGate own, Set<String> left) {
    Set<Section> judges = EnumSet.noneOf(Section.class);
    for (var key : left) {
      var gate = demanded.get(key);
      if (gate != null) {
        judges.addAll(gate.judges());
      }
    }
    return own == null
        ? Definitions.judgingOnly(fallback, judges)
        : Definitions.judging(own, judges);
  }

  private void findWhatIsObsolete() {
    for (var gate : docket.inOrder()) {
      if (gate.state() != GateState.VOID && !staying.contains(gate)) {
        obsolete.add(gate);
      }
    }
  }

  /** Who voted at an opening that stays cannot vote at a new one. */
  private Set<String> votersWhoStayBound() {
    Set<String> bound = new HashSet<>();
    for (var gate : staying) {
      bound.addAll(docket.bound(gate, docket.now()));
    }
    return bound;
  }

  private Election election(RequiredGate wanted, Set<String> servicesLeft, Set<String> bound) {
    return new Election(
        wanted,
        docket.now(),
        docket.now(),
        null,
        docket.subject(),
        servicesLeft,
        docket.affiliations(),
        bound);
  }

  private Gate opening(
      RequiredGate wanted,
      int place,
      Set<String> standsFor,
      Set<String> servicesLeft,
      Election election) {
    var before = docket.latest(wanted.key());
    return new Gate(
        docket.subject().subject(),
        wanted,
        before == null ? 1 : before.round() + 1,
        place,
        standsFor,
        servicesLeft,
        election.eligible(),
        docket.now());
  }

  private boolean isFallback(RequiredGate gate) {
    return gate.key().equals(fallback.key());
  }
}
