package org.changecontrol.change;

import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.changecontrol.calendar.WindowConflict;
import org.changecontrol.changemodel.ModelCatalogue;
import org.changecontrol.changemodel.ModelScope;
import org.changecontrol.changemodel.ModelScope.Respect;
import org.changecontrol.changemodel.ModelVersion;
import org.changecontrol.cmdb.ConfigurationModels;
import org.changecontrol.cmdb.Estate;
import org.changecontrol.cmdb.ItemKey;
import org.changecontrol.cmdb.OperationKind;
import org.changecontrol.cmdb.PlannedOperation;
import org.changecontrol.cmdb.PlannedOperations;
import org.changecontrol.policy.EligibilityPolicy;
import org.changecontrol.policy.EligibilityQuestion;
import org.changecontrol.policy.PolicySet;
import org.changecontrol.policy.Section;
import org.changecontrol.problem.NotNow;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/**
 * Decides whether a standard change is authorised by its model, asks so again before every effect,
 * and takes the pre-authorisation from a model that fails too often.
 */
@Component
class Preauthorisations {

  /** How many of its last runs a model is judged by. */
  static final int RUNS_THAT_COUNT = 10;

  private static final Set<Section> DECIDED_FOR =
      EnumSet.of(Section.PLAN, Section.SCOPE, Section.WINDOW);

  private static final String ATTRIBUTE = "attributes.";

  private final ModelCatalogue catalogue;
  private final EligibilityPolicy policy;
  private final ChangeAssessor assessor;
  private final Changes changes;
  private final Estate estate;
  private final ConfigurationModels types;
  private final Announcements announcements;
  private final Clock clock;

  Preauthorisations(
      ModelCatalogue catalogue,
      EligibilityPolicy policy,
      ChangeAssessor assessor,
      Changes changes,
      Estate estate,
      ConfigurationModels types,
      Announcements announcements,
      Clock clock) {
    this.catalogue = catalogue;
    this.policy = policy;
    this.assessor = assessor;
    this.changes = changes;
    this.estate = estate;
    this.types = types;
    this.announcements = announcements;
    this.clock = clock;
  }

  /** Decides by policy, and keeps what was decided. */
  void decide(Change change) {
    var assessment =
        change
            .assessment()
            .orElseThrow(() -> new NotNow(change.number() + " has not been assessed yet"));
    var decided =
        decided(
            change.policies(),
            change.content(),
            change.operations(),
            change.affected(),
            assessment,
            content(change, assessment));
    change.preauthorised(decided);
    announcements.announce(
        change,
        "EligibilityDetermined",
        decided.eligible() ? null : String.join("; ", decided.obstacles()),
        Map.of(
            "model",
            decided.model() + ":" + decided.version(),
            "eligible",
            decided.eligible(),
            "policyVersion",
            decided.eligibility().policyVersion()));
  }

  /**
   * What would be decided about a request; nothing is kept.
   *
   * @param affected the items in any role: who connects two items changes both
   */
  Preauthorisation decided(
      PolicySet policies,
      RequestedChange request,
      PlannedOperations operations,
      Set<ItemKey> affected,
      Assessment assessment,
      Map<Section, String> content) {
    var model = model(request);
    var gaps = gaps(model.scope(), operations, affected);
    var eligibility =
        policy
            .of(policies)
            .judge(
                new EligibilityQuestion(
                    model.state().name(),
                    !gaps.containsKey(Respect.TYPE),
                    !gaps.containsKey(Respect.ENVIRONMENT),
                    !gaps.containsKey(Respect.OWNER),
                    !gaps.containsKey(Respect.OPERATION),
                    !gaps.containsKey(Respect.ATTRIBUTE),
                    assessment.highRiskTarget(),
                    ChangeAssessor.hasConflicts(assessment),
                    ChangeAssessor.hitsFreeze(assessment)));
    var obstacles =
        eligibility.obstacles().stream()
            .map(
                obstacle ->
                    obstacle.because() + details(obstacle.respect(), gaps, model, assessment))
            .toList();
    return new Preauthorisation(
        model.key(),
        model.version(),
        eligibility.eligible(),
        obstacles,
        eligibility,
        content,
        clock.instant());
  }

  /**
   * Refuses unless the change was found eligible for exactly what it contains now and, until work
   * begins, by a version of its model that is still in force. What was begun under a version is
   * finished under it: half a routine is worse than either end of it.
   */
  void require(Change change) {
    var decided = change.preauthorisation().filter(Preauthorisation::eligible);
    if (decided.isEmpty()) {
      throw new NotNow(change.number() + " is not authorised by a model");
    }
    if (change.state().isBeforeWork() && !isInForce(decided.get())) {
      throw new NotNow(
          "Model %s:%d, which authorised %s, is not in force any more; edit its plan to have it decided again"
              .formatted(decided.get().model(), decided.get().version(), change.number()));
    }
    if (!content(change, change.assessment().orElseThrow()).equals(decided.get().content())) {
      throw new NotNow(
          change.number()
              + " is not authorised for what it contains now; edit its plan to have it decided again");
    }
  }

  private boolean isInForce(Preauthorisation decided) {
    return catalogue
        .latest(decided.model())
        .filter(model -> model.authorises() && model.version() == decided.version())
        .isPresent();
  }

  /** A run has ended: the record of its model may cost the model its pre-authorisation. */
  void closed(Change change) {
    var decided = change.preauthorisation().orElse(null);
    if (change.type() != ChangeType.STANDARD || decided == null) {
      return;
    }
    changes.flush();
    var last = lastRuns(decided.model(), decided.version());
    var failed = (int) last.stream().filter(CloseCode::isFailure).count();
    // What its record means for the model is for changes to come: by what is in force now.
    var standing = policy.standing(last.size(), failed);
    var inForce =
        catalogue
            .latest(decided.model())
            .filter(model -> model.authorises() && model.version() == decided.version());
    if (standing.suspended() && inForce.isPresent()) {
      catalogue.suspend(decided.model(), decided.version(), standing.because());
      var detail =
          Map.of(
              "model", inForce.get().name(),
              "runs", last.size(),
              "failures", failed,
              "policyVersion", standing.policyVersion());
      announcements.announce(change, "ModelSuspended", standing.because(), detail);
      announcements.announce(inForce.get(), "ModelSuspended", standing.because(), change.number());
    }
  }

  /** Whether a run that went as planned is looked at all the same. */
  boolean isSampled(Change change) {
    var decided = change.preauthorisation().orElse(null);
    if (decided == null) {
      return false;
    }
    var state =
        catalogue.versions(decided.model()).stream()
            .filter(model -> model.version() == decided.version())
            .map(model -> model.state().name())
            .findFirst()
            .orElseThrow();
    var before = changes.modelRecord(decided.model(), decided.version()).closed();
    return policy.of(change.policies()).isSampled(state, (int) before + 1);
  }

  private List<CloseCode> lastRuns(String model, int version) {
    return changes.lastRuns(model, version, Limit.of(RUNS_THAT_COUNT));
  }

  private ModelVersion model(RequestedChange request) {
    var key = Objects.requireNonNull(request.model(), "a standard change names its model");
    return catalogue
        .latest(key)
        .orElseThrow(() -> new IllegalStateException("There is no model " + key));
  }

  private Map<Respect, List<String>> gaps(
      ModelScope scope, PlannedOperations operations, Set<ItemKey> affected) {
    var touched = new ArrayList<ModelScope.TouchedItem>();
    if (!affected.isEmpty()) {
      estate
          .find(affected)
          .values()
          .forEach(
              item ->
                  touched.add(
                      new ModelScope.TouchedItem(
                          item.qualifiedName(),
                          ancestry(item.type()),
                          orEmpty(item.environment()),
                          orEmpty(item.owner()))));
    }
    operations.operations().stream()
        .filter(operation -> operation.op() == OperationKind.CREATE_ITEM)
        .forEach(created -> touched.add(created(created)));
    return scope.gaps(
        touched, operations.operations().stream().map(Preauthorisations::step).toList());
  }

  private ModelScope.TouchedItem created(PlannedOperation operation) {
    var type = Objects.requireNonNull(operation.type());
    return new ModelScope.TouchedItem(
        type + ":" + operation.to().get("name"),
        ancestry(type),
        orEmpty(operation.to().get("environment")),
        orEmpty(operation.to().get("owner")));
  }

  private Set<String> ancestry(String type) {
    return types.current().typeOf(type).lineage();
  }

  private static ModelScope.PlannedStep step(PlannedOperation operation) {
    Set<String> given =
        operation.op() == OperationKind.UPDATE_ITEM
            ? operation.to().keySet().stream()
                .map(
                    field ->
                        field.startsWith(ATTRIBUTE) ? field.substring(ATTRIBUTE.length()) : field)
                .collect(Collectors.toCollection(HashSet::new))
            : Set.of();
    return new ModelScope.PlannedStep(operation.op().name(), given);
  }

  private static String details(
      String respect, Map<Respect, List<String>> gaps, ModelVersion model, Assessment assessment) {
    var what =
        switch (respect) {
          case "MODEL" ->
              model.name() + (model.endReason() == null ? "" : ", " + model.endReason());
          case "CONFLICT" ->
              Stream.of(
                      assessment.conflicts().stream().map(WindowConflict::subject),
                      assessment.restrictions().outside().stream()
                          .map(outside -> outside.item() + " outside of its maintenance windows"),
                      assessment.discrepancies().stream()
                          .map(moved -> moved.item() + " " + moved.field()))
                  .flatMap(obstacles -> obstacles)
                  .distinct()
                  .collect(Collectors.joining(", "));
          case "FREEZE" ->
              assessment.restrictions().frozen().stream()
                  .map(frozen -> frozen.window() + " " + frozen.name())
                  .distinct()
                  .collect(Collectors.joining(", "));
          default ->
              gaps.entrySet().stream()
                  .filter(gap -> gap.getKey().name().equals(respect))
                  .flatMap(gap -> gap.getValue().stream())
                  .collect(Collectors.joining(", "));
        };
    return what.isEmpty() ? "" : ": " + what;
  }

  private static Map<Section, String> content(Change change, Assessment assessment) {
    var content = new EnumMap<Section, String>(Section.class);
    content.putAll(Sections.of(change, assessment.services()));
    content.keySet().retainAll(DECIDED_FOR);
    return content;
  }

  private static String orEmpty(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
