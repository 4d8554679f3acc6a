package org.changecontrol.engine.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.rest.dto.VariableValueDto;
import org.camunda.bpm.engine.rest.dto.runtime.StartProcessInstanceDto;
import org.camunda.bpm.engine.rest.dto.task.CompleteTaskDto;
import org.camunda.bpm.engine.rest.dto.task.UserIdDto;
import org.camunda.bpm.engine.variable.type.ValueType;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.NotAllowed;
import org.changecontrol.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bodies that come in at the engine's APIs. Submitted fields become plain texts, numbers
 * and booleans that do not rest in the engine: no object is ever made from what somebody sends, and
 * no text is cut to the engine's columns. What only the engine's tools need is refused by name.
 */
@Provider
public final class SubmissionReader implements ReaderInterceptor {

  private static final Set<String> FIELDS_OF_A_START =
      Set.of(
          "variables",
          "businessKey",
          "caseInstanceId",
          "startInstructions",
          "skipCustomListeners",
          "skipIoMappings",
          "withVariablesInReturn");

  private static final Set<String> FIELDS_OF_A_COMPLETION =
      Set.of("variables", "withVariablesInReturn");

  private static final Set<String> PLAIN_TYPES =
      Set.of("string", "boolean", "integer", "long", "short", "double", "number", "null", "json");

  /** As the engine writes instants, and as ISO 8601 does. */
  private static final List<DateTimeFormatter> INSTANTS =
      List.of(
          DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ", Locale.ROOT),
          DateTimeFormatter.ISO_OFFSET_DATE_TIME);

  private static final int DEEPEST = 64;

  /** Takes no name twice and no depth that somebody would have to count. */
  static final JsonFactory STRICT =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private static final ObjectMapper JSON = new ObjectMapper();

  @Context private @Nullable HttpServletRequest request;

  /** Made by the JAX-RS runtime. */
  public SubmissionReader() {}

  @Override
  public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    Attempt attempt = request == null ? null : Attempt.of(request);
    if (attempt == null) {
      throw new NotAllowed("A body came in that did not pass the door.");
    }
    byte[] body = context.getInputStream().readAllBytes();
    check(body, attempt.permission().body(), context.getType());
    context.setInputStream(new ByteArrayInputStream(body));
    Object read;
    try {
      read = context.proceed();
    } catch (JsonMappingException e) {
      throw unreadable(e, path(e));
    } catch (JsonProcessingException e) {
      throw unreadable(e, "body");
    }
    switch (attempt.permission().body()) {
      case SUBMISSION -> submission(read);
      case CLAIM -> claim(read, attempt);
      case DIRECTORY -> DirectoryEntries.check(read, attempt.call());
      case QUERY, PLAIN -> {}
    }
    return read;
  }

  /** Reads the text itself, so that nothing depends on which of two equal names a parser takes. */
  private static void check(byte[] body, Permission.Body kind, Class<?> type) throws IOException {
    if (body.length == 0 || kind == Permission.Body.PLAIN) {
      return;
    }
    Set<String> known =
        type == StartProcessInstanceDto.class ? FIELDS_OF_A_START : FIELDS_OF_A_COMPLETION;
    try (JsonParser parser = STRICT.createParser(body)) {
      int depth = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isStructStart()) {
          depth++;
        } else if (token.isStructEnd()) {
          depth--;
        } else if (kind == Permission.Body.QUERY) {
          refuseExpression(token, parser);
        } else if (kind == Permission.Body.SUBMISSION
            && token == JsonToken.FIELD_NAME
            && depth == 1
            && !known.contains(parser.currentName())) {
          throw new InvalidInput(
              new Problem(
                  parser.currentName(), null, "is not known here; fields stand in variables"));
        }
      }
    } catch (JsonProcessingException e) {
      throw unreadable(e, "body");
    }
  }

  private static void refuseExpression(JsonToken token, JsonParser parser) throws IOException {
    if (token == JsonToken.FIELD_NAME
        && parser.currentName().toLowerCase(Locale.ROOT).endsWith("expression")) {
      throw new NotAllowed(parser.currentName() + " is refused: queries hold no expressions.");
    }
    if (token == JsonToken.VALUE_STRING
        && (parser.getText().contains("${") || parser.getText().contains("#{"))) {
      throw new NotAllowed(parser.currentName() + " is refused: queries hold no expressions.");
    }
  }

  private static void submission(@Nullable Object read) throws IOException {
    if (read instanceof StartProcessInstanceDto start) {
      refuseTools(start);
      start.setVariables(passing(start.getVariables()));
    } else if (read instanceof CompleteTaskDto completion) {
      completion.setVariables(passing(completion.getVariables()));
    } else if (read != null) {
      throw new NotAllowed("This body is not known at this door.");
    }
  }

  private static void refuseTools(StartProcessInstanceDto start) {
    if (start.getStartInstructions() != null) {
      throw new NotAllowed(
          "startInstructions are refused: a change begins at its beginning, for everybody.");
    }
    if (start.isSkipCustomListeners() || start.isSkipIoMappings()) {
      throw new NotAllowed(
          (start.isSkipCustomListeners() ? "skipCustomListeners" : "skipIoMappings")
              + " is refused: nothing of a process is skipped.");
    }
    List<Problem> problems = new ArrayList<>();
    if (start.getBusinessKey() != null && !start.getBusinessKey().isEmpty()) {
      problems.add(
          new Problem(
              "businessKey",
              start.getBusinessKey(),
              "is the change number; the platform gives it"));
    }
    if (start.getCaseInstanceId() != null) {
      problems.add(new Problem("caseInstanceId", start.getCaseInstanceId(), "is not known here"));
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
  }

  private static void claim(@Nullable Object read, Attempt attempt) {
    if (read instanceof UserIdDto claim && !attempt.actor().id().equals(claim.getUserId())) {
      throw new NotAllowed("userId: a task is claimed by oneself, for nobody else.");
    }
  }

  private static Map<String, VariableValueDto> passing(
      @Nullable Map<String, VariableValueDto> variables) throws IOException {
    Map<String, VariableValueDto> passing = new HashMap<>();
    if (variables != null) {
      List<Problem> problems = new ArrayList<>();
      for (Map.Entry<String, VariableValueDto> field : variables.entrySet()) {
        VariableValueDto sent = field.getValue();
        String type = sent == null ? null : sent.getType();
        if (type != null
            && !PLAIN_TYPES.contains(type.toLowerCase(Locale.ROOT))
            && !type.equalsIgnoreCase("date")) {
          problems.add(
              new Problem(
                  field.getKey(),
                  type,
                  "is of type "
                      + type
                      + "; taken are String, Boolean, Integer, Long, Double, Date and Json"));
        } else {
          passing.put(field.getKey(), passing(sent == null ? null : sent.getValue(), type));
        }
      }
      if (!problems.isEmpty()) {
        throw new InvalidInput(problems);
      }
    }
    return passing;
  }

  private static VariableValueDto passing(@Nullable Object value, @Nullable String type)
      throws IOException {
    VariableValueDto passing = new VariableValueDto();
    if (value instanceof Map<?, ?> || value instanceof List<?>) {
      passing.setValue(JSON.writeValueAsString(value));
    } else if ("date".equalsIgnoreCase(type) && value instanceof String text) {
      passing.setValue(iso(text));
    } else {
      passing.setValue(value);
    }
    passing.setValueInfo(Map.of(ValueType.VALUE_INFO_TRANSIENT, true));
    return passing;
  }

  /** An instant as ISO 8601 has it; what is none stays as it was sent, for the domain to refuse. */
  private static String iso(String text) {
    for (DateTimeFormatter format : INSTANTS) {
      try {
        return OffsetDateTime.parse(text, format).toString();
      } catch (DateTimeParseException e) {
        // the next format may fit
      }
    }
    return text;
  }

  private static InvalidInput unreadable(JsonProcessingException failure, String where) {
    InvalidInput input =
        new InvalidInput(
            new Problem(where, null, "is not readable JSON: " + failure.getOriginalMessage()));
    input.initCause(failure);
    return input;
  }

  private static String path(JsonMappingException failure) {
    String path =
        String.join(
            ".",
            failure.getPath().stream()
                .map(
                    step ->
                        step.getFieldName() == null
                            ? Integer.toString(step.getIndex())
                            : step.getFieldName())
                .toList());
    return path.isEmpty() ? "body" : path;
  }
}
