package org.changecontrol.change;

import jakarta.persistence.criteria.Predicate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.changecontrol.approval.GateView;
import org.changecontrol.calendar.ChangeWindow;
import org.changecontrol.calendar.Restrictions;
import org.changecontrol.calendar.WindowConflict;
import org.changecontrol.changemodel.ModelCatalogue;
import org.changecontrol.cmdb.BackOutPreview;
import org.changecontrol.cmdb.Capability;
import org.changecontrol.cmdb.ConfigurationControl;
import org.changecontrol.cmdb.Discrepancy;
import org.changecontrol.cmdb.EstateDifference;
import org.changecontrol.cmdb.ItemKey;
import org.changecontrol.cmdb.ItemNames;
import org.changecontrol.identity.Actors;
import org.changecontrol.policy.MatchedRule;
import org.changecontrol.policy.PolicySet;
import org.changecontrol.policy.RequiredGate;
import org.changecontrol.policy.RiskRating;
import org.changecontrol.policy.Stake;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.Problem;
import org.changecontrol.problem.Submission;
import org.changecontrol.problem.web.Page;
import org.changecontrol.problem.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads change records for whoever may see them. */
@Component
@Transactional(readOnly = true)
public class ChangeFiles {

  private final Changes changes;
  private final ChangeRegister register;
  private final ChangeDesk desk;
  private final ChangeIntake intake;
  private final ChangeAssessor assessor;
  private final Encounters encounters;
  private final RequestReader reader;
  private final Preauthorisations preauthorisations;
  private final ModelCatalogue models;
  private final NextSteps nextSteps;
  private final ConsultationFiles consultations;
  private final ConfigurationControl control;
  private final ItemNames names;
  private final Actors actors;

  ChangeFiles(
      Changes changes,
      ChangeRegister register,
      ChangeDesk desk,
      ChangeIntake intake,
      ChangeAssessor assessor,
      Encounters encounters,
      RequestReader reader,
      Preauthorisations preauthorisations,
      ModelCatalogue models,
      NextSteps nextSteps,
      ConsultationFiles consultations,
      ConfigurationControl control,
      ItemNames names,
      Actors actors) {
    this.changes = changes;
    this.register = register;
    this.desk = desk;
    this.intake = intake;
    this.assessor = assessor;
    this.encounters = encounters;
    this.reader = reader;
    this.preauthorisations = preauthorisations;
    this.models = models;
    this.nextSteps = nextSteps;
    this.consultations = consultations;
    this.control = control;
    this.names = names;
    this.actors = actors;
  }

  /** All of one record. */
  public ChangeDocument document(String number) {
    var change = register.change(number);
    return document(change, gatesOf(change), consultations.of(change).orElse(null));
  }

  /** The state alone; cheap enough to ask again and again. */
  public ChangeState state(String number) {
    return register.change(number).state();
  }

  /** The states of several changes, in one query. */
  public Map<String, ChangeState> states(Set<String> numbers) {
    return changes
        .states(numbers.stream().map(number -> new ChangeNumber(number).serial()).toList())
        .stream()
        .collect(
            Collectors.toMap(known -> ChangeNumber.of(known.id()).value(), Changes.Known::state));
  }

  /** What may happen next, and who may do it. */
  public List<NextStep> nextSteps(String number) {
    var change = register.change(number);
    return nextSteps.of(
        change, gatesOf(change), consultations.of(change).orElse(null), actors.current());
  }

  /**
   * @param item a key or {@code type:name}
   * @param from changes whose window ends after this
   * @param to changes whose window begins before this
   */
  public record Query(
      @Nullable ChangeState state,
      @Nullable ChangeType type,
      @Nullable String item,
      @Nullable String q,
      @Nullable Instant from,
      @Nullable Instant to) {}

  /**
   * Newest first.
   *
   * @throws InvalidInput when it asks for an item that is not on record
   */
  public Page<ChangeDocument> page(Query query, Paging paging) {
    var item = query.item() == null ? null : known(query.item());
    var found = changes.findAll(matching(query, item), paging.sortedBy(Sort.by("id").descending()));
    var asked = consultations.of(found.getContent());
    return Page.of(found)
        .map(change -> document(change, gatesOf(change), asked.get(change.number())));
  }

  private String known(String item) {
    var named = names.resolve(List.of(item)).items().get(item);
    if (named == null) {
      throw new InvalidInput(
          new Problem("item", item, "names no item on record, by its key or as type:name"));
    }
    return named.key().value();
  }

  private static Specification<Change> matching(Query query, @Nullable String item) {
    return (change, criteria, builder) -> {
      var all = new ArrayList<Predicate>();
      if (query.state() != null) {
        all.add(builder.equal(change.get("state"), query.state()));
      }
      if (query.type() != null) {
        all.add(builder.equal(change.get("type"), query.type()));
      }
      if (item != null) {
        var affected = Objects.requireNonNull(criteria).subquery(Long.class);
        var inner = affected.from(Change.class);
        affected
            .select(inner.get("id"))
            .where(builder.equal(inner.join("affectedItems").get("item"), item));
        all.add(change.get("id").in(affected));
      }
      if (query.q() != null) {
        all.add(contains(query.q(), change, builder));
      }
      if (query.from() != null) {
        all.add(builder.greaterThan(change.get("plannedEnd"), query.from()));
      }
      if (query.to() != null) {
        all.add(builder.lessThan(change.get("plannedStart"), query.to()));
      }
      return builder.and(all.toArray(Predicate[]::new));
    };
  }

  private static Predicate contains(
      String q,
      jakarta.persistence.criteria.Root<Change> change,
      jakarta.persistence.criteria.CriteriaBuilder builder) {
    var text = q.strip().toLowerCase(Locale.ROOT);
    var pattern = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    var words =
        Stream.of("title", "category", "requester", "implementer")
            .map(field -> builder.like(builder.lower(change.get(field)), pattern, '\\'));
    var upper = text.toUpperCase(Locale.ROOT);
    var number =
        ChangeNumber.isNumber(upper)
            ? Stream.of(builder.equal(change.get("id"), Long.parseLong(upper.substring(4))))
            : Stream.<Predicate>empty();
    return builder.or(Stream.concat(words, number).toArray(Predicate[]::new));
  }

  /** What its assessment found to suffer. */
  public Map<String, Object> impact(String number) {
    return register.change(number).assessment().map(assessor::summary).orElse(Map.of());
  }

  /** What stands in its way now. */
  public List<ChangeDocument.Conflict> conflicts(String number) {
    var change = register.change(number);
    if (change.state() == ChangeState.DRAFT || change.state().isFinal()) {
      return conflicts(change.assessment());
    }
    return Stream.concat(
            conflicts(
                assessor.conflicts(change),
                assessor.restrictions(change),
                assessor.discrepancies(change))
                .stream(),
            encounters(number, change.content(), change.workedOn(), change.assessment()))
        .toList();
  }

  /** What is done already, and what touches nothing of the estate, has no window to meet others. */
  private Stream<ChangeDocument.Conflict> encounters(
      String number,
      RequestedChange request,
      Set<ItemKey> workedOn,
      Optional<Assessment> assessment) {
    return request.plannedStart() == null || request.plannedEnd() == null
        ? Stream.empty()
        : encounters.of(
            number,
            request.implementer(),
            workedOn,
            assessment.map(ChangeFiles::services).orElse(List.of()),
            request.window());
  }

  /** Existing items that could serve. */
  public List<Capability> capabilities(String number) {
    return desk.capabilities(register.change(number));
  }

  /** The estate before and after. */
  public EstateDifference difference(String number) {
    return control.difference(register.change(number).operations());
  }

  public BackOutPreview backOutPreview(String number) {
    var change = register.change(number);
    change.requireThatItMayBeBackedOut();
    return control.previewBackOut(ChangeIntake.cause(change));
  }

  /**
   * What a request would come to, stored nowhere.
   *
   * @param gates what the policy would demand; of a standard change as it is, nothing
   * @param eligibility whether the model would authorise a standard change; null for others
   */
  public record Preview(
      @Nullable RiskRating risk,
      List<?> rules,
      List<RequiredGate> gates,
      List<ChangeDocument.Conflict> conflicts,
      Map<String, Object> impact,
      List<Capability> capabilities,
      EstateDifference difference,
      ChangeDocument.@Nullable Eligible eligibility) {}

  /**
   * @throws InvalidInput with all that a submission of it would be refused for
   */
  public Preview preview(Map<String, ?> fields, ChangeType type) {
    var requester = ChangeIntake.requireMayRequest(actors.current());
    var request =
        intake.modelled(
            type, reader.read(new Submission(fields, RequestReader.request(type))), requester.id());
    var missing = request.missing(type);
    if (!missing.isEmpty()) {
      throw new InvalidInput(missing);
    }
    var previewed = intake.scope(request);
    var workedOn = ChangeIntake.keys(previewed.workedOn());
    var assessment =
        assessor.found(
            previewed.workedOn(),
            previewed.operations(),
            type.isPlanned() ? assessor.conflicts("", workedOn, request.window()) : List.of(),
            type.isPlanned()
                ? assessor.restrictions(previewed, request.window())
                : Restrictions.NONE,
            List.of());
    var rating =
        assessor.rating(
            PolicySet.IN_FORCE,
            assessment,
            request,
            assessor.track(request.category()),
            assessor.failures(workedOn));
    if (type == ChangeType.STANDARD) {
      var decided =
          preauthorisations.decided(
              PolicySet.IN_FORCE,
              request,
              previewed.operations(),
              previewed.affected(),
              assessment,
              Map.of());
      return preview(
          rating,
          decided.eligibility().rules(),
          List.of(),
          assessment,
          request,
          previewed,
          eligible(decided));
    }
    var gates =
        assessor.gatesFor(
            PolicySet.IN_FORCE,
            type,
            rating.risk(),
            assessment,
            request,
            false,
            false,
            null,
            assessor.now());
    return preview(rating, gates.rules(), gates.gates(), assessment, request, previewed, null);
  }

  private Preview preview(
      RiskRating rating,
      List<MatchedRule> rules,
      List<RequiredGate> gates,
      Assessment assessment,
      RequestedChange request,
      ChangeIntake.Scope previewed,
      ChangeDocument.@Nullable Eligible eligibility) {
    return new Preview(
        rating,
        Stream.concat(rating.rules().stream(), rules.stream()).toList(),
        gates,
        Stream.concat(
                conflicts(Optional.of(assessment)).stream(),
                encounters("", request, previewed.workedOn(), Optional.of(assessment)))
            .toList(),
        assessor.summary(assessment),
        assessment.capabilities(),
        control.difference(previewed.operations()),
        eligibility);
  }

  private List<GateView> gatesOf(Change change) {
    return change.state() == ChangeState.AUTHORISING || change.isBeingExtended()
        ? desk.gates(change)
        : List.of();
  }

  private ChangeDocument document(
      Change change, List<GateView> gates, @Nullable ConsultationDocument consultation) {
    var content = change.content();
    var rating = change.rating();
    return new ChangeDocument(
        change.number(),
        change.type(),
        change.state(),
        change.title(),
        content.description(),
        content.justification(),
        content.category(),
        change.requester(),
        change.implementer(),
        change.targets().stream()
            .map(
                target ->
                    new ChangeDocument.Affected(
                        target.item().value(),
                        target.name(),
                        target.role(),
                        target.origin(),
                        target.revision()))
            .toList(),
        content.operations(),
        change.operations().operations(),
        content.plannedStart(),
        content.plannedEnd(),
        content.pointOfNoReturn(),
        change.actualStart(),
        change.actualEnd(),
        content.implementationPlan(),
        content.testPlan(),
        content.backoutPlan(),
        content.communicationPlan(),
        content.outageExpected(),
        content.questionnaire(),
        content.incident(),
        content.priority1(),
        content.model(),
        change.modelVersion(),
        change.preauthorisation().map(ChangeFiles::eligible).orElse(null),
        change.type() == ChangeType.MODEL
            ? models.proposedBy(change.number().value()).orElse(null)
            : null,
        change.convertedTo(),
        change.convertedFrom(),
        lacking(change),
        content.doneBy(),
        content.source(),
        change.explanations(),
        change.differenceReview().orElse(null),
        change.risk(),
        rating.map(RiskRating::impact).orElse(null),
        rating.map(RiskRating::likelihood).orElse(null),
        rating.map(RiskRating::rules).orElse(List.of()),
        change.riskWasLowered(),
        conflicts(change.assessment()),
        consultation == null ? null : consultation.asItStands(),
        change.isOnHold(),
        change.holdReason(),
        change.outcome(),
        change.verified(),
        change.closeCode(),
        change.endReason(),
        change
            .review()
            .map(
                held ->
                    new ChangeDocument.Held(
                        held.closeCode(), held.findings(), held.reviewer(), held.at()))
            .orElse(null),
        change.reviewDueAt(),
        change.overrunSince(),
        change
            .afterwards()
            .map(
                found ->
                    new ChangeDocument.Afterwards(
                        found.rating(), assessor.summary(found.assessment())))
            .orElse(null),
        change.basedOn(),
        change.hashes(),
        change.processVersion(),
        policyVersions(change),
        change.requestedAt(),
        change.submittedAt(),
        change.closedAt(),
        nextSteps.of(change, gates, consultation, actors.current()));
  }

  private static ChangeDocument.Eligible eligible(Preauthorisation decided) {
    return new ChangeDocument.Eligible(
        decided.eligible(), decided.obstacles(), decided.eligibility().rules());
  }

  private static List<String> lacking(Change change) {
    return change.state() == ChangeState.DRAFT
        ? change.content().missing(change.type()).stream().map(Problem::field).toList()
        : List.of();
  }

  private static Map<String, String> policyVersions(Change change) {
    var versions = new LinkedHashMap<String, String>();
    change
        .preauthorisation()
        .ifPresent(decided -> versions.put("eligibility", decided.eligibility().policyVersion()));
    change.rating().ifPresent(rating -> versions.put("risk", rating.policyVersion()));
    change
        .gateConclusion()
        .ifPresent(conclusion -> versions.put("approval", conclusion.policyVersion()));
    change
        .consultation()
        .map(consultation -> consultation.of(Stake.BY_HAND))
        .ifPresent(involved -> versions.put("consultation", involved.policyVersion()));
    return versions;
  }

  private static List<ChangeDocument.Conflict> conflicts(Optional<Assessment> assessment) {
    return assessment
        .map(found -> conflicts(found.conflicts(), found.restrictions(), found.discrepancies()))
        .orElse(List.of());
  }

  private static List<ChangeDocument.Conflict> conflicts(
      List<WindowConflict> windows, Restrictions restrictions, List<Discrepancy> moved) {
    return Stream.of(
            windows.stream().map(ChangeFiles::conflict),
            restrictions.frozen().stream().map(ChangeFiles::conflict),
            restrictions.outside().stream().map(ChangeFiles::conflict),
            moved.stream().map(ChangeFiles::conflict))
        .flatMap(conflicts -> conflicts)
        .toList();
  }

  private static ChangeDocument.Conflict conflict(WindowConflict other) {
    return new ChangeDocument.Conflict(
        ChangeDocument.Conflict.Kind.SAME_ITEM,
        other.subject(),
        null,
        null,
        window(other.window()),
        other.item(),
        null,
        null,
        null);
  }

  private static ChangeDocument.Conflict conflict(Restrictions.Frozen freeze) {
    return new ChangeDocument.Conflict(
        ChangeDocument.Conflict.Kind.FREEZE,
        null,
        freeze.window().value(),
        freeze.name(),
        window(freeze.standing()),
        freeze.item(),
        null,
        null,
        null);
  }

  private static ChangeDocument.Conflict conflict(Restrictions.Outside maintenance) {
    return new ChangeDocument.Conflict(
        ChangeDocument.Conflict.Kind.OUTSIDE_MAINTENANCE,
        null,
        null,
        null,
        maintenance.next() == null ? null : window(maintenance.next()),
        maintenance.item(),
        null,
        null,
        null);
  }

  private static ChangeDocument.Conflict conflict(Discrepancy moved) {
    return new ChangeDocument.Conflict(
        ChangeDocument.Conflict.Kind.BASE_MOVED,
        null,
        null,
        null,
        null,
        moved.item().value(),
        moved.field(),
        moved.expected(),
        moved.actual());
  }

  private static List<String> services(Assessment assessment) {
    return assessment.services().stream().map(Assessment.ServiceAtStake::key).toList();
  }

  private static ChangeDocument.Window window(ChangeWindow window) {
    return new ChangeDocument.Window(window.start(), window.end());
  }
}
