package org.changecontrol.approval;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.changecontrol.fact.Fact;
import org.changecontrol.identity.Actors;
import org.changecontrol.identity.Groups;
import org.changecontrol.identity.MembershipChanged;
import org.changecontrol.identity.People;
import org.changecontrol.identity.Roll;
import org.changecontrol.policy.ApprovalPolicy;
import org.changecontrol.policy.RequiredGate;
import org.changecontrol.policy.Section;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.NotAllowed;
import org.changecontrol.problem.NotNow;
import org.changecontrol.problem.NotVisible;
import org.changecontrol.problem.PlainText;
import org.changecontrol.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where gates are opened, votes are taken and counted. */
@Component
@Transactional
class ApprovalDesk implements ApprovalGates {

  static final int LONGEST_REASON = 20_000;

  private final Gates gates;
  private final Minutes minutes;
  private final People people;
  private final Actors actors;

  /** Asked late: whoever owns the subjects opens gates for them. */
  private final ObjectProvider<JudgedSubjects> subjects;

  private final ApprovalPolicy policy;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  ApprovalDesk(
      Gates gates,
      Votes votes,
      People people,
      Actors actors,
      ObjectProvider<JudgedSubjects> subjects,
      ApprovalPolicy policy,
      ApplicationEventPublisher events,
      Clock clock) {
    this.gates = gates;
    this.minutes = new Minutes(gates, votes);
    this.people = people;
    this.actors = actors;
    this.subjects = subjects;
    this.policy = policy;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public List<GateView> open(String subject, Collection<RequiredGate> required) {
    var docket = docket(subject, minutes.hold(subject), required);
    var plan = new GatePlan(docket, policy.fallback(), required);
    for (var gate : plan.obsolete()) {
      gate.voidAt(docket.now());
      tell(gate, "GateVoided", Map.of());
    }
    for (var opening : plan.openings()) {
      docket.add(minutes.add(opening));
      tell(
          opening,
          "GateOpened",
          Map.of(
              "demanded", Definitions.written(opening.demanded()),
              "eligible", opening.eligibleAtOpening(),
              "standsFor", opening.standsFor(),
              "servicesLeft", opening.servicesLeft()));
    }
    docket.inOrder().forEach(gate -> settle(docket, gate));
    return docket.inOrder().stream().filter(Gate::isOpen).map(docket::view).toList();
  }

  @Override
  @Transactional(readOnly = true)
  public List<GateView> gates(String subject) {
    var docket = docket(subject, minutes.openings(subject), List.of());
    return docket.inOrder().stream().map(docket::view).toList();
  }

  @Override
  @Transactional(readOnly = true)
  public GateView gate(long id) {
    var gate = kept(id);
    return docket(gate.subject(), minutes.openings(gate.subject()), List.of()).view(gate);
  }

  @Override
  @Transactional(readOnly = true)
  public GateWatch watch(long id) {
    return watch(kept(id));
  }

  private static GateWatch watch(Gate gate) {
    return new GateWatch(
        gate.id(),
        gate.subject(),
        gate.key(),
        gate.state(),
        groups(gate),
        gate.dueAt(),
        gate.fellBack());
  }

  @Override
  public GateWatch hold(String subject, String gateKey) {
    var openings = minutes.hold(subject);
    if (openings.isEmpty()) {
      // Who asks about what is not there is told so, not that it has no gate.
      subjects.getObject().judged(subject);
    }
    var latest =
        openings.stream()
            .filter(gate -> gate.key().equals(gateKey))
            .max(Comparator.comparingInt(Gate::round))
            .orElseThrow(() -> new NotVisible(subject + " has no gate \"" + gateKey + "\""));
    if (!latest.isOpen()) {
      throw notOpen(latest);
    }
    return watch(latest);
  }

  @Override
  @Transactional(readOnly = true)
  public List<Ballot> ballots(long id) {
    var gate = kept(id);
    if (!gate.isOpen()) {
      return List.of();
    }
    var docket = docket(gate.subject(), minutes.openings(gate.subject()), List.of());
    var election = docket.election(gate);
    var waiting = docket.tally(gate).waitingFor();
    if (!handsOutPersonalBallots(gate) || waiting.isEmpty()) {
      Set<String> standIns = new TreeSet<>();
      waiting.forEach(person -> standIns.addAll(election.standInsOf(person, gate.dueAt())));
      return List.of(new Ballot(id, "", groups(gate), standIns));
    }
    return waiting.stream()
        .map(person -> new Ballot(id, person, Set.of(), election.standInsOf(person, gate.dueAt())))
        .toList();
  }

  @Override
  @Transactional(readOnly = true)
  public boolean leftABallotBehind(long id) {
    var gate = kept(id);
    var last =
        minutes.said(gate.subject()).stream()
            .filter(said -> said.gate() == id)
            .reduce((before, after) -> after)
            .orElse(null);
    return gate.isOpen()
        && last != null
        && last.onBehalfOf() != null
        && docket(gate.subject(), minutes.openings(gate.subject()), List.of())
            .election(gate)
            .hasVote(last.voter());
  }

  /**
   * One approval decides: the first who takes the ballot gives it. Otherwise everybody has his own.
   */
  private static boolean handsOutPersonalBallots(Gate gate) {
    return gate.deciding().quorum() != RequiredGate.Quorum.NUMBER || gate.deciding().votes() > 1;
  }

  private static Set<String> groups(Gate gate) {
    Set<String> groups = new LinkedHashSet<>();
    groups.add(gate.deciding().group());
    if (gate.escalatedAt() != null && gate.deciding().escalateTo() != null) {
      groups.add(gate.deciding().escalateTo());
    }
    return groups;
  }

  @Override
  public GateView vote(
      String subject,
      String gateKey,
      Decision decision,
      String reason,
      boolean confirmsPriority1,
      @Nullable String onBehalfOf) {
    requireReason(reason);
    var person = actors.current().id();
    var docket = docket(subject, minutes.hold(subject), List.of());
    var gate = open(docket, gateKey);
    if (confirmsPriority1) {
      requireThatPriority1Matters(docket, gate);
    }
    var place = placeOf(docket, gate, person, onBehalfOf);
    var said =
        minutes.add(
            gate,
            new Vote(
                gate,
                person,
                place.equals(person) ? null : place,
                Word.of(decision),
                reason,
                confirmsPriority1,
                docket.now(),
                docket.subject().hashes()));
    docket.add(said);
    tellWord("VoteCast", gate, said);
    settle(docket, gate);
    settleAll(docket, gate);
    return docket.view(gate);
  }

  @Override
  public void requireUnchanged(String subject, String gateKey, String seen) {
    var docket = docket(subject, minutes.hold(subject), List.of());
    var gate = open(docket, gateKey);
    var changed = Reading.parse(seen).changedIn(docket.reading(gate));
    if (!changed.isEmpty()) {
      throw new NotNow(
          "what gate \""
              + gateKey
              + "\" of "
              + subject
              + " judges has changed since it was read ("
              + changed.stream()
                  .map(section -> section.name().toLowerCase(Locale.ROOT))
                  .collect(Collectors.joining(", "))
              + "); the vote was not counted: read what it contains now and vote on that",
          Map.of("changed", changed.stream().map(Section::name).toList()));
    }
  }

  @Override
  public GateView withdraw(String subject, String gateKey) {
    var person = actors.current().id();
    var docket = docket(subject, minutes.hold(subject), List.of());
    var gate = open(docket, gateKey);
    var standing = docket.standingOf(gate, person);
    if (standing == null) {
      throw new NotNow(person + " has no vote at gate \"" + gateKey + "\" of " + subject);
    }
    var said =
        minutes.add(
            gate,
            new Vote(
                gate,
                person,
                standing.onBehalfOf(),
                Word.WITHDRAW,
                "",
                false,
                docket.now(),
                docket.subject().hashes()));
    docket.add(said);
    tellWord("VoteWithdrawn", gate, said);
    return docket.view(gate);
  }

  @Override
  @Transactional(readOnly = true)
  public String requireEligible(long id, String person, @Nullable String onBehalfOf) {
    var gate = kept(id);
    var docket = docket(gate.subject(), minutes.openings(gate.subject()), List.of());
    if (!gate.isOpen()) {
      throw notOpen(gate);
    }
    return placeOf(docket, gate, person, onBehalfOf);
  }

  @Override
  @Transactional(readOnly = true)
  public void requireNoStake(long id, String person) {
    var gate = kept(id);
    var election =
        docket(gate.subject(), minutes.openings(gate.subject()), List.of()).election(gate);
    for (var rule : SegregationOfDuties.OF_A_HAND) {
      var objection = rule.against(person, election);
      if (objection != null) {
        throw new NotAllowed(
            person + " may not give this ballot to anybody: " + person + " " + objection);
      }
    }
  }

  @Override
  public GateView remind(long id) {
    var docket = held(id);
    var gate = kept(id);
    if (gate.isOpen()) {
      if (settle(docket, gate) || !gate.isOpen()) {
        events.publishEvent(new BallotsStale(id));
      }
    }
    if (gate.isOpen()) {
      tell(
          gate,
          "VotersReminded",
          Map.of("waitingFor", List.copyOf(docket.tally(gate).waitingFor())));
    }
    return docket.view(gate);
  }

  @Override
  public GateView escalate(long id) {
    var docket = held(id);
    var gate = kept(id);
    if (!gate.isOpen() || settle(docket, gate) || !gate.isOpen()) {
      return docket.view(gate);
    }
    var again = gate.escalatedAt() != null;
    var to = gate.deciding().escalateTo();
    gate.escalate(docket.now());
    if (to == null || again) {
      tell(gate, "GateOverdue", Map.of());
      events.publishEvent(new NobodyDecided(gate.subject(), gate.key(), gate.demanded().name()));
    } else {
      tell(gate, "GateEscalated", Map.of("to", to));
    }
    return docket.view(gate);
  }

  @Override
  @Transactional(readOnly = true)
  public boolean authorises(String subject, Collection<RequiredGate> required) {
    return lacking(subject, required).isEmpty();
  }

  @Override
  @Transactional(readOnly = true)
  public List<String> lacking(String subject, Collection<RequiredGate> required) {
    if (required.isEmpty()) {
      return List.of("no gate is required: nothing authorises " + subject);
    }
    var docket = docket(subject, minutes.openings(subject), required);
    return new Authorisation(docket, policy.fallback()).lacking(required);
  }

  @Override
  public void close(String subject) {
    for (var gate : minutes.hold(subject)) {
      if (gate.isOpen()) {
        gate.voidAt(clock.instant());
        tell(gate, "GateVoided", Map.of());
      }
    }
  }

  /**
   * Who joins or leaves a group may leave too few at gates where he could vote, or decide them by
   * no longer being asked.
   */
  @EventListener
  void on(MembershipChanged change) {
    var subjects = new TreeSet<String>();
    for (var gate : gates.open()) {
      if (gate.eligibleAtOpening().stream().anyMatch(change.people()::contains)) {
        subjects.add(gate.subject());
      }
    }
    for (var subject : subjects) {
      settleAll(docket(subject, minutes.hold(subject), List.of()), null);
    }
  }

  /** Settles all open gates but one, and has the process of each that moved look at it again. */
  private void settleAll(Docket docket, @Nullable Gate but) {
    for (var gate : docket.inOrder()) {
      if (gate.isOpen() && gate != but && (settle(docket, gate) || !gate.isOpen())) {
        events.publishEvent(new BallotsStale(gate.id()));
      }
    }
  }

  /**
   * Closes the gate when its votes decide it; hands it to the fallback when it lacks the people.
   *
   * @return whether others may vote now than before
   */
  private boolean settle(Docket docket, Gate gate) {
    if (!gate.isOpen()) {
      return false;
    }
    var tally = docket.tally(gate);
    switch (tally.outcome()) {
      case APPROVED -> {
        gate.approve(docket.now());
        tell(gate, "GateApproved", Map.of("approvers", List.copyOf(tally.approvers())));
      }
      case REJECTED -> {
        gate.reject(docket.now());
        tell(gate, "GateRejected", Map.of());
      }
      case UNREACHABLE -> {
        if (!gate.fellBack() && !gate.key().equals(policy.fallback().key())) {
          gate.fallBackTo(policy.fallback(), docket.now());
          tell(gate, "GateFellBack", Map.of("to", policy.fallback().group()));
          return true;
        }
      }
      case UNDECIDED -> {}
    }
    return false;
  }

  /**
   * Whose vote the person gives: his own where he has one, otherwise that of the first of those he
   * stands in for, unless he says whose.
   */
  private static String placeOf(
      Docket docket, Gate gate, String person, @Nullable String onBehalfOf) {
    var election = docket.election(gate);
    var standing = docket.standingOf(gate, person);
    if (standing != null && election.flaw(standing) == null) {
      throw new NotNow(
          person + " has voted at gate \"" + gate.key() + "\" of " + gate.subject() + " already");
    }
    var objection =
        onBehalfOf == null ? election.objection(person) : election.objection(person, onBehalfOf);
    if (objection != null) {
      throw new NotAllowed(
          person
              + " may not vote at gate \""
              + gate.key()
              + "\" of "
              + gate.subject()
              + ": "
              + person
              + " "
              + objection);
    }
    var heard = election.heard(docket.standing(gate));
    if (heard.contains(person)) {
      throw alreadyHeard(gate, person);
    }
    if (onBehalfOf == null && election.hasVote(person)) {
      return person;
    }
    List<String> places =
        onBehalfOf == null
            ? List.copyOf(election.standIns().getOrDefault(person, Collections.emptySortedSet()))
            : List.of(onBehalfOf);
    return places.stream()
        .filter(place -> !heard.contains(place))
        .findFirst()
        .orElseThrow(() -> alreadyHeard(gate, String.join(", ", places)));
  }

  private static NotNow alreadyHeard(Gate gate, String people) {
    return new NotNow(
        "the vote of "
            + people
            + " at gate \""
            + gate.key()
            + "\" of "
            + gate.subject()
            + " has been given already");
  }

  private static Gate open(Docket docket, String gateKey) {
    var gate = docket.latest(gateKey);
    if (gate == null) {
      throw new NotVisible(docket.subject().subject() + " has no gate \"" + gateKey + "\"");
    }
    if (!gate.isOpen()) {
      throw notOpen(gate);
    }
    return gate;
  }

  private static NotNow notOpen(Gate gate) {
    return new NotNow(
        "gate \"" + gate.key() + "\" of " + gate.subject() + " is " + gate.state() + ", not OPEN");
  }

  private static void requireThatPriority1Matters(Docket docket, Gate gate) {
    if (!docket.subject().priority1()) {
      throw new InvalidInput(
          new Problem(
              "confirmPriority1",
              true,
              "confirms what nobody claims: "
                  + gate.subject()
                  + " names no incident of priority 1; leave it out"));
    }
    if (gate.deciding().votesIfPriority1() == null) {
      throw new InvalidInput(
          new Problem(
              "confirmPriority1",
              true,
              "makes no difference at gate \"" + gate.key() + "\"; leave it out"));
    }
  }

  private static void requireReason(String reason) {
    if (reason.isBlank()) {
      throw new InvalidInput(Problem.missing("reason"));
    }
    if (!PlainText.isText(reason)) {
      throw new InvalidInput(new Problem("reason", null, PlainText.NO_TEXT));
    }
    if (reason.length() > LONGEST_REASON) {
      throw new InvalidInput(
          new Problem(
              "reason",
              reason.substring(0, 50) + "…",
              "has " + reason.length() + " characters; at most " + LONGEST_REASON));
    }
  }

  private Gate kept(long id) {
    return gates.findById(id).orElseThrow(() -> new NotVisible("there is no gate " + id));
  }

  private Docket held(long id) {
    var subject = gates.subjectOf(id).orElseThrow(() -> new NotVisible("there is no gate " + id));
    return docket(subject, minutes.hold(subject), List.of());
  }

  private Docket docket(String subject, List<Gate> openings, Collection<RequiredGate> required) {
    var judged = subjects.getObject().judged(subject);
    List<Vote> said = openings.isEmpty() ? List.of() : minutes.said(subject);
    var now = after(said, clock.instant());
    return new Docket(
        judged, openings, said, new Affiliations(roll(judged, openings, required, now)), now);
  }

  /** Nodes whose clocks differ do not disturb the order in which things were said. */
  private static Instant after(List<Vote> said, Instant now) {
    if (said.isEmpty()) {
      return now;
    }
    var next = said.get(said.size() - 1).castAt().plus(1, ChronoUnit.MICROS);
    return now.isBefore(next) ? next : now;
  }

  private Roll roll(
      JudgedSubject judged,
      Collection<Gate> openings,
      Collection<RequiredGate> required,
      Instant now) {
    Set<String> groups = new TreeSet<>(Groups.WITHOUT_A_VOTE);
    groups.add(policy.fallback().group());
    groups.add(Groups.SERVICE_OWNERS);
    groups.addAll(judged.services().values());
    required.forEach(gate -> addGroups(groups, gate));
    Instant since = now;
    for (var gate : openings) {
      addGroups(groups, gate.deciding());
      if (gate.openedAt().isBefore(since)) {
        since = gate.openedAt();
      }
    }
    groups.remove("");
    return people.rollSince(groups, judged.barred(), since);
  }

  private static void addGroups(Set<String> groups, RequiredGate gate) {
    groups.add(gate.group());
    addIfNamed(groups, gate.escalateTo());
  }

  private static void addIfNamed(Set<String> groups, @Nullable String group) {
    if (group != null) {
      groups.add(group);
    }
  }

  private void tellWord(String name, Gate gate, Vote said) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("voter", said.voter());
    if (said.onBehalfOf() != null) {
      detail.put("onBehalfOf", said.onBehalfOf());
    }
    detail.put("word", said.word());
    if (said.confirmsPriority1()) {
      detail.put("confirmsPriority1", true);
    }
    Map<String, Object> judged = new LinkedHashMap<>();
    said.judged().forEach((section, hash) -> judged.put(section.name(), hash));
    detail.put("judged", judged);
    detail.put(Fact.EVIDENCE, VoteRows.KIND + "/" + said.id());
    detail.put(Fact.DIGEST, said.digest());
    publish(gate, name, said.reason().isEmpty() ? null : said.reason(), detail);
  }

  private void tell(Gate gate, String name, Map<String, Object> detail) {
    publish(gate, name, null, detail);
  }

  private void publish(
      Gate gate, String name, @Nullable String reason, Map<String, Object> detail) {
    Map<String, Object> full = new LinkedHashMap<>();
    full.put("gate", gate.key());
    full.put("gateName", gate.demanded().name());
    full.put("opening", gate.id());
    full.put("round", gate.round());
    full.putAll(detail);
    events.publishEvent(new Fact(gate.subject(), name, reason, full));
  }
}
