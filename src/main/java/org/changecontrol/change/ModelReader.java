package org.changecontrol.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.changecontrol.changemodel.ModelScope;
import org.changecontrol.changemodel.ProposedModel;
import org.changecontrol.cmdb.ConfigurationModels;
import org.changecontrol.cmdb.OperationKind;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.PlainText;
import org.changecontrol.problem.Problem;
import org.changecontrol.problem.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads a proposed model as it comes from the form, the engine's API or {@code /api}. Scope and
 * fields may come as JSON or as JSON text.
 */
@Component
class ModelReader {

  static final List<String> PROPOSAL =
      List.of("key", "title", "description", "scope", "fields", "evidence");

  private static final List<String> SCOPE =
      List.of("types", "environments", "owners", "operations", "attributes");

  private static final Pattern KEY = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final int LONGEST_NAME = 255;
  private static final int MOST = 100;

  private final ObjectMapper json;
  private final ConfigurationModels types;
  private final RequestReader requests;
  private final ChangeRegister register;

  ModelReader(
      ObjectMapper json,
      ConfigurationModels types,
      RequestReader requests,
      ChangeRegister register) {
    this.json = json;
    this.types = types;
    this.requests = requests;
    this.register = register;
  }

  /**
   * @throws InvalidInput with everything that is missing, malformed or unknown
   */
  ProposedModel read(Map<String, ?> fields) {
    var submission = new Submission(fields, PROPOSAL);
    var key = submission.requiredText("key", RequestReader.LONGEST_MODEL);
    if (!key.isEmpty() && !KEY.matcher(key).matches()) {
      submission.problem(
          "key", key, "must be lower-case words joined by hyphens, for example resize-disk");
    }
    var title = submission.requiredText("title", RequestReader.LONGEST_TITLE);
    var description = submission.requiredText("description", Submission.LONGEST_TEXT);
    var scope = scope(submission);
    var fixed = fixed(submission);
    var evidence = evidence(submission);
    submission.check();
    return new ProposedModel(key, title, description, scope, fixed, evidence);
  }

  private ModelScope scope(Submission submission) {
    var raw = object("scope", submission);
    if (raw == null) {
      if (submission.raw("scope") == null) {
        submission.problems(List.of(Problem.missing("scope")));
      }
      return new ModelScope(List.of(), List.of(), List.of(), List.of(), List.of());
    }
    var inner = new Submission(raw, SCOPE);
    var covered = types.current();
    var scope =
        new ModelScope(
            names(inner, "types", type -> covered.itemType(type).isPresent(), "is no item type"),
            names(inner, "environments", any -> true, ""),
            names(inner, "owners", any -> true, ""),
            names(inner, "operations", ModelReader::isOperation, "is none of " + operations()),
            names(inner, "attributes", any -> true, ""));
    if (scope.types().isEmpty()) {
      inner.problem("types", null, "is required: name at least one item type");
    }
    if (scope.operations().contains(OperationKind.UPDATE_ITEM.name())
        && scope.attributes().isEmpty()) {
      inner.problem(
          "attributes", null, "is required for UPDATE_ITEM: name what may be given a value");
    }
    submission.problems(
        inner.problems().stream()
            .map(p -> new Problem("scope." + p.field(), p.value(), p.problem()))
            .toList());
    return scope;
  }

  private Map<String, Object> fixed(Submission submission) {
    var raw = object("fields", submission);
    if (raw == null) {
      return Map.of();
    }
    try {
      requests.read(new Submission(raw, RequestReader.FIXED_BY_MODELS));
    } catch (InvalidInput invalid) {
      submission.problems(
          invalid.problems().stream()
              .map(p -> new Problem("fields." + p.field(), p.value(), p.problem()))
              .toList());
    }
    return raw;
  }

  /** Changes on record; a routine without any is a claim and no experience. */
  private List<String> evidence(Submission submission) {
    var evidence =
        names(
            submission,
            "evidence",
            number -> ChangeNumber.isNumber(number) && register.exists(number),
            "is no change on record");
    if (evidence.isEmpty()
        && submission.problems().stream().noneMatch(p -> p.field().startsWith("evidence"))) {
      submission.problem(
          "evidence",
          null,
          "is required: name at least one change that shows the routine is proven");
    }
    return evidence;
  }

  private List<String> names(
      Submission submission, String field, Predicate<String> known, String problem) {
    var raw = submission.raw(field);
    if (raw == null) {
      return List.of();
    }
    if (!(listOf(raw) instanceof List<?> values) || values.size() > MOST) {
      submission.problem(field, null, "must be a list of at most " + MOST + " names");
      return List.of();
    }
    var names = new ArrayList<String>();
    for (var i = 0; i < values.size(); i++) {
      var place = "%s[%d]".formatted(field, i);
      if (!(values.get(i) instanceof String name)
          || name.isBlank()
          || name.length() > LONGEST_NAME
          || !PlainText.isText(name)) {
        submission.problem(place, values.get(i), "must be a name of at most 255 characters");
      } else if (!known.test(name.strip())) {
        submission.problem(place, name, problem);
      } else {
        names.add(name.strip());
      }
    }
    return names.stream().distinct().toList();
  }

  /** A list as JSON, as JSON text, or as text separated by commas; null where it is none. */
  private @Nullable Object listOf(Object raw) {
    if (!(raw instanceof CharSequence text)) {
      return raw;
    }
    if (!text.toString().strip().startsWith("[")) {
      return Arrays.stream(text.toString().split(",")).map(String::strip).toList();
    }
    try {
      return json.readValue(text.toString(), Object.class);
    } catch (JsonProcessingException unreadable) {
      return null;
    }
  }

  private @Nullable Map<String, Object> object(String field, Submission submission) {
    var raw = submission.raw(field);
    if (raw == null) {
      return null;
    }
    try {
      JsonNode value =
          raw instanceof CharSequence text ? json.readTree(text.toString()) : json.valueToTree(raw);
      if (value.isObject()) {
        return json.convertValue(value, new TypeReference<Map<String, Object>>() {});
      }
      submission.problem(field, null, "must be an object");
    } catch (JsonProcessingException unreadable) {
      submission.problem(
          field, String.valueOf(raw), "is not readable JSON: " + unreadable.getOriginalMessage());
    }
    return null;
  }

  private static boolean isOperation(String name) {
    return Arrays.stream(OperationKind.values()).anyMatch(kind -> kind.name().equals(name));
  }

  private static String operations() {
    return Arrays.stream(OperationKind.values()).map(Enum::name).collect(Collectors.joining(", "));
  }
}
