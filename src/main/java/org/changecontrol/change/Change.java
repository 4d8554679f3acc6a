package org.changecontrol.change;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.changecontrol.calendar.ChangeWindow;
import org.changecontrol.cmdb.ItemKey;
import org.changecontrol.cmdb.PlannedOperations;
import org.changecontrol.policy.PolicySet;
import org.changecontrol.policy.RequiredGate;
import org.changecontrol.policy.Risk;
import org.changecontrol.policy.RiskRating;
import org.changecontrol.policy.Section;
import org.changecontrol.problem.NotNow;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * The change record. Every transition is guarded here, whoever asks for it: a change that is not
 * where the transition begins answers {@link NotNow} and stays as it is.
 */
@Entity
@Table(name = "change_record")
@DynamicUpdate
public class Change {

  /** Why a change is on hold whose window ended before anybody started. */
  static final String WINDOW_MISSED = "WINDOW_MISSED";

  private static final ChangeState[] MAY_BE_HELD = {
    ChangeState.ASSESSING, ChangeState.AUTHORISING, ChangeState.SCHEDULED, ChangeState.IMPLEMENTING
  };

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "change_number")
  @SequenceGenerator(name = "change_number", sequenceName = "change_number", allocationSize = 1)
  private Long id;

  @Version private int version;

  @Enumerated(EnumType.STRING)
  private ChangeType type;

  @Enumerated(EnumType.STRING)
  private ChangeState state;

  private String requester;
  private @Nullable String implementer;
  private @Nullable String title;
  private @Nullable String category;
  private boolean titleJudged;
  private @Nullable Instant plannedStart;
  private @Nullable Instant plannedEnd;
  private @Nullable Instant actualStart;
  private @Nullable Instant actualEnd;
  private Instant requestedAt;
  private @Nullable Instant submittedAt;
  private @Nullable Instant closedAt;

  @Enumerated(EnumType.STRING)
  private @Nullable Risk risk;

  private boolean wantedAsDraft;
  private boolean riskLowered;
  private @Nullable String riskLoweredBy;
  private boolean onHold;
  private @Nullable String holdReason;
  private @Nullable Instant holdUntil;
  private boolean reservationsReleased;
  private @Nullable String earlyStartBy;

  @Enumerated(EnumType.STRING)
  private @Nullable AssessmentDecision assessmentDecision;

  @Enumerated(EnumType.STRING)
  private @Nullable ImplementationOutcome outcome;

  private @Nullable Boolean verified;
  private boolean backedOut;
  private @Nullable Instant reviewDueAt;

  @Column(name = "overrun_since")
  private @Nullable Instant overrunSince;

  @Column(name = "extension_gate")
  private @Nullable String extensionGate;

  private @Nullable String reviewEscalatedTo;

  @Enumerated(EnumType.STRING)
  private @Nullable CloseCode closeCode;

  /** Why it was rejected, cancelled or backed out; or REDEPLOYED. */
  private @Nullable String endReason;

  private @Nullable String idempotencyKey;
  private @Nullable String idempotencyDigest;
  private @Nullable String basedOn;
  private @Nullable String modelKey;
  private @Nullable Integer modelVersion;
  private @Nullable String convertedTo;
  private @Nullable String convertedFrom;
  private @Nullable String processVersion;
  private @Nullable String modelSet;

  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable Preauthorisation preauthorisation;

  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable Explanations explanations;

  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable DifferenceReview differenceReview;

  @JdbcTypeCode(SqlTypes.JSON)
  private RequestedChange content;

  @JdbcTypeCode(SqlTypes.JSON)
  private PlannedOperations operations;

  @JdbcTypeCode(SqlTypes.JSON)
  private Targets targets;

  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable Assessment assessment;

  @JdbcTypeCode(SqlTypes.JSON)
  private RequiredGate.@Nullable Conclusion gates;

  @JdbcTypeCode(SqlTypes.JSON)
  private Hashes hashes;

  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable Review review;

  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable Aftermath afterwards;

  private String workHash;

  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable Workforce workforce;

  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable RiskRating rating;

  @JdbcTypeCode(SqlTypes.JSON)
  private NamedStakeholder.@Nullable Roll stakeholders;

  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable Consultation consultation;

  @Transient private boolean justRegistered;

  @ElementCollection
  @CollectionTable(name = "change_target", joinColumns = @JoinColumn(name = "change_id"))
  private Set<AffectedItem> affectedItems = new LinkedHashSet<>();

  @ElementCollection
  @CollectionTable(name = "change_service", joinColumns = @JoinColumn(name = "change_id"))
  private Set<ServiceInWindow> impactedServices = new LinkedHashSet<>();

  /** For queries by item. */
  @Embeddable
  record AffectedItem(String item, String role) {}

  /**
   * For queries by service: the window stands beside it, so that one look into an index answers.
   */
  @Embeddable
  record ServiceInWindow(String service, Instant plannedStart, Instant plannedEnd) {}

  /** A list in a column of its own. */
  record Targets(List<Target> list) {
    static final Targets NONE = new Targets(List.of());
  }

  /** One hash per section. */
  record Hashes(Map<Section, String> bySection) {
    static final Hashes NONE = new Hashes(Map.of());
  }

  @SuppressWarnings("NullAway.Init")
  protected Change() {}

  @SuppressWarnings("NullAway.Init")
  private Change(
      ChangeType type,
      String requester,
      RequestedChange content,
      @Nullable String idempotencyKey,
      @Nullable String idempotencyDigest,
      @Nullable String basedOn,
      boolean wantedAsDraft,
      Instant at) {
    this.type = type;
    this.state = type == ChangeType.RETROSPECTIVE ? ChangeState.DETECTED : ChangeState.DRAFT;
    this.requester = requester;
    this.requestedAt = at;
    this.idempotencyKey = idempotencyKey;
    this.idempotencyDigest = idempotencyDigest;
    this.basedOn = basedOn;
    this.wantedAsDraft = wantedAsDraft;
    this.operations = PlannedOperations.NONE;
    this.targets = Targets.NONE;
    this.hashes = Hashes.NONE;
    this.workHash = "";
    this.content = content;
    this.justRegistered = true;
    this.titleJudged = true;
    take(content);
  }

  static Change requested(
      ChangeType type,
      String requester,
      RequestedChange content,
      @Nullable String idempotencyKey,
      @Nullable String idempotencyDigest,
      @Nullable String basedOn,
      boolean wantedAsDraft,
      Instant at) {
    return new Change(
        type, requester, content, idempotencyKey, idempotencyDigest, basedOn, wantedAsDraft, at);
  }

  // what it is

  public ChangeNumber number() {
    return ChangeNumber.of(id);
  }

  public ChangeType type() {
    return type;
  }

  public ChangeState state() {
    return state;
  }

  public String requester() {
    return requester;
  }

  public @Nullable String implementer() {
    return implementer;
  }

  /**
   * Who asked for it, carries it out or one of its tasks, or did it outside of change control as
   * far as that is known: none of them decides anything about it (segregation of duties).
   */
  Set<String> involved() {
    return Stream.concat(
            Stream.of(
                requester,
                implementer,
                content.doneBy(),
                differenceReview == null ? null : differenceReview.doneBy()),
            workforce == null ? Stream.of() : workforce.people().stream())
        .filter(Objects::nonNull)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Who has no vote on it: whoever is involved, and who lowered its risk while that stands. What
   * asks for fewer gates is not answered at those that remain by who asked.
   */
  Set<String> withoutVote() {
    var people = new LinkedHashSet<>(involved());
    if (riskLowered && riskLoweredBy != null) {
      people.add(riskLoweredBy);
    }
    return Set.copyOf(people);
  }

  /**
   * The change that was to put back, or had done, what this one observed; none where there is none.
   */
  Optional<String> leftTo() {
    return Optional.ofNullable(
        convertedTo != null || differenceReview == null
            ? convertedTo
            : differenceReview.explainedBy());
  }

  /**
   * Whether it was registered in this very transaction, so that what was checked then still stands.
   */
  boolean isJustRegistered() {
    return justRegistered;
  }

  /** Whether its requester wants to go on writing before it is submitted. */
  boolean isWantedAsDraft() {
    return wantedAsDraft;
  }

  void wantedAsDraft(boolean wanted) {
    wantedAsDraft = wanted;
  }

  /** The title; empty while a draft has none. */
  public String title() {
    return title == null ? "" : title;
  }

  public @Nullable Risk risk() {
    return risk;
  }

  public boolean isOnHold() {
    return onHold;
  }

  public Optional<Instant> holdUntil() {
    return Optional.ofNullable(holdUntil);
  }

  @Nullable String holdReason() {
    return holdReason;
  }

  boolean reservationsReleased() {
    return reservationsReleased;
  }

  /** The planned window. */
  public ChangeWindow window() {
    return content.window();
  }

  RequestedChange content() {
    return content;
  }

  PlannedOperations operations() {
    return operations;
  }

  List<Target> targets() {
    return targets.list();
  }

  /** The items that are worked on. */
  Set<ItemKey> workedOn() {
    return targets.list().stream()
        .filter(target -> target.role() == Target.Role.TARGET)
        .map(Target::item)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Every item that is affected in any role. */
  Set<ItemKey> affected() {
    return targets.list().stream().map(Target::item).collect(Collectors.toCollection(TreeSet::new));
  }

  Optional<Assessment> assessment() {
    return Optional.ofNullable(assessment);
  }

  Optional<RiskRating> rating() {
    return Optional.ofNullable(rating);
  }

  /** The gates that were required at the last determination; none before. */
  List<RequiredGate> requiredGates() {
    return gates == null ? List.of() : gates.gates();
  }

  Optional<RequiredGate.Conclusion> gateConclusion() {
    return Optional.ofNullable(gates);
  }

  Map<Section, String> hashes() {
    return hashes.bySection();
  }

  String workHash() {
    return workHash;
  }

  /** Whether it is carried out task by task. */
  boolean isDividedIntoTasks() {
    return workforce != null;
  }

  boolean riskWasLowered() {
    return riskLowered;
  }

  @Nullable AssessmentDecision assessmentDecision() {
    return assessmentDecision;
  }

  @Nullable ImplementationOutcome outcome() {
    return outcome;
  }

  @Nullable Boolean verified() {
    return verified;
  }

  boolean wasBackedOut() {
    return backedOut;
  }

  @Nullable CloseCode closeCode() {
    return closeCode;
  }

  @Nullable String endReason() {
    return endReason;
  }

  @Nullable String earlyStartBy() {
    return earlyStartBy;
  }

  @Nullable String basedOn() {
    return basedOn;
  }

  @Nullable String idempotencyKey() {
    return idempotencyKey;
  }

  @Nullable String idempotencyDigest() {
    return idempotencyDigest;
  }

  /** What was decided about its model; none for others than standard changes, and none before. */
  Optional<Preauthorisation> preauthorisation() {
    return Optional.ofNullable(preauthorisation);
  }

  /** The open changes that may explain what was observed; none for others, and none before. */
  List<Explanations.Explanation> explanations() {
    return explanations == null ? List.of() : explanations.list();
  }

  /** What a person decided about a difference; none for others, and none before. */
  Optional<DifferenceReview> differenceReview() {
    return Optional.ofNullable(differenceReview);
  }

  /** The version of the model that was asked last; null before. */
  @Nullable Integer modelVersion() {
    return modelVersion;
  }

  /** Number of the normal change that a standard change became. */
  @Nullable String convertedTo() {
    return convertedTo;
  }

  /** Number of the standard change that this normal change was. */
  @Nullable String convertedFrom() {
    return convertedFrom;
  }

  /** The process it goes through and its version, for example {@code normal-change:3}. */
  @Nullable String processVersion() {
    return processVersion;
  }

  /** The policies it is judged by to its end: those that its process was put in force with. */
  PolicySet policies() {
    return modelSet == null ? PolicySet.IN_FORCE : new PolicySet(modelSet);
  }

  /** When its review is overdue; null before it begins. */
  @Nullable Instant reviewDueAt() {
    return reviewDueAt;
  }

  /** The group that may review as well since the review is overdue; null before. */
  @Nullable String reviewEscalatedTo() {
    return reviewEscalatedTo;
  }

  /** The full assessment of an emergency after the fact; none for others, and none before. */
  Optional<Aftermath> afterwards() {
    return Optional.ofNullable(afterwards);
  }

  /** Stakeholders that people named, those struck off included; in the order of their numbers. */
  List<NamedStakeholder> namedStakeholders() {
    return stakeholders == null ? List.of() : stakeholders.list();
  }

  boolean isNamed(Stakeholder who) {
    return namedStakeholders().stream()
        .anyMatch(named -> named.counts() && named.who().equals(who));
  }

  /** How its stakeholders are involved; none before its gates were determined. */
  Optional<Consultation> consultation() {
    return Optional.ofNullable(consultation);
  }

  Optional<Review> review() {
    return Optional.ofNullable(review);
  }

  Instant requestedAt() {
    return requestedAt;
  }

  @Nullable Instant submittedAt() {
    return submittedAt;
  }

  @Nullable Instant actualStart() {
    return actualStart;
  }

  @Nullable Instant actualEnd() {
    return actualEnd;
  }

  @Nullable Instant closedAt() {
    return closedAt;
  }

  /** Whether an existing item is redeployed instead of what was asked for. */
  public boolean isRedeployment() {
    return assessmentDecision == AssessmentDecision.REDEPLOY;
  }

  // how it moves

  void requireThatItMayBeEdited() {
    if (!type.isPlanned()) {
      throw new NotNow(
          number()
              + " is "
              + type
              + " and is not edited: it says what was proposed or observed; cancel it and say it anew");
    }
    require(
        "edited",
        ChangeState.DRAFT,
        ChangeState.ASSESSING,
        ChangeState.AUTHORISING,
        ChangeState.SCHEDULED);
  }

  /**
   * Its process has begun; what is put in force later is for later changes.
   *
   * @param process with its version
   * @param set of processes, policies and forms that the process belongs to
   */
  void begunWith(String process, String set) {
    if (processVersion != null && !processVersion.equals(process)) {
      throw new NotNow(number() + " goes through " + processVersion + " already");
    }
    processVersion = process;
    modelSet = set;
  }

  /** The request is written anew while it is a draft, or edited until work begins. */
  void edit(RequestedChange edited) {
    requireThatItMayBeEdited();
    take(edited);
    endReason = null;
    if (state != ChangeState.DRAFT) {
      state = ChangeState.ASSESSING;
      assessmentDecision = null;
      riskLowered = false;
      riskLoweredBy = null;
      earlyStartBy = null;
      if (onHold && WINDOW_MISSED.equals(holdReason)) {
        resume();
      }
    }
  }

  /** What was asked for was checked against the estate and stands. */
  void submit(PlannedOperations planned, List<Target> affected, Instant at) {
    require("submitted", ChangeState.DRAFT, ChangeState.ASSESSING);
    replan(planned, affected);
    state = ChangeState.ASSESSING;
    assessmentDecision = null;
    if (submittedAt == null) {
      submittedAt = at;
      titleJudged = true;
    }
  }

  /** The change set was checked against the estate again after an edit. */
  void replan(PlannedOperations planned, List<Target> affected) {
    operations = planned;
    targets = new Targets(List.copyOf(affected));
    var items =
        affected.stream()
            .map(target -> new AffectedItem(target.item().value(), target.role().name()))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (!items.equals(new LinkedHashSet<>(affectedItems))) {
      affectedItems.clear();
      affectedItems.addAll(items);
    }
  }

  void assessed(Assessment found) {
    require("assessed", ChangeState.ASSESSING, ChangeState.AUTHORISING, ChangeState.SCHEDULED);
    state = ChangeState.ASSESSING;
    assessment = found;
    earlyStartBy = null;
    var services = servicesInWindow(found);
    if (!services.equals(new LinkedHashSet<>(impactedServices))) {
      impactedServices.clear();
      impactedServices.addAll(services);
    }
  }

  private Set<ServiceInWindow> servicesInWindow(Assessment found) {
    var start = plannedStart;
    var end = plannedEnd;
    return start == null || end == null
        ? Set.of()
        : found.services().stream()
            .map(
                service ->
                    new ServiceInWindow(
                        service.key(),
                        start.truncatedTo(ChronoUnit.MICROS),
                        end.truncatedTo(ChronoUnit.MICROS)))
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  void rated(RiskRating rated) {
    require("rated", ChangeState.ASSESSING);
    rating = rated;
    risk = rated.risk();
    riskLowered = false;
    riskLoweredBy = null;
  }

  /**
   * A person looked at the assessment.
   *
   * @param by who he is
   */
  void assessmentReviewed(AssessmentDecision decision, @Nullable Risk byHand, String by) {
    require("reviewed", ChangeState.ASSESSING);
    if (rating == null) {
      throw new NotNow(number() + " has not been assessed yet");
    }
    assessmentDecision = decision;
    if (byHand != null && decision == AssessmentDecision.ACCEPT) {
      riskLowered = byHand.compareTo(rating.risk()) < 0;
      riskLoweredBy = riskLowered ? by : null;
      risk = byHand;
    }
    if (decision == AssessmentDecision.REWORK) {
      state = ChangeState.DRAFT;
      wantedAsDraft = true;
    }
  }

  /** Kept until the process ends the change. */
  void rejectedBecause(String reason) {
    endReason = reason;
  }

  /** What was reserved had been given back and is reserved again. */
  void renewed(PlannedOperations reserved) {
    require("renewed", ChangeState.SCHEDULED);
    operations = reserved;
  }

  void gatesDetermined(RequiredGate.Conclusion required) {
    if (type.isOfTheEstate()) {
      require("sent to its gates", ChangeState.ASSESSING);
    } else {
      require("sent to its gates", ChangeState.ASSESSING, ChangeState.AUTHORISING);
    }
    gates = required;
    state = ChangeState.AUTHORISING;
  }

  /** Whoever has a stake in it is told or asked. */
  void consulted(Consultation opened) {
    require("asked about", ChangeState.AUTHORISING);
    consultation = opened;
  }

  /** A person named a stakeholder. */
  void name(NamedStakeholder named) {
    stakeholders =
        new NamedStakeholder.Roll(
            Stream.concat(namedStakeholders().stream(), Stream.of(named)).toList());
  }

  /** A person struck off a stakeholder that was named. */
  void strikeOff(NamedStakeholder struckOff) {
    stakeholders =
        new NamedStakeholder.Roll(
            namedStakeholders().stream()
                .map(named -> named.id() == struckOff.id() ? struckOff : named)
                .toList());
  }

  /** The hashes of its sections as they are now. */
  void bind(Map<Section, String> sections) {
    var bound = new EnumMap<Section, String>(Section.class);
    bound.putAll(sections);
    if (!bound.equals(hashes.bySection())) {
      hashes = new Hashes(Map.copyOf(bound));
    }
  }

  /**
   * Implementation tasks or attachments are others than before.
   *
   * @param divided who the tasks are assigned to; null where there is none
   */
  void workChanged(String hash, @Nullable Workforce divided) {
    requireThatItMayBeEdited();
    workHash = hash;
    workforce = divided;
  }

  /** Somebody has carried out one of its tasks. */
  void workedOnBy(String person) {
    require("worked on", ChangeState.IMPLEMENTING);
    workforce = workforce == null ? new Workforce(Set.of(person)) : workforce.with(person);
  }

  /** It was decided whether its model has authorised it. */
  void preauthorised(Preauthorisation decided) {
    require("authorised by a model", ChangeState.ASSESSING);
    preauthorisation = decided;
    modelVersion = decided.version();
    if (decided.eligible()) {
      state = ChangeState.AUTHORISING;
    }
  }

  void authorised(PlannedOperations reserved) {
    require("authorised", ChangeState.AUTHORISING);
    operations = reserved;
  }

  void scheduled() {
    require("scheduled", ChangeState.AUTHORISING);
    state = ChangeState.SCHEDULED;
  }

  void earlyStartGranted(String by) {
    require("started early", ChangeState.SCHEDULED);
    earlyStartBy = by;
  }

  void begin(Instant at) {
    require("started", type.beforeWork());
    requireNotOnHold("started");
    state = ChangeState.IMPLEMENTING;
    actualStart = at;
  }

  /**
   * Its window has ended and its work has not.
   *
   * @param gate key of the gate that decides whether it may go on
   */
  void overrun(String gate, Instant at) {
    require("extended", ChangeState.IMPLEMENTING);
    if (outcome != null || overrunSince != null) {
      throw new NotNow("the work of " + number() + " is over or is being extended already");
    }
    extensionGate = gate;
    overrunSince = at;
  }

  /** Since when it has been worked on after its window; null where it was not. */
  @Nullable Instant overrunSince() {
    return overrunSince;
  }

  /** Whether it is being worked on after its window. */
  boolean isBeingExtended() {
    return state == ChangeState.IMPLEMENTING && extensionGate != null;
  }

  /** Key of the gate that decides on the extension; none where the window was kept. */
  Optional<String> extensionGate() {
    return Optional.ofNullable(extensionGate);
  }

  /** Whether what is being done can no longer be undone by the end of its window. */
  boolean isPastItsReturn(Instant now) {
    return content.pointOfNoReturn() != null && !now.isBefore(content.pointOfNoReturn());
  }

  /** The implementer reports; nothing of the estate has moved yet. */
  void reported(ImplementationOutcome reported, Instant at) {
    require("finished", ChangeState.IMPLEMENTING);
    if (outcome != null) {
      throw new NotNow("the implementation of " + number() + " was finished already");
    }
    outcome = reported;
    actualEnd = at;
  }

  void implemented() {
    require("applied", ChangeState.IMPLEMENTING);
    if (outcome == null || outcome == ImplementationOutcome.FAILED) {
      throw new NotNow(number() + " was not reported as implemented");
    }
    state = ChangeState.IMPLEMENTED;
  }

  void verified(boolean asPlanned) {
    require("verified", ChangeState.IMPLEMENTED);
    verified = asPlanned;
  }

  void backedOut(String reason, Instant at) {
    requireThatItMayBeBackedOut();
    backedOut = true;
    endReason = reason;
    state = ChangeState.BACKED_OUT;
    if (actualEnd == null) {
      actualEnd = at;
    }
  }

  /** Whether it has done anything, or accounts for what was done. */
  boolean hasBegun() {
    return actualStart != null || outcome != null;
  }

  boolean mayBeBackedOut() {
    return state == ChangeState.IMPLEMENTING
        || state == ChangeState.IMPLEMENTED
        || state == ChangeState.REVIEW && isWrong() && !backedOut;
  }

  /** Its implementer reported a failure, or the estate is not as it was planned. */
  private boolean isWrong() {
    return outcome == ImplementationOutcome.FAILED || Boolean.FALSE.equals(verified);
  }

  /**
   * Backing out is possible while work goes on, until the result is reviewed, and after a failure,
   * or where the estate is not as planned, until it is closed.
   */
  public void requireThatItMayBeBackedOut() {
    if (!mayBeBackedOut()) {
      require("backed out", ChangeState.IMPLEMENTING, ChangeState.IMPLEMENTED);
    }
  }

  void reviewBegun(Instant dueAt) {
    require("reviewed", ChangeState.IMPLEMENTING, ChangeState.IMPLEMENTED, ChangeState.BACKED_OUT);
    state = ChangeState.REVIEW;
    reviewDueAt = dueAt;
  }

  /** What was not looked at in the hurry is on record now; what was authorised stays as it was. */
  void assessedAfterwards(Aftermath found) {
    require("assessed afterwards", ChangeState.REVIEW);
    afterwards = found;
  }

  /** Nobody reviewed it in time: others may as well. */
  void reviewOverdue(String escalatedTo) {
    require("escalated", ChangeState.REVIEW);
    reviewEscalatedTo = escalatedTo;
  }

  /**
   * The review says how it ended.
   *
   * @throws NotNow when the close code contradicts what happened
   */
  void reviewed(Review held) {
    require("reviewed", ChangeState.REVIEW);
    var possible = possibleCloseCodes();
    if (!possible.contains(held.closeCode())) {
      throw new NotNow(
          number() + " cannot be closed as " + held.closeCode() + "; possible are " + possible);
    }
    review = held;
  }

  /** The close codes that agree with what happened. */
  Set<CloseCode> possibleCloseCodes() {
    if (backedOut) {
      return EnumSet.of(CloseCode.BACKED_OUT);
    }
    if (outcome == ImplementationOutcome.FAILED) {
      return EnumSet.of(CloseCode.FAILED);
    }
    return isWrong()
        ? EnumSet.of(CloseCode.SUCCESSFUL_WITH_ISSUES)
        : EnumSet.of(CloseCode.SUCCESSFUL, CloseCode.SUCCESSFUL_WITH_ISSUES);
  }

  void close(Instant at) {
    require("closed", ChangeState.IMPLEMENTED, ChangeState.REVIEW);
    if (state == ChangeState.REVIEW && review == null) {
      throw new NotNow(number() + " has not been reviewed yet");
    }
    closeCode = review == null ? CloseCode.SUCCESSFUL : review.closeCode();
    state = ChangeState.CLOSED;
    closedAt = at;
    endHold();
  }

  void reject(String reason, Instant at) {
    require("rejected", ChangeState.ASSESSING, ChangeState.AUTHORISING, ChangeState.SCHEDULED);
    end(ChangeState.REJECTED, reason, at);
  }

  /** It is known which open changes may explain what was observed. */
  void detected(List<Explanations.Explanation> found, Instant at) {
    require("looked into", ChangeState.DETECTED, ChangeState.ASSESSING, ChangeState.AUTHORISING);
    explanations = new Explanations(found);
    state = ChangeState.ASSESSING;
    if (submittedAt == null) {
      submittedAt = at;
    }
  }

  void differenceReviewed(DifferenceReview decided) {
    require("decided", ChangeState.ASSESSING);
    differenceReview = decided;
  }

  /** What was observed is the record now. */
  void differenceRecorded(Instant at) {
    require("recorded", ChangeState.AUTHORISING);
    outcome = ImplementationOutcome.SUCCESSFUL;
    actualEnd = at;
    state = ChangeState.IMPLEMENTED;
  }

  /** What was observed is put back by a normal change. */
  void remediated(ChangeNumber normal, Instant at) {
    require("remediated", ChangeState.ASSESSING, ChangeState.AUTHORISING);
    convertedTo = normal.value();
    end(ChangeState.CLOSED, "REMEDIATION", at);
  }

  /** Another change has done what was observed. */
  void explained(String by, Instant at) {
    require("explained", ChangeState.ASSESSING);
    end(ChangeState.CLOSED, "Explained by " + by, at);
  }

  /** Its model does not authorise it: it goes on as a normal change. */
  void converted(ChangeNumber normal, String reason, Instant at) {
    require("converted", ChangeState.ASSESSING);
    convertedTo = normal.value();
    end(ChangeState.CANCELLED, reason, at);
  }

  void convertedFrom(ChangeNumber standard) {
    convertedFrom = standard.value();
  }

  /**
   * What it proposes is what its gates judge.
   *
   * @param digest of the proposed model
   */
  void proposing(String digest) {
    require("given a model", ChangeState.DRAFT);
    workHash = digest;
  }

  /** The model that it proposed is in force. */
  void published(Instant at) {
    require("published", ChangeState.AUTHORISING);
    closeCode = CloseCode.SUCCESSFUL;
    state = ChangeState.CLOSED;
    closedAt = at;
  }

  void redeployed(Instant at) {
    require("redeployed", ChangeState.AUTHORISING);
    end(ChangeState.REJECTED, "REDEPLOYED", at);
  }

  void cancel(String reason, Instant at) {
    requireThatItMayBeCancelled();
    end(ChangeState.CANCELLED, reason, at);
  }

  /**
   * @throws NotNow when work has begun or the change has ended
   */
  public void requireThatItMayBeCancelled() {
    if (!state.isBeforeWork()) {
      throw new NotNow(
          number()
              + " is "
              + state
              + (state.isFinal()
                  ? "; it cannot be cancelled any more"
                  : "; work has begun, so it can only be backed out"));
    }
  }

  boolean mayBeHeld() {
    return Arrays.asList(MAY_BE_HELD).contains(state);
  }

  /**
   * @throws NotNow unless it is submitted, not yet carried out, and not on hold already
   */
  public void requireThatItMayBeHeld() {
    require("put on hold", MAY_BE_HELD);
    requireNotOnHold("put on hold");
  }

  /**
   * @throws NotNow unless it is on hold and its window has not been missed: then a new window is
   *     what it needs
   */
  public void requireThatItMayBeResumed() {
    if (!onHold) {
      throw new NotNow(number() + " is not on hold");
    }
    if (WINDOW_MISSED.equals(holdReason)) {
      throw new NotNow(number() + " has missed its window; plan a new one (edit-plan)");
    }
  }

  void hold(String reason, @Nullable Instant until) {
    require("put on hold", MAY_BE_HELD);
    onHold = true;
    holdReason = reason;
    holdUntil = until;
  }

  void resume() {
    if (!onHold) {
      throw new NotNow(number() + " is not on hold");
    }
    endHold();
  }

  void reservationsReleased(boolean released) {
    reservationsReleased = released;
  }

  void requireNotOnHold(String verb) {
    if (onHold) {
      throw new NotNow(
          number()
              + " is on hold ("
              + holdReason
              + ") and cannot be "
              + verb
              + "; resume it first");
    }
  }

  void require(String verb, ChangeState... allowed) {
    if (!Arrays.asList(allowed).contains(state)) {
      throw new NotNow(
          number()
              + " is "
              + state
              + " and cannot be "
              + verb
              + "; that is possible in "
              + Arrays.stream(allowed).map(Enum::name).collect(Collectors.joining(", ")));
    }
  }

  private void end(ChangeState end, String reason, Instant at) {
    state = end;
    endReason = reason;
    closedAt = at;
    endHold();
  }

  private void endHold() {
    onHold = false;
    holdReason = null;
    holdUntil = null;
  }

  private void take(RequestedChange requested) {
    content = requested;
    title = requested.title();
    category = requested.category();
    implementer = requested.implementer();
    modelKey = requested.model();
    plannedStart = requested.plannedStart();
    plannedEnd = requested.plannedEnd();
  }

  /** What belongs on record of its planned window. */
  Map<String, Object> windowOnRecord() {
    var window = new LinkedHashMap<String, Object>();
    if (plannedStart != null && plannedEnd != null) {
      window.put("plannedStart", plannedStart.toString());
      window.put("plannedEnd", plannedEnd.toString());
    }
    return window;
  }

  @Nullable String category() {
    return category;
  }

  /**
   * Whether title and category are part of the plan that is judged; they are not where votes were
   * asked for before that was so, since those votes stand.
   */
  boolean isTitleJudged() {
    return titleJudged;
  }
}
