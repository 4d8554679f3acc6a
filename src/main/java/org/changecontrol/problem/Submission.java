package org.changecontrol.problem;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fields as somebody submitted them, by form, engine API or {@code /api}; read strictly. Reading
 * collects every problem; {@link #check()} refuses them all at once. Null and the empty text count
 * as missing.
 */
public final class Submission {

  /** The longest text the platform takes in one field, in characters. */
  public static final int LONGEST_TEXT = 20_000;

  private final Map<String, ?> fields;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param known the only names that may be submitted here
   */
  public Submission(Map<String, ?> fields, Collection<String> known) {
    this.fields = fields;
    fields
        .keySet()
        .forEach(
            name -> {
              if (!known.contains(name)) {
                problems.add(
                    new Problem(
                        name,
                        shown(fields.get(name)),
                        "is not a field here; known are " + String.join(", ", known)));
              }
            });
  }

  /** Whether the field has a value. */
  public boolean has(String name) {
    return present(name) != null;
  }

  /** The value as it was sent, or null when missing. */
  public @Nullable Object raw(String name) {
    return present(name);
  }

  /** A text of at most {@code longest} characters, stripped; null when missing. */
  public @Nullable String text(String name, int longest) {
    var value = present(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof CharSequence)) {
      problem(name, value, "must be a text");
      return null;
    }
    var text = value.toString().strip();
    if (text.length() > longest) {
      problem(
          name,
          shown(text),
          "has %d characters; at most %d are allowed".formatted(text.length(), longest));
      return null;
    }
    if (!PlainText.isText(text)) {
      problem(name, null, PlainText.NO_TEXT);
      return null;
    }
    return text;
  }

  /** A text that must be there. */
  public String requiredText(String name, int longest) {
    var before = problems.size();
    var text = text(name, longest);
    if (text == null && problems.size() == before) {
      problems.add(Problem.missing(name));
    }
    return text == null ? "" : text;
  }

  /**
   * True or false, as a JSON boolean or as the texts {@code true} and {@code false}; null when
   * missing.
   */
  public @Nullable Boolean flag(String name) {
    var value = present(name);
    if (value == null || value instanceof Boolean) {
      return (Boolean) value;
    }
    var text = value.toString().strip().toLowerCase(Locale.ROOT);
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    problem(name, value, "must be true or false");
    return null;
  }

  /** True or false, which must be there. */
  public boolean requiredFlag(String name) {
    var before = problems.size();
    var flag = flag(name);
    if (flag == null && problems.size() == before) {
      problem(name, null, "is required: true or false");
    }
    return Boolean.TRUE.equals(flag);
  }

  /** One of the constants of an enumeration; null when missing. */
  public <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
    var value = present(name);
    if (value == null) {
      return null;
    }
    for (var constant : type.getEnumConstants()) {
      if (constant.name().equals(value.toString())) {
        return constant;
      }
    }
    problem(name, value, "must be one of " + Arrays.toString(type.getEnumConstants()));
    return null;
  }

  /** One of the constants of an enumeration, which must be there. */
  public <E extends Enum<E>> E requiredChoice(String name, Class<E> type) {
    var before = problems.size();
    var chosen = choice(name, type);
    if (chosen != null) {
      return chosen;
    }
    if (problems.size() == before) {
      problem(name, null, "is required: one of " + Arrays.toString(type.getEnumConstants()));
    }
    return type.getEnumConstants()[0];
  }

  /** An instant in ISO 8601 with offset, microseconds kept; null when missing. */
  public @Nullable Instant instant(String name) {
    var value = present(name);
    if (value == null) {
      return null;
    }
    try {
      var instant =
          value instanceof Date date
              ? date.toInstant()
              : value instanceof Instant already
                  ? already
                  : OffsetDateTime.parse(value.toString().strip()).toInstant();
      var year = instant.atOffset(java.time.ZoneOffset.UTC).getYear();
      if (year < 1970 || year > 9999) {
        problem(name, value, "must lie between the years 1970 and 9999");
        return null;
      }
      return instant.truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException unreadable) {
      problem(
          name,
          shown(value),
          "must be an instant in ISO 8601 with offset, such as 2027-03-01T20:00:00+01:00");
      return null;
    }
  }

  /** Adds a problem that the reader of these fields has found himself. */
  public void problem(String name, @Nullable Object value, String problem) {
    problems.add(new Problem(name, shown(value), problem));
  }

  /** Adds problems found elsewhere. */
  public void problems(Collection<Problem> others) {
    problems.addAll(others);
  }

  /** All problems so far. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /**
   * @throws InvalidInput when anything read so far was wrong
   */
  public void check() {
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
  }

  private @Nullable Object present(String name) {
    var value = fields.get(name);
    return value instanceof CharSequence text && text.toString().isBlank() ? null : value;
  }

  private static @Nullable Object shown(@Nullable Object value) {
    if (value instanceof CharSequence text && text.length() > 200) {
      return text.subSequence(0, 200) + "…";
    }
    return value instanceof CharSequence || value instanceof Number || value instanceof Boolean
        ? value
        : value == null ? null : shown(value.toString());
  }
}
