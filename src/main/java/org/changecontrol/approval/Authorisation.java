package org.changecontrol.approval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.changecontrol.policy.RequiredGate;
import org.jspecify.annotations.Nullable;

/**
 * Whether the votes on record authorise a subject. The state of a gate is not believed: each one is
 * counted again. A gate counts when its own votes approve it for what the subject contains now, or
 * when the gate that stands for it does.
 */
final class Authorisation {

  private final Docket docket;
  private final RequiredGate fallback;
  private final Map<Long, Tally> counted = new HashMap<>();

  Authorisation(Docket docket, RequiredGate fallback) {
    this.docket = docket;
    this.fallback = fallback;
  }

  /** What is missing, one sentence for each gate that does not count; empty when all do. */
  List<String> lacking(Collection<RequiredGate> required) {
    List<String> lacking = new ArrayList<>();
    Set<Gate> relied = new HashSet<>();
    for (var demanded : required) {
      var why = lacks(demanded, relied);
      if (why != null) {
        lacking.add("gate \"" + demanded.key() + "\" " + why);
      }
    }
    var twice = whoDecidedTwice(relied);
    if (twice != null) {
      lacking.add(twice + " decided at more than one gate");
    }
    return List.copyOf(lacking);
  }

  private @Nullable String lacks(RequiredGate demanded, Set<Gate> relied) {
    var own = docket.latest(demanded.key());
    if (own == null || own.state() == GateState.VOID) {
      return standIn(demanded, relied) ? null : "is not open";
    }
    if (!satisfies(own, demanded)) {
      return own.isOpen() || own.state() == GateState.REJECTED
          ? "is " + own.state()
          : "was approved for something else, or by people whose vote no longer counts";
    }
    relied.add(own);
    if (!own.servicesLeft().isEmpty() && !standIn(demanded, relied)) {
      return "lacks the authority's word on services without an eligible owner";
    }
    return null;
  }

  private boolean standIn(RequiredGate demanded, Set<Gate> relied) {
    var authority = docket.latest(fallback.key());
    if (authority == null
        || !authority.standsFor().contains(demanded.key())
        || !authority.deciding().judges().containsAll(demanded.judges())
        || !approved(authority)) {
      return false;
    }
    relied.add(authority);
    return true;
  }

  private boolean satisfies(Gate gate, RequiredGate demanded) {
    var bound =
        gate.fellBack()
            ? gate.deciding().judges().containsAll(demanded.judges())
            : Definitions.covers(gate.deciding(), demanded);
    return bound && approved(gate);
  }

  private boolean approved(Gate gate) {
    return gate.state() == GateState.APPROVED
        && counted.computeIfAbsent(gate.id(), id -> docket.tally(gate)).outcome()
            == Outcome.APPROVED;
  }

  private @Nullable String whoDecidedTwice(Set<Gate> relied) {
    Set<String> seen = new HashSet<>();
    for (var gate : relied) {
      for (var approver : docket.tally(gate).approving()) {
        if (!seen.add(approver)) {
          return approver;
        }
      }
    }
    return null;
  }
}
