package org.changecontrol.change;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.changecontrol.calendar.ChangeWindow;
import org.changecontrol.policy.Questionnaire;
import org.changecontrol.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What a requester asks for, in his own words; everything may be missing while it is a draft.
 *
 * @param items keys or {@code type:name}, as written; at most 1 000; an empty list says "none",
 *     null says nothing
 * @param changeSet operations as written; at most 1 000; an empty list says "none", null says
 *     nothing
 * @param incident what an emergency answers to: the number of the incident where it is kept
 * @param priority1 whether that incident has priority 1
 * @param doneBy who did it outside of change control, as far as it is known; retrospective changes
 * @param source what has reported it; retrospective changes
 * @param model key of the model that a standard change follows
 * @param plannedStart may lie in the past: then the window is open
 * @param pointOfNoReturn until when work that has to be undone is undone by the planned end; null
 *     where that makes no difference
 */
public record RequestedChange(
    @Nullable String title,
    @Nullable String description,
    @Nullable String justification,
    @Nullable String category,
    @Nullable List<String> items,
    @Nullable List<Map<String, Object>> changeSet,
    @Nullable Instant plannedStart,
    @Nullable Instant plannedEnd,
    @Nullable Instant pointOfNoReturn,
    @Nullable String implementer,
    @Nullable String implementationPlan,
    @Nullable String testPlan,
    @Nullable String backoutPlan,
    @Nullable String communicationPlan,
    @Nullable Boolean outageExpected,
    @Nullable Questionnaire questionnaire,
    @Nullable String incident,
    @Nullable Boolean priority1,
    @Nullable String model,
    @Nullable String doneBy,
    @Nullable String source) {

  /**
   * This request with everything that the later one says in its place; what the later one leaves
   * out stays.
   */
  public RequestedChange with(RequestedChange later) {
    return new RequestedChange(
        or(later.title, title),
        or(later.description, description),
        or(later.justification, justification),
        or(later.category, category),
        or(later.items, items),
        or(later.changeSet, changeSet),
        or(later.plannedStart, plannedStart),
        or(later.plannedEnd, plannedEnd),
        or(later.pointOfNoReturn, pointOfNoReturn),
        or(later.implementer, implementer),
        or(later.implementationPlan, implementationPlan),
        or(later.testPlan, testPlan),
        or(later.backoutPlan, backoutPlan),
        or(later.communicationPlan, communicationPlan),
        or(later.outageExpected, outageExpected),
        answered(later.questionnaire, questionnaire),
        or(later.incident, incident),
        or(later.priority1, priority1),
        or(later.model, model),
        or(later.doneBy, doneBy),
        or(later.source, source));
  }

  /** What a change of this type still lacks before it can be submitted. */
  public List<Problem> missing(ChangeType type) {
    var missing = new ArrayList<Problem>();
    require(missing, "title", title);
    if (type == ChangeType.STANDARD) {
      require(missing, "model", model);
    } else if (type == ChangeType.RETROSPECTIVE) {
      require(missing, "description", description);
    } else {
      require(missing, "description", description);
      require(missing, "justification", justification);
    }
    if (namedItems().isEmpty() && operations().isEmpty()) {
      missing.add(
          new Problem("items", null, "is required where there is no changeSet: name at least one"));
    }
    if (type.isPlanned()) {
      require(missing, "plannedStart", plannedStart);
      require(missing, "plannedEnd", plannedEnd);
    }
    if (type == ChangeType.NORMAL || type == ChangeType.EMERGENCY) {
      require(missing, "implementer", implementer);
      require(missing, "implementationPlan", implementationPlan);
      require(missing, "backoutPlan", backoutPlan);
    }
    if (type == ChangeType.EMERGENCY) {
      require(missing, "incident", incident);
    }
    return missing;
  }

  /** Where its times contradict each other; what is missing contradicts nothing. */
  List<Problem> contradictions() {
    var found = new ArrayList<Problem>();
    if (plannedStart != null && plannedEnd != null && !plannedEnd.isAfter(plannedStart)) {
      found.add(
          new Problem(
              "plannedEnd", plannedEnd.toString(), "must be after plannedStart " + plannedStart));
    }
    if (pointOfNoReturn != null && plannedStart != null && !pointOfNoReturn.isAfter(plannedStart)) {
      found.add(outside("must be after plannedStart " + plannedStart));
    }
    if (pointOfNoReturn != null && plannedEnd != null && pointOfNoReturn.isAfter(plannedEnd)) {
      found.add(outside("must not be after plannedEnd " + plannedEnd));
    }
    return found;
  }

  private Problem outside(String problem) {
    return new Problem("pointOfNoReturn", String.valueOf(pointOfNoReturn), problem);
  }

  /** The same as a normal change asks for it: without its model. */
  RequestedChange withoutModel() {
    return new RequestedChange(
        title,
        description,
        justification,
        category,
        items,
        changeSet,
        plannedStart,
        plannedEnd,
        pointOfNoReturn,
        implementer,
        implementationPlan,
        testPlan,
        backoutPlan,
        communicationPlan,
        outageExpected,
        questionnaire,
        incident,
        priority1,
        null,
        doneBy,
        source);
  }

  /** The items named, none where nothing was said. */
  public List<String> namedItems() {
    return items == null ? List.of() : items;
  }

  /** The operations asked for, none where nothing was said. */
  public List<Map<String, Object>> operations() {
    return changeSet == null ? List.of() : changeSet;
  }

  /** The planned window of a request that lacks nothing. */
  public ChangeWindow window() {
    if (plannedStart == null || plannedEnd == null) {
      throw new IllegalStateException("a request without a window is a draft");
    }
    return new ChangeWindow(plannedStart, plannedEnd);
  }

  /** The answers, unanswered ones counting as the worse. */
  public Questionnaire answers() {
    return questionnaire == null ? Questionnaire.UNANSWERED : questionnaire;
  }

  /**
   * Whether the service is expected to be interrupted; unanswered counts as no outage announced.
   */
  public boolean expectsOutage() {
    return Boolean.TRUE.equals(outageExpected);
  }

  /** Whether it answers to an incident of priority 1, as its requester says. */
  public boolean claimsPriority1() {
    return incident != null && Boolean.TRUE.equals(priority1);
  }

  private static void require(List<Problem> missing, String field, @Nullable Object value) {
    if (value == null) {
      missing.add(Problem.missing(field));
    }
  }

  /** Each answer by itself: a form sends the questions that nobody answered as well. */
  private static @Nullable Questionnaire answered(
      @Nullable Questionnaire later, @Nullable Questionnaire earlier) {
    if (later == null || earlier == null) {
      return or(later, earlier);
    }
    return new Questionnaire(
        or(later.doneBefore(), earlier.doneBefore()),
        or(later.tested(), earlier.tested()),
        or(later.backoutTested(), earlier.backoutTested()),
        or(later.teamsInvolved(), earlier.teamsInvolved()),
        or(later.reversible(), earlier.reversible()));
  }

  private static <T> @Nullable T or(@Nullable T first, @Nullable T second) {
    return first == null ? second : first;
  }
}
