package org.changecontrol.change;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.changecontrol.changemodel.ModelVersion;
import org.changecontrol.cmdb.PlannedOperation;
import org.changecontrol.policy.MatchedRule;
import org.changecontrol.policy.Questionnaire;
import org.changecontrol.policy.Risk;
import org.changecontrol.policy.RiskRating;
import org.changecontrol.policy.Section;
import org.jspecify.annotations.Nullable;

/**
 * A change record as people and pipelines read it.
 *
 * @param items what is affected, by role and origin
 * @param changeSet the operations as they were asked for
 * @param operations the same, checked against the estate
 * @param impact 1 to 4; null before the assessment
 * @param likelihood 1 to 4; null before the assessment
 * @param rules the policy rules that matched when the risk was rated
 * @param riskLowered whether a person set the risk lower than it was rated
 * @param sections the hash of each section, as votes bind to them
 * @param processVersion the process and its version; null before it began
 * @param policyVersions the versions of the tables that were asked
 * @param incident what an emergency answers to; null for others
 * @param priority1 whether that incident has priority 1, as the requester says
 * @param model key of the model that a standard change follows; null for others
 * @param modelVersion the version of it that was asked; null before
 * @param eligibility what was decided about it; null for others than standard changes
 * @param proposedModel the model that this change proposes; null for others
 * @param convertedTo the normal change that a standard change became
 * @param convertedFrom the standard change that this normal change was
 * @param doneBy who did it outside of change control, as the report says
 * @param source what has reported it
 * @param explanations open changes that may explain what was observed
 * @param differenceReview what a person decided about it; null before, and for others
 * @param lacking the fields that a draft still needs to be submitted
 * @param consultation what its stakeholders are asked and the last word of each; null where nobody
 *     was asked
 * @param reviewDueAt until when it has to be reviewed; null before the review begins
 * @param overrunSince since when it has been worked on after its window; null where it was not
 * @param afterwards the full assessment of an emergency after the fact; null for others
 * @param endReason why it was rejected, cancelled or backed out; REDEPLOYED where an existing item
 *     served
 */
public record ChangeDocument(
    ChangeNumber number,
    ChangeType type,
    ChangeState state,
    String title,
    @Nullable String description,
    @Nullable String justification,
    @Nullable String category,
    String requester,
    @Nullable String implementer,
    List<Affected> items,
    List<Map<String, Object>> changeSet,
    List<PlannedOperation> operations,
    @Nullable Instant plannedStart,
    @Nullable Instant plannedEnd,
    @Nullable Instant pointOfNoReturn,
    @Nullable Instant actualStart,
    @Nullable Instant actualEnd,
    @Nullable String implementationPlan,
    @Nullable String testPlan,
    @Nullable String backoutPlan,
    @Nullable String communicationPlan,
    @Nullable Boolean outageExpected,
    @Nullable Questionnaire questionnaire,
    @Nullable String incident,
    @Nullable Boolean priority1,
    @Nullable String model,
    @Nullable Integer modelVersion,
    @Nullable Eligible eligibility,
    @Nullable ModelVersion proposedModel,
    @Nullable String convertedTo,
    @Nullable String convertedFrom,
    List<String> lacking,
    @Nullable String doneBy,
    @Nullable String source,
    List<Explanations.Explanation> explanations,
    @Nullable DifferenceReview differenceReview,
    @Nullable Risk risk,
    @Nullable Integer impact,
    @Nullable Integer likelihood,
    List<MatchedRule> rules,
    boolean riskLowered,
    List<Conflict> conflicts,
    @Nullable ConsultationDocument consultation,
    boolean onHold,
    @Nullable String holdReason,
    @Nullable ImplementationOutcome outcome,
    @Nullable Boolean verified,
    @Nullable CloseCode closeCode,
    @Nullable String endReason,
    @Nullable Held review,
    @Nullable Instant reviewDueAt,
    @Nullable Instant overrunSince,
    @Nullable Afterwards afterwards,
    @Nullable String basedOn,
    Map<Section, String> sections,
    @Nullable String processVersion,
    Map<String, String> policyVersions,
    Instant requestedAt,
    @Nullable Instant submittedAt,
    @Nullable Instant closedAt,
    List<NextStep> nextSteps) {

  /**
   * @param revision the item's revision when the change was planned
   */
  public record Affected(
      String key, String name, Target.Role role, Target.Origin origin, int revision) {}

  /**
   * Something that stands in the way.
   *
   * @param change the other change; null where there is none
   * @param window of the other change; for a freeze its date; for a missed maintenance window its
   *     next date
   * @param freeze the number of the freeze; null for other kinds
   * @param name what the freeze is called; null for other kinds
   * @param item null for a freeze of the whole estate where no item is touched
   */
  public record Conflict(
      Kind kind,
      @Nullable String change,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String freeze,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String name,
      @Nullable Window window,
      @Nullable String item,
      @Nullable String field,
      @Nullable Object expected,
      @Nullable Object actual) {

    /** What kind of conflict. */
    public enum Kind {
      /** Another change has the same item in an overlapping window. */
      SAME_ITEM,
      /** A field that the change set touches has moved since it was planned. */
      BASE_MOVED,
      /** The window runs into a freeze that covers the item. */
      FREEZE,
      /** The item has maintenance windows, and the window does not lie in them. */
      OUTSIDE_MAINTENANCE,
      /** The implementer carries out another change in an overlapping window; asks for no gate. */
      SAME_IMPLEMENTER,
      /**
       * Another change has an item in an overlapping window that contains one of this change's, or
       * is contained in it; asks for no gate.
       */
      PARENT_OR_CHILD,
      /** Another change impacts the same service in an overlapping window; asks for no gate. */
      SHARED_SERVICE
    }
  }

  /** From start, inclusive, until end, exclusive. */
  public record Window(Instant start, Instant end) {}

  /**
   * Whether the model of a standard change has authorised it.
   *
   * @param obstacles why it has not
   */
  public record Eligible(boolean eligible, List<String> obstacles, List<MatchedRule> rules) {}

  /** What the full assessment found when the review of an emergency began. */
  public record Afterwards(RiskRating risk, Map<String, Object> impact) {}

  /** The review as it was held. */
  public record Held(CloseCode closeCode, String findings, String reviewer, Instant at) {}
}
