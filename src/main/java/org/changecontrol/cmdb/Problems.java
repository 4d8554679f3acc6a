package org.changecontrol.cmdb;

import java.util.ArrayList;
import java.util.List;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong with a change set, so that its sender learns of all of it at once. */
final class Problems {

  /** More than that nobody reads, and an answer has to stay small. */
  private static final int MOST = 1000;

  private static final int LONGEST_VALUE = 200;

  private final List<Problem> found = new ArrayList<>();

  void add(String field, @Nullable Object value, String problem) {
    if (found.size() < MOST) {
      found.add(new Problem(field, shortened(value), problem));
    }
  }

  void missing(String field) {
    if (found.size() < MOST) {
      found.add(Problem.missing(field));
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** Whether nothing at or below the field is wrong so far. */
  boolean noneAt(String field) {
    return found.stream()
        .noneMatch(
            problem -> problem.field().equals(field) || problem.field().startsWith(field + "."));
  }

  /**
   * @throws InvalidInput when there are any
   */
  void refuse() {
    if (!found.isEmpty()) {
      throw new InvalidInput(found);
    }
  }

  private static @Nullable Object shortened(@Nullable Object value) {
    if (value == null || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    var text = value.toString();
    return text.length() <= LONGEST_VALUE ? value : text.substring(0, LONGEST_VALUE) + "…";
  }
}
