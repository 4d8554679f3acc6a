package org.changecontrol.change;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.changecontrol.approval.ApprovalGates;
import org.changecontrol.calendar.ChangeCalendar;
import org.changecontrol.calendar.ChangeWindow;
import org.changecontrol.calendar.Restrictions;
import org.changecontrol.calendar.WindowConflict;
import org.changecontrol.calendar.WorkingTimes;
import org.changecontrol.cmdb.ConfigurationControl;
import org.changecontrol.cmdb.Discrepancy;
import org.changecontrol.cmdb.Estate;
import org.changecontrol.cmdb.Impact;
import org.changecontrol.cmdb.ImpactAnalysis;
import org.changecontrol.cmdb.ImpactDirection;
import org.changecontrol.cmdb.ItemKey;
import org.changecontrol.cmdb.ItemSnapshot;
import org.changecontrol.cmdb.OperationKind;
import org.changecontrol.cmdb.PlannedOperations;
import org.changecontrol.policy.ApprovalPolicy;
import org.changecontrol.policy.GateQuestion;
import org.changecontrol.policy.MatchedRule;
import org.changecontrol.policy.PolicySet;
import org.changecontrol.policy.PolicySilent;
import org.changecontrol.policy.RequiredGate;
import org.changecontrol.policy.ReviewDeadline;
import org.changecontrol.policy.Risk;
import org.changecontrol.policy.RiskPolicy;
import org.changecontrol.policy.RiskQuestion;
import org.changecontrol.policy.RiskRating;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds out what a change would do: impact, conflicts, capabilities, risk, and the gates in
 * proportion to them.
 */
@Component
class ChangeAssessor {

  /** How far back the record of similar changes and of the targets counts. */
  static final Duration TRACK_RECORD = Duration.ofDays(365);

  /** The gate at which freeze owners say whether a change may be carried out all the same. */
  static final String FREEZE_GATE = "freeze-owner";

  private final ImpactAnalysis impacts;
  private final Estate estate;
  private final ConfigurationControl control;
  private final ChangeCalendar calendar;
  private final WorkingTimes workingTimes;
  private final TouchedItems touchedItems;
  private final RiskPolicy riskPolicy;
  private final ApprovalPolicy approvalPolicy;
  private final ApprovalGates gates;
  private final Changes changes;
  private final Announcements announcements;
  private final Clock clock;

  ChangeAssessor(
      ImpactAnalysis impacts,
      Estate estate,
      ConfigurationControl control,
      ChangeCalendar calendar,
      WorkingTimes workingTimes,
      TouchedItems touchedItems,
      RiskPolicy riskPolicy,
      ApprovalPolicy approvalPolicy,
      ApprovalGates gates,
      Changes changes,
      Announcements announcements,
      Clock clock) {
    this.impacts = impacts;
    this.estate = estate;
    this.control = control;
    this.calendar = calendar;
    this.workingTimes = workingTimes;
    this.touchedItems = touchedItems;
    this.riskPolicy = riskPolicy;
    this.approvalPolicy = approvalPolicy;
    this.gates = gates;
    this.changes = changes;
    this.announcements = announcements;
    this.clock = clock;
  }

  /** Assesses impact and conflicts of a submitted change and keeps what was found. */
  void assessImpact(Change change) {
    change.assessed(found(change));
  }

  /** What an assessment would find now. */
  Assessment found(Change change) {
    return found(
        change.workedOn(),
        change.operations(),
        conflicts(change),
        restrictions(change),
        change.isJustRegistered() ? List.of() : discrepancies(change));
  }

  Assessment found(
      Set<ItemKey> workedOn,
      PlannedOperations operations,
      List<WindowConflict> conflicts,
      Restrictions restrictions,
      List<Discrepancy> discrepancies) {
    var impact = impacts.of(workedOn, ImpactDirection.DOWNSTREAM, null);
    var wanted = new LinkedHashSet<>(workedOn);
    wanted.addAll(impact.services());
    Map<ItemKey, ItemSnapshot> items = wanted.isEmpty() ? Map.of() : estate.find(wanted);
    var services = services(impact, items);
    return new Assessment(
        clock.instant(),
        impact.impacted().size(),
        services,
        List.copyOf(
            impact
                .impacted()
                .subList(0, Math.min(Assessment.MOST_PATHS, impact.impacted().size()))),
        impact.incomplete(),
        conflicts,
        restrictions,
        discrepancies,
        control.capabilities(operations),
        criticality(services, workedOn, items, operations),
        workedOn.stream().map(items::get).filter(Objects::nonNull).anyMatch(ItemSnapshot::highRisk),
        itemOwners(impact, workedOn, items, operations));
  }

  /** Who answers for what is worked on, created or impacted; services are asked for apart. */
  private static List<Assessment.ItemOwner> itemOwners(
      Impact impact,
      Set<ItemKey> workedOn,
      Map<ItemKey, ItemSnapshot> items,
      PlannedOperations operations) {
    var owned = new TreeMap<String, List<String>>();
    workedOn.stream()
        .map(items::get)
        .filter(Objects::nonNull)
        .forEach(item -> owns(owned, item.owner(), item.name()));
    operations.operations().stream()
        .filter(operation -> operation.op() == OperationKind.CREATE_ITEM)
        .forEach(
            operation ->
                owns(
                    owned,
                    operation.to().get("owner"),
                    String.valueOf(operation.to().get("name"))));
    var services = Set.copyOf(impact.services());
    impact.impacted().stream()
        .map(Impact.Impacted::item)
        .filter(item -> !services.contains(item.key()))
        .forEach(item -> owns(owned, item.owner(), item.name()));
    return owned.entrySet().stream()
        .map(
            owner ->
                new Assessment.ItemOwner(
                    owner.getKey(), owner.getValue().size(), owner.getValue().get(0)))
        .toList();
  }

  private static void owns(Map<String, List<String>> owned, @Nullable Object owner, String item) {
    if (owner instanceof String group && !group.isBlank()) {
      owned.computeIfAbsent(group, first -> new ArrayList<>()).add(item);
    }
  }

  /** The services that suffer now if the change's targets fail. */
  List<Assessment.ServiceAtStake> impactedServices(Change change) {
    var impact = impacts.of(change.workedOn(), ImpactDirection.DOWNSTREAM, null);
    return impact.services().isEmpty()
        ? List.of()
        : services(impact, estate.find(impact.services()));
  }

  private static List<Assessment.ServiceAtStake> services(
      Impact impact, Map<ItemKey, ItemSnapshot> items) {
    return impact.services().stream()
        .sorted()
        .map(items::get)
        .filter(Objects::nonNull)
        .map(
            service ->
                new Assessment.ServiceAtStake(
                    service.key().value(),
                    service.name(),
                    service.effectiveCriticality(),
                    service.owner(),
                    service.needs()))
        .toList();
  }

  /**
   * The highest among impacted services; of the targets where no service suffers; of what is
   * created where there are none.
   */
  private static int criticality(
      List<Assessment.ServiceAtStake> services,
      Set<ItemKey> workedOn,
      Map<ItemKey, ItemSnapshot> items,
      PlannedOperations operations) {
    if (!services.isEmpty()) {
      return services.stream().mapToInt(Assessment.ServiceAtStake::criticality).max().orElse(2);
    }
    var candidates = new ArrayList<Integer>();
    workedOn.stream()
        .map(items::get)
        .filter(Objects::nonNull)
        .forEach(item -> candidates.add(item.effectiveCriticality()));
    operations.operations().stream()
        .filter(operation -> operation.op() == OperationKind.CREATE_ITEM)
        .forEach(
            operation ->
                candidates.add(
                    operation.to().get("criticality") instanceof Number n ? n.intValue() : 2));
    return candidates.stream().mapToInt(Integer::intValue).max().orElse(2);
  }

  /** Rates the risk by policy; where the policy is silent the change counts as critical. */
  void rateRisk(Change change) {
    var assessment = assessed(change);
    change.rated(
        rating(
            change.policies(),
            assessment,
            change.content(),
            track(change.category()),
            failures(ChangeIntake.keys(change.workedOn()))));
    announcements.announce(
        change,
        "ChangeAssessed",
        null,
        Map.of(
            "risk", String.valueOf(change.risk()),
            "impactedItems", assessment.impactedItems(),
            "services", assessment.services().stream().map(Assessment.ServiceAtStake::key).toList(),
            "conflicts", assessment.conflicts().size() + assessment.discrepancies().size(),
            "freezes", List.copyOf(assessment.restrictions().freezes()),
            "policyVersion", change.rating().map(RiskRating::policyVersion).orElse("")));
  }

  RiskRating rating(
      PolicySet policies,
      Assessment assessment,
      RequestedChange content,
      TrackRecord track,
      long itemFailures) {
    var question =
        new RiskQuestion(
            assessment.criticality(),
            content.expectsOutage(),
            content.answers(),
            (int) track.closed(),
            (int) track.failed(),
            (int) itemFailures,
            assessment.incomplete());
    try {
      return riskPolicy.of(policies).rate(question);
    } catch (PolicySilent silent) {
      return new RiskRating(
          4,
          4,
          Risk.CRITICAL,
          Map.of("question", question.toString()),
          List.of(new MatchedRule("none", 0, String.valueOf(silent.getMessage()), Map.of())),
          "none");
    }
  }

  TrackRecord track(@Nullable String category) {
    return category == null
        ? TrackRecord.NONE
        : changes.trackRecord(category, clock.instant().minus(TRACK_RECORD));
  }

  long failures(List<String> items) {
    return items.isEmpty() ? 0 : changes.failuresOf(items, clock.instant().minus(TRACK_RECORD));
  }

  /** Assesses in full what was done in a hurry; what was authorised stays on record beside it. */
  void assessAfterwards(Change change) {
    var assessment = found(change);
    var rating =
        rating(
            change.policies(),
            assessment,
            change.content(),
            track(change.category()),
            failures(ChangeIntake.keys(change.workedOn())));
    change.assessedAfterwards(new Aftermath(assessment, rating));
    announcements.announce(
        change,
        "ChangeAssessedAfterwards",
        null,
        Map.of(
            "risk", rating.risk().name(),
            "impactedItems", assessment.impactedItems(),
            "services", assessment.services().stream().map(Assessment.ServiceAtStake::key).toList(),
            "policyVersion", rating.policyVersion()));
  }

  /** How long its review may take and who may hold it once it is overdue, by policy. */
  ReviewDeadline reviewDeadline(Change change) {
    return approvalPolicy.of(change.policies()).reviewDeadline(change.type().name());
  }

  /** The gate that decides whether its work may go on after its window, by policy. */
  RequiredGate windowExtension(Change change) {
    return approvalPolicy.of(change.policies()).windowExtension(change.type().name());
  }

  /** Whether a person has to look at the assessment before the gates are asked. */
  boolean reviewNeeded(Change change) {
    var assessment = assessed(change);
    var risk = change.risk();
    return risk == null
        || risk != Risk.LOW
        || hasConflicts(assessment)
        || hitsFreeze(assessment)
        || assessment.incomplete()
        || !assessment.capabilities().isEmpty();
  }

  static boolean hasConflicts(Assessment assessment) {
    return !assessment.conflicts().isEmpty()
        || !assessment.discrepancies().isEmpty()
        || !assessment.restrictions().outside().isEmpty();
  }

  static boolean hitsFreeze(Assessment assessment) {
    return !assessment.restrictions().frozen().isEmpty();
  }

  /** Determines the gates by policy and opens those that are not approved already. */
  void determineGates(Change change) {
    var conclusion = gatesFor(change, assessed(change));
    change.gatesDetermined(conclusion);
    change.bind(Sections.of(change, assessed(change).services()));
    gates.open(change.number().value(), conclusion.gates());
    announcements.announce(
        change,
        "GatesDetermined",
        null,
        Map.of(
            "gates", conclusion.gates().stream().map(RequiredGate::key).toList(),
            "policyVersion", conclusion.policyVersion()));
  }

  RequiredGate.Conclusion gatesFor(Change change, Assessment assessment) {
    return gatesFor(
        change.policies(),
        change.type(),
        change.risk() == null ? Risk.CRITICAL : change.risk(),
        assessment,
        change.content(),
        change.riskWasLowered(),
        change.isRedeployment(),
        change.isRedeployment() ? owner(change) : null,
        change.submittedAt() == null ? clock.instant() : change.submittedAt());
  }

  private @Nullable String owner(Change change) {
    return estate.find(change.workedOn()).values().stream()
        .map(ItemSnapshot::owner)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  RequiredGate.Conclusion gatesFor(
      PolicySet policies,
      ChangeType type,
      Risk risk,
      Assessment assessment,
      RequestedChange content,
      boolean riskLowered,
      boolean redeployment,
      @Nullable String itemOwner,
      Instant submittedAt) {
    var start = content.plannedStart();
    var policy = approvalPolicy.of(policies);
    return policy.gatesFor(
        new GateQuestion(
            type.name(),
            risk,
            !assessment.services().isEmpty(),
            assessment.highRiskTarget(),
            hasConflicts(assessment),
            hitsFreeze(assessment),
            isLeadTimeShort(start, submittedAt, policy.leadTime(risk)),
            riskLowered,
            redeployment,
            itemOwner));
  }

  /** A risk without a lead time is never too soon, not even in a window that is open already. */
  private static boolean isLeadTimeShort(
      @Nullable Instant start, Instant submittedAt, Duration leadTime) {
    return start != null && !leadTime.isZero() && start.isBefore(submittedAt.plus(leadTime));
  }

  /** Whether no conflict has come up that the assessment did not show to those who approved. */
  boolean isStillFree(Change change) {
    var then = assessed(change);
    return then.conflicts().containsAll(conflicts(change))
        && then.discrepancies().containsAll(discrepancies(change))
        && restrictions(change).isNoMoreThan(then.restrictions());
  }

  /** Freezes that the window runs into, and maintenance windows that it misses, as they are now. */
  Restrictions restrictions(Change change) {
    if (!change.type().isPlanned()) {
      return Restrictions.NONE;
    }
    return workingTimes.restrictions(change.window(), () -> touchedItems.of(change));
  }

  Restrictions restrictions(ChangeIntake.Scope scope, ChangeWindow window) {
    return workingTimes.restrictions(
        window, () -> touchedItems.of(scope.workedOn(), scope.operations()));
  }

  /**
   * Freezes that work from now until the end of the window would run into, and that no freeze owner
   * was asked about: they came up after the assessment, or the policy asked nobody.
   */
  List<Restrictions.Frozen> undecidedFreezes(Change change) {
    var work = new ChangeWindow(clock.instant(), change.window().end());
    var frozen = workingTimes.restrictions(work, () -> touchedItems.of(change)).frozen();
    var asked =
        change.requiredGates().stream().anyMatch(gate -> gate.key().equals(FREEZE_GATE))
            ? assessed(change).restrictions().freezes()
            : Set.<String>of();
    return frozen.stream().filter(one -> !asked.contains(one.window().value())).toList();
  }

  List<WindowConflict> conflicts(Change change) {
    if (!change.type().isPlanned()) {
      return List.of();
    }
    return conflicts(
        change.number().value(), ChangeIntake.keys(change.workedOn()), change.window());
  }

  List<WindowConflict> conflicts(String number, List<String> items, ChangeWindow window) {
    return items.isEmpty() ? List.of() : calendar.conflicts(number, items, window);
  }

  Instant now() {
    return clock.instant();
  }

  List<Discrepancy> discrepancies(Change change) {
    return control.discrepancies(change.operations(), ChangeIntake.cause(change));
  }

  /** What belongs in front of whoever asks for the impact of a change. */
  Map<String, Object> summary(Assessment assessment) {
    var summary = new LinkedHashMap<String, Object>();
    summary.put("impactedItems", assessment.impactedItems());
    summary.put("services", assessment.services());
    summary.put("paths", assessment.paths());
    summary.put("incomplete", assessment.incomplete());
    return summary;
  }

  private static Assessment assessed(Change change) {
    return change
        .assessment()
        .orElseThrow(() -> new IllegalStateException(change.number() + " was never assessed"));
  }
}
