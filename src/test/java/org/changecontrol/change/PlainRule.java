package org.changecontrol.change;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.changecontrol.approval.Decision;
import org.changecontrol.approval.GateState;
import org.changecontrol.approval.GateView;
import org.changecontrol.identity.Membership;
import org.changecontrol.policy.Risk;
import org.changecontrol.policy.Section;

/**
 * What must be true whenever a change touches the estate, written down a second time and plainly:
 * from what people were seen to say, from the dates of their memberships, and from the contents of
 * the change as they are. Knows neither hashes nor elections nor decision tables.
 */
final class PlainRule {

  private static final Set<Section> ALL = Set.of(Section.values());
  private static final Set<String> WITHOUT_A_VOTE = Set.of("camunda-admin", "robots", "auditors");

  /** A gate of the change policy in the words of the handbook. */
  private record Demand(String gate, String group, int votes, Set<Section> judges) {}

  private static final Demand PEER = new Demand("peer", "peers", 1, ALL);
  private static final Demand OWNER =
      new Demand(
          "service-owner",
          "service-owners",
          1,
          Set.of(Section.SCOPE, Section.WINDOW, Section.IMPACT));
  private static final Demand CAB = new Demand("cab", "cab", 3, ALL);
  private static final Demand EXECUTIVE =
      new Demand(
          "executive", "executives", 1, Set.of(Section.RISK, Section.IMPACT, Section.WINDOW));
  private static final Demand AUTHORITY =
      new Demand("configuration-authority", "configuration-managers", 1, Set.of(Section.SCOPE));
  private static final Demand MANAGER =
      new Demand("change-manager", "change-managers", 1, Set.of(Section.WINDOW));
  private static final Demand EMERGENCY = new Demand("emergency-cab", "cab", 2, ALL);

  /** What somebody said at a gate, with what he had before him. */
  private record Said(
      String voter,
      Decision decision,
      Instant at,
      Map<Section, Object> before,
      boolean priority1) {}

  private final PaperOffice office;

  /** By opening of a gate: the last word of each voter. */
  private final Map<Long, Map<String, Said>> said = new HashMap<>();

  /** By change: who spoke at which gate, whenever that was. */
  private final Map<String, Map<String, Set<String>>> spoke = new HashMap<>();

  private final Map<Long, Instant> escalated = new HashMap<>();
  private final Map<String, Object> impactAtWork = new HashMap<>();

  PlainRule(PaperOffice office) {
    this.office = office;
  }

  // --- what was seen

  void voted(String number, GateView gate, String voter, Decision decision, boolean priority1) {
    said.computeIfAbsent(gate.id(), any -> new HashMap<>())
        .put(
            voter,
            new Said(
                voter,
                decision,
                office.clock().instant(),
                contents(office.change(number)),
                priority1));
    spoke
        .computeIfAbsent(number, any -> new HashMap<>())
        .computeIfAbsent(gate.key(), any -> new HashSet<>())
        .add(voter);
  }

  void withdrew(GateView gate, String voter) {
    said.getOrDefault(gate.id(), new HashMap<>()).remove(voter);
  }

  void escalated(GateView gate) {
    if (gate.escalatedTo() != null) {
      escalated.putIfAbsent(gate.id(), office.clock().instant());
    }
  }

  // --- the rule

  /**
   * @param effect {@code reserve}, {@code begin} or {@code apply}
   * @throws AssertionError when the change must not touch the estate
   */
  void requireSatisfied(String number, String effect) {
    var change = office.change(number);
    var contents = contents(change);
    if (change.state().isBeforeWork()) {
      impactAtWork.put(number, contents.get(Section.IMPACT));
    } else {
      contents.put(Section.IMPACT, impactAtWork.get(number));
    }
    if (effect.equals("begin")) {
      requireThatItsTimeHasCome(change);
    }
    var relied = new HashMap<Long, Set<String>>();
    for (var demand : demanded(change)) {
      var approval = approval(change, demand, contents);
      if (approval == null) {
        throw new AssertionError(
            "%s of risk %s is carried out without %s: %s"
                .formatted(number, change.risk(), demand.gate(), said));
      }
      relied.put(approval.opening(), approval.approvers());
    }
    var seen = new HashSet<String>();
    relied
        .values()
        .forEach(
            approvers ->
                approvers.forEach(
                    approver -> {
                      if (!seen.add(approver)) {
                        throw new AssertionError(
                            number + " relies on " + approver + " at two of its gates");
                      }
                    }));
  }

  private void requireThatItsTimeHasCome(Change change) {
    var now = office.clock().instant();
    if (change.isOnHold()) {
      throw new AssertionError(change.number() + " is begun on hold");
    }
    if (!now.isBefore(change.window().end())) {
      throw new AssertionError(change.number() + " is begun after its window");
    }
    if (change.type() == ChangeType.NORMAL
        && now.isBefore(change.window().start())
        && change.earlyStartBy() == null) {
      throw new AssertionError(change.number() + " is begun before its window");
    }
  }

  private static List<Demand> demanded(Change change) {
    var demanded = new ArrayList<Demand>();
    var risk = Objects.requireNonNull(change.risk());
    var found = change.assessment().orElseThrow();
    if (change.type() == ChangeType.EMERGENCY) {
      demanded.add(EMERGENCY);
    } else {
      demanded.add(PEER);
      if (risk.compareTo(Risk.MEDIUM) >= 0) {
        demanded.add(found.services().isEmpty() ? AUTHORITY : OWNER);
      }
      if (risk.compareTo(Risk.HIGH) >= 0) {
        demanded.add(CAB);
      }
      if (risk == Risk.CRITICAL) {
        demanded.add(EXECUTIVE);
      }
      if (!found.conflicts().isEmpty() || change.riskWasLowered()) {
        demanded.add(MANAGER);
      }
    }
    if (found.highRiskTarget() && !demanded.contains(AUTHORITY)) {
      demanded.add(AUTHORITY);
    }
    return demanded;
  }

  /** Who has approved, at which opening. */
  private record Approval(long opening, Set<String> approvers) {}

  /** What satisfies the demand; null where nothing does. */
  private Approval approval(Change change, Demand demand, Map<Section, Object> contents) {
    var gate = gate(change, demand.gate());
    if (gate != null && gate.group().equals(demand.group())) {
      var opinion = counted(change, gate, demand.group(), demand, contents, Instant.MIN);
      var deputies = deputies(change, gate, demand, contents);
      if (!deputies.refusals().isEmpty()) {
        return null;
      }
      if (!deputies.approvals().isEmpty()) {
        return new Approval(gate.id(), deputies.approvals());
      }
      if (isEnough(change, gate, demand, opinion, contents)) {
        return new Approval(gate.id(), opinion.approvals());
      }
      if (!demand.equals(OWNER)) {
        return null;
      }
    }
    return authoritys(change, demand, gate, contents);
  }

  /** Where people are lacking the configuration authority decides, in place or at its own gate. */
  private Approval authoritys(
      Change change, Demand demand, GateView own, Map<Section, Object> contents) {
    var gate =
        own != null && !own.group().equals(demand.group()) ? own : gate(change, AUTHORITY.gate());
    if (gate == null || gate != own && !standsFor(gate, demand)) {
      return null;
    }
    var opinion = counted(change, gate, AUTHORITY.group(), demand, contents, Instant.MIN);
    var deputies = deputies(change, gate, demand, contents);
    var approvers = new TreeSet<>(opinion.approvals());
    approvers.addAll(deputies.approvals());
    return opinion.refusals().isEmpty() && deputies.refusals().isEmpty() && !approvers.isEmpty()
        ? new Approval(gate.id(), approvers)
        : null;
  }

  private boolean standsFor(GateView gate, Demand demand) {
    return office.facts.stream()
        .anyMatch(
            fact ->
                fact.name().equals("GateOpened")
                    && fact.detail().get("opening").equals(gate.id())
                    && fact.detail().get("standsFor") instanceof List<?> gates
                    && gates.contains(demand.gate()));
  }

  private boolean isEnough(
      Change change, GateView gate, Demand demand, Opinion opinion, Map<Section, Object> contents) {
    if (demand.equals(OWNER)) {
      @SuppressWarnings("unchecked")
      var services = (List<PaperOffice.Service>) contents.get(Section.IMPACT);
      return opinion.refusals().isEmpty()
          && services.stream()
              .allMatch(
                  service ->
                      opinion.approvals().stream()
                          .anyMatch(voter -> heldThroughout(voter, service.owner(), gate)));
    }
    if (demand.equals(CAB)) {
      var people = members(demand.group(), gate);
      people.removeAll(withAStake(change));
      people.removeIf(person -> heldAnOffice(person, gate));
      spoke
          .getOrDefault(change.number().value(), Map.of())
          .forEach(
              (other, voters) -> {
                if (!other.equals(gate.key())) {
                  people.removeAll(voters);
                }
              });
      int share = (people.size() * 60 + 99) / 100;
      return opinion.approvals().size() >= Math.max(demand.votes(), share);
    }
    int needed =
        demand.equals(EMERGENCY)
                && Boolean.TRUE.equals(change.content().priority1())
                && opinion.priority1()
            ? 1
            : demand.votes();
    return opinion.refusals().isEmpty() && opinion.approvals().size() >= needed;
  }

  /** Words that count. */
  private record Opinion(Set<String> approvals, Set<String> refusals, boolean priority1) {}

  private Opinion deputies(
      Change change, GateView gate, Demand demand, Map<Section, Object> contents) {
    var since = escalated.get(gate.id());
    return since == null || gate.escalatedTo() == null
        ? new Opinion(Set.of(), Set.of(), false)
        : counted(change, gate, gate.escalatedTo(), demand, contents, since);
  }

  private Opinion counted(
      Change change,
      GateView gate,
      String group,
      Demand demand,
      Map<Section, Object> contents,
      Instant since) {
    var approvals = new TreeSet<String>();
    var refusals = new TreeSet<String>();
    var priority1 = false;
    for (var one : said.getOrDefault(gate.id(), Map.of()).values()) {
      if (!one.at().isBefore(since)
          && !withAStake(change).contains(one.voter())
          && heldThroughout(one.voter(), group, gate)
          && !heldAnOffice(one.voter(), gate)
          && demand.judges().stream()
              .allMatch(
                  section -> Objects.equals(one.before().get(section), contents.get(section)))) {
        (one.decision() == Decision.APPROVE ? approvals : refusals).add(one.voter());
        priority1 |= one.decision() == Decision.APPROVE && one.priority1();
      }
    }
    return new Opinion(approvals, refusals, priority1);
  }

  private static Set<String> withAStake(Change change) {
    var people = new HashSet<String>();
    people.add(change.requester());
    people.add(change.content().implementer());
    return people;
  }

  /** One stay in the group from when the gate opened until it closed. */
  private boolean heldThroughout(String person, String group, GateView gate) {
    return office.approvals.memberships().stream()
        .anyMatch(
            stay ->
                stay.person().equals(person)
                    && stay.group().equals(group)
                    && stay.heldAt(gate.openedAt())
                    && stay.heldAt(gate.closedAt()));
  }

  private boolean heldAnOffice(String person, GateView gate) {
    return office.approvals.memberships().stream()
        .anyMatch(
            stay ->
                stay.person().equals(person)
                    && WITHOUT_A_VOTE.contains(stay.group())
                    && !stay.joinedAt().isAfter(gate.closedAt())
                    && (stay.leftAt() == null || stay.leftAt().isAfter(gate.openedAt())));
  }

  private Set<String> members(String group, GateView gate) {
    var people = new TreeSet<String>();
    for (Membership stay : office.approvals.memberships()) {
      if (stay.group().equals(group) && heldThroughout(stay.person(), group, gate)) {
        people.add(stay.person());
      }
    }
    return people;
  }

  /** A gate whose latest opening says that it is approved; null where there is none. */
  private GateView gate(Change change, String key) {
    return office.gates().gates(change.number().value()).stream()
        .filter(gate -> gate.key().equals(key) && gate.state() == GateState.APPROVED)
        .findFirst()
        .orElse(null);
  }

  /** The change as whoever judges it reads it, section by section. */
  private Map<Section, Object> contents(Change change) {
    var content = change.content();
    var contents = new EnumMap<Section, Object>(Section.class);
    contents.put(
        Section.PLAN,
        Arrays.asList(
            content.title(),
            content.category(),
            content.description(),
            content.justification(),
            content.implementationPlan(),
            content.testPlan(),
            content.backoutPlan(),
            content.communicationPlan(),
            content.implementer(),
            content.outageExpected(),
            content.questionnaire(),
            content.incident(),
            content.priority1(),
            change.workHash()));
    contents.put(Section.SCOPE, List.of(change.workedOn(), change.operations()));
    contents.put(Section.WINDOW, Arrays.asList(content.plannedStart(), content.plannedEnd()));
    contents.put(Section.RISK, Arrays.asList(change.risk(), change.riskWasLowered()));
    contents.put(Section.IMPACT, List.copyOf(office.services));
    return contents;
  }
}
