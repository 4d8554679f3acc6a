package org.changecontrol.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.changecontrol.identity.People;
import org.changecontrol.policy.Questionnaire;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.Problem;
import org.changecontrol.problem.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads a request for change as it comes from a form, the engine's API or {@code /api}: one set of
 * names, one set of rules. Lists and objects may come as JSON or as JSON text, items also as text
 * separated by commas.
 */
@Component
class RequestReader {

  static final int LONGEST_TITLE = 200;
  static final int LONGEST_CATEGORY = 100;
  static final int LONGEST_NAME = 255;
  static final int MOST_ITEMS = 1_000;
  static final int MOST_OPERATIONS = 1_000;

  static final int LONGEST_INCIDENT = 100;
  static final int LONGEST_MODEL = 100;

  private static final List<String> OF_EVERY_TYPE =
      List.of(
          "title",
          "description",
          "justification",
          "category",
          "items",
          "changeSet",
          "plannedStart",
          "plannedEnd",
          "pointOfNoReturn",
          "implementer",
          "implementationPlan",
          "testPlan",
          "backoutPlan",
          "communicationPlan",
          "outageExpected",
          "questionnaire");

  private static final List<String> OBSERVED =
      List.of(
          "title", "description", "category", "items", "changeSet", "incident", "doneBy", "source");

  /** What a model may fix for each change that follows it. */
  static final List<String> FIXED_BY_MODELS =
      List.of(
          "title",
          "description",
          "justification",
          "category",
          "implementationPlan",
          "testPlan",
          "backoutPlan",
          "communicationPlan",
          "outageExpected",
          "questionnaire");

  /** What may be said of a change of this type, by the names of the contract. */
  static List<String> content(ChangeType type) {
    return switch (type) {
      case NORMAL -> OF_EVERY_TYPE;
      case EMERGENCY -> with(OF_EVERY_TYPE, "incident", "priority1");
      case STANDARD -> with(OF_EVERY_TYPE, "model");
      case RETROSPECTIVE -> OBSERVED;
      case MODEL -> List.of();
    };
  }

  /** What may be said when a change of this type is requested. */
  static List<String> request(ChangeType type) {
    return type == ChangeType.RETROSPECTIVE
        ? with(content(type), "idempotencyKey")
        : with(content(type), "idempotencyKey", "draft");
  }

  private static List<String> with(List<String> names, String... more) {
    return Stream.concat(names.stream(), Stream.of(more)).toList();
  }

  private static final List<String> QUESTIONS =
      List.of("doneBefore", "tested", "backoutTested", "teamsInvolved", "reversible");

  private final ObjectMapper json;
  private final People people;
  private final Clock clock;

  RequestReader(ObjectMapper json, People people, Clock clock) {
    this.json = json;
    this.people = people;
    this.clock = clock;
  }

  /**
   * @throws InvalidInput with everything that is malformed; what is missing is not looked at here
   */
  RequestedChange read(Submission submission) {
    var end = submission.instant("plannedEnd");
    if (end != null && !end.isAfter(clock.instant())) {
      submission.problem("plannedEnd", end.toString(), "must lie in the future");
    }
    var request =
        new RequestedChange(
            submission.text("title", LONGEST_TITLE),
            submission.text("description", Submission.LONGEST_TEXT),
            submission.text("justification", Submission.LONGEST_TEXT),
            submission.text("category", LONGEST_CATEGORY),
            items(submission),
            changeSet(submission),
            submission.instant("plannedStart"),
            end,
            submission.instant("pointOfNoReturn"),
            implementer(submission),
            submission.text("implementationPlan", Submission.LONGEST_TEXT),
            submission.text("testPlan", Submission.LONGEST_TEXT),
            submission.text("backoutPlan", Submission.LONGEST_TEXT),
            submission.text("communicationPlan", Submission.LONGEST_TEXT),
            submission.flag("outageExpected"),
            questionnaire(submission),
            submission.text("incident", LONGEST_INCIDENT),
            submission.flag("priority1"),
            submission.text("model", LONGEST_MODEL),
            submission.text("doneBy", LONGEST_NAME),
            submission.text("source", LONGEST_NAME));
    submission.problems(request.contradictions());
    submission.check();
    return request;
  }

  private @Nullable String implementer(Submission submission) {
    var implementer = submission.text("implementer", LONGEST_NAME);
    if (implementer != null && !Responsibility.takePart(people.groupsOf(implementer))) {
      submission.problem(
          "implementer", implementer, "is nobody's account here who may carry out changes");
    }
    return implementer;
  }

  private @Nullable List<String> items(Submission submission) {
    var raw = submission.raw("items");
    if (raw == null) {
      return null;
    }
    var value =
        raw instanceof CharSequence text && !text.toString().strip().startsWith("[")
            ? Arrays.stream(text.toString().split(",")).map(String::strip).toList()
            : parsed("items", raw, submission);
    if (!(value instanceof List<?> list)) {
      notA("a list of item keys or type:name", "items", raw, submission);
      return null;
    }
    if (list.size() > MOST_ITEMS) {
      submission.problem(
          "items",
          null,
          "names %d items; at most %d are allowed".formatted(list.size(), MOST_ITEMS));
      return null;
    }
    var names = new ArrayList<String>();
    for (var i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof String name && !name.isBlank()) {
        names.add(name.strip());
      } else {
        submission.problem(
            "items[%d]".formatted(i), list.get(i), "must be an item key or type:name");
      }
    }
    return List.copyOf(names);
  }

  private @Nullable List<Map<String, Object>> changeSet(Submission submission) {
    var raw = submission.raw("changeSet");
    if (raw == null) {
      return null;
    }
    if (!(parsed("changeSet", raw, submission) instanceof List<?> list)) {
      notA("a list of operations", "changeSet", raw, submission);
      return null;
    }
    if (list.size() > MOST_OPERATIONS) {
      submission.problem(
          "changeSet",
          null,
          "has %d operations; at most %d are allowed".formatted(list.size(), MOST_OPERATIONS));
      return null;
    }
    var operations = new ArrayList<Map<String, Object>>();
    for (var i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof Map<?, ?> operation) {
        operations.add(json.convertValue(operation, new TypeReference<Map<String, Object>>() {}));
      } else {
        submission.problem(
            "changeSet[%d]".formatted(i), list.get(i), "must be an object with a field op");
      }
    }
    return operations;
  }

  private @Nullable Questionnaire questionnaire(Submission submission) {
    var raw = submission.raw("questionnaire");
    if (raw == null) {
      return null;
    }
    if (!(parsed("questionnaire", raw, submission) instanceof Map<?, ?> answers)) {
      notA(
          "an object with any of " + String.join(", ", QUESTIONS),
          "questionnaire",
          raw,
          submission);
      return null;
    }
    var answered =
        new Submission(
            json.convertValue(answers, new TypeReference<Map<String, Object>>() {}), QUESTIONS);
    var questionnaire =
        new Questionnaire(
            answered.flag("doneBefore"),
            answered.flag("tested"),
            answered.flag("backoutTested"),
            teams(answered),
            answered.flag("reversible"));
    submission.problems(
        answered.problems().stream()
            .map(p -> new Problem("questionnaire." + p.field(), p.value(), p.problem()))
            .toList());
    return questionnaire;
  }

  private static @Nullable Integer teams(Submission answered) {
    var raw = answered.raw("teamsInvolved");
    if (raw == null) {
      return null;
    }
    try {
      var teams = Integer.parseInt(raw.toString().strip());
      if (teams >= 1 && teams <= 1_000) {
        return teams;
      }
    } catch (NumberFormatException notANumber) {
      // told below, together with a number out of bounds
    }
    answered.problem("teamsInvolved", raw, "must be a whole number from 1 to 1000");
    return null;
  }

  private @Nullable Object parsed(String field, Object raw, Submission submission) {
    if (!(raw instanceof CharSequence text)) {
      return raw;
    }
    try {
      return json.readValue(text.toString(), Object.class);
    } catch (JsonProcessingException unreadable) {
      submission.problem(
          field, text.toString(), "is not readable JSON: " + unreadable.getOriginalMessage());
      return null;
    }
  }

  private static void notA(String what, String field, Object raw, Submission submission) {
    if (submission.problems().stream().noneMatch(problem -> problem.field().equals(field))) {
      submission.problem(field, raw, "must be " + what);
    }
  }
}
