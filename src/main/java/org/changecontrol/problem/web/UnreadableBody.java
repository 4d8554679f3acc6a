package org.changecontrol.problem.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.IgnoredPropertyException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.changecontrol.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Says of a body that could not be read, or a parameter that could not be converted, where and why.
 */
final class UnreadableBody {

  private static final String WHOLE_BODY = "body";

  private static final Pattern COERCED =
      Pattern.compile("Cannot coerce String value \\(\"(.*)\"\\) to ", Pattern.DOTALL);

  private UnreadableBody() {}

  /**
   * @param cause what the reading of the body failed with, or null where it was missing
   */
  static Problem problem(@Nullable Throwable cause) {
    if (cause instanceof StreamConstraintsException) {
      return new Problem(
          WHOLE_BODY,
          null,
          "is nested too deeply or holds a text, a name or a number that is too long: at most "
              + JsonLimits.DEPTH
              + " levels, texts of "
              + JsonLimits.TEXT
              + ", names of "
              + JsonLimits.NAME
              + " and numbers of "
              + JsonLimits.NUMBER
              + " characters");
    }
    if (cause instanceof UnrecognizedPropertyException unknown) {
      return new Problem(path(unknown), null, "is not a field here" + known(unknown));
    }
    if (cause instanceof IgnoredPropertyException ignored) {
      return new Problem(path(ignored), null, "is not a field here");
    }
    if (cause instanceof InvalidFormatException format) {
      return new Problem(path(format), format.getValue(), right(format.getTargetType()));
    }
    if (cause instanceof MismatchedInputException mismatch) {
      return new Problem(path(mismatch), text(mismatch), right(mismatch.getTargetType()));
    }
    if (cause instanceof JsonMappingException mapping) {
      if (mapping.getCause() instanceof JsonProcessingException inner && inner != mapping) {
        return problem(inner);
      }
      return new Problem(path(mapping), null, "cannot be read: " + mapping.getOriginalMessage());
    }
    if (cause instanceof JsonProcessingException malformed) {
      return new Problem(WHOLE_BODY, null, "is not JSON" + at(malformed.getLocation()));
    }
    return new Problem(WHOLE_BODY, null, "is required, as JSON");
  }

  /** What would be right for a type, as a predicate: {@code must be a whole number}. */
  static String right(@Nullable Class<?> type) {
    if (type == null) {
      return "has the wrong type";
    }
    if (type.isEnum()) {
      return "must be one of "
          + Arrays.stream(type.getEnumConstants())
              .map(constant -> ((Enum<?>) constant).name())
              .collect(Collectors.joining(", "));
    }
    if (type == boolean.class || type == Boolean.class) {
      return "must be true or false";
    }
    if (List.of(int.class, Integer.class, long.class, Long.class, short.class, Short.class)
        .contains(type)) {
      return "must be a whole number";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "must be a number";
    }
    if (CharSequence.class.isAssignableFrom(type)) {
      return "must be text";
    }
    if (type == Instant.class || type == OffsetDateTime.class || type == ZonedDateTime.class) {
      return "must be an instant in ISO 8601 with its offset, for example 2031-03-04T18:00:00+01:00";
    }
    if (type == LocalDate.class) {
      return "must be a date in ISO 8601, for example 2031-03-04";
    }
    if (type == LocalDateTime.class) {
      return "must be a local date and time in ISO 8601, for example 2031-03-04T18:00:00";
    }
    if (type == Duration.class) {
      return "must be a duration in ISO 8601, for example PT2H";
    }
    if (type == UUID.class) {
      return "must be a UUID";
    }
    if (Collection.class.isAssignableFrom(type) || type.isArray()) {
      return "must be a list";
    }
    if (Map.class.isAssignableFrom(type) || type.isRecord()) {
      return "must be an object";
    }
    return "has the wrong type";
  }

  /** The text that stood where no text may: told in the message alone. */
  private static @Nullable String text(MismatchedInputException mismatch) {
    Matcher text = COERCED.matcher(mismatch.getOriginalMessage());
    return text.lookingAt() ? text.group(1) : null;
  }

  private static String known(UnrecognizedPropertyException unknown) {
    Collection<Object> known = unknown.getKnownPropertyIds();
    if (known == null || known.isEmpty()) {
      return "";
    }
    return "; the fields are "
        + known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
  }

  private static String at(@Nullable JsonLocation location) {
    return location == null
        ? ""
        : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private static String path(PropertyBindingException exception) {
    return path((JsonMappingException) exception);
  }

  private static String path(JsonMappingException exception) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : exception.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        if (!path.isEmpty()) {
          path.append('.');
        }
        path.append(step.getFieldName());
      }
    }
    return path.isEmpty() ? WHOLE_BODY : path.toString();
  }
}
