package org.changecontrol.cmdb;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One operation as its sender wrote it; reading a field says at once what is wrong with it. */
final class OperationRequest {

  private final int position;
  private final String path;
  private final Map<String, ? extends @Nullable Object> given;
  private final Problems problems;

  /**
   * @param path how the sender finds it, for example {@code changeSet[2]}
   */
  OperationRequest(
      int position, String path, Map<String, ? extends @Nullable Object> given, Problems problems) {
    this.position = position;
    this.path = path;
    this.given = given;
    this.problems = problems;
  }

  int position() {
    return position;
  }

  String path() {
    return path;
  }

  /** Whether nothing is wrong with it so far. */
  boolean isSound() {
    return problems.noneAt(path);
  }

  void onlyKnows(Set<String> fields) {
    given
        .keySet()
        .forEach(
            field -> {
              if (!fields.contains(field) && !"op".equals(field)) {
                wrong(
                    field,
                    given.get(field),
                    "is not a field of "
                        + given.get("op")
                        + "; it has "
                        + String.join(", ", fields));
              }
            });
  }

  boolean gives(String field) {
    return given.containsKey(field);
  }

  @Nullable Object raw(String field) {
    return given.get(field);
  }

  /** Null when it is missing, empty, or wrong. */
  @Nullable String text(String field, int longest) {
    var value = given.get(field);
    if (value == null || (value instanceof String text && text.isBlank())) {
      return null;
    }
    if (!(value instanceof String text)) {
      wrong(field, value, "must be text");
      return null;
    }
    if (text.length() > longest) {
      wrong(field, value, "is longer than " + longest + " characters");
      return null;
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      wrong(field, value, "must not contain control characters");
      return null;
    }
    return text.strip();
  }

  /** As {@link #text}, and missing is wrong. */
  @Nullable String requiredText(String field, int longest) {
    var value = given.get(field);
    if (value == null || (value instanceof String text && text.isBlank())) {
      missing(field);
      return null;
    }
    return text(field, longest);
  }

  /** Null when it is missing or wrong. */
  @Nullable Integer wholeNumber(String field, int least, int most, String wanted) {
    var value = given.get(field);
    if (value == null) {
      return null;
    }
    if (value instanceof Number number
        && number.doubleValue() == Math.rint(number.doubleValue())
        && number.doubleValue() >= least
        && number.doubleValue() <= most) {
      return number.intValue();
    }
    wrong(field, value, wanted);
    return null;
  }

  boolean flag(String field) {
    var value = given.get(field);
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    wrong(field, value, "must be true or false");
    return false;
  }

  /** Empty when it is missing or wrong. */
  Map<String, @Nullable Object> object(String field) {
    var read = new LinkedHashMap<String, @Nullable Object>();
    var value = given.get(field);
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, member) -> read.put(String.valueOf(name), member));
    } else if (value != null) {
      wrong(field, value, "must be an object");
    }
    return read;
  }

  void wrong(String field, @Nullable Object value, String problem) {
    problems.add(path + "." + field, value, problem);
  }

  void missing(String field) {
    problems.missing(path + "." + field);
  }
}
