package org.changecontrol.policy.dmn;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An input cell of a table, as far as it can be judged without asking it: nothing, values, bounds
 * and intervals, a list of them, and not.
 *
 * @param tests one of which must hold; none for a cell that matches everything
 * @param negated whether none of them may
 */
record Cell(List<Test> tests, boolean negated) {

  private static final String NUMBER = "-?(?:\\d+(?:\\.\\d+)?|\\.\\d+)";

  private static final Pattern TEST =
      Pattern.compile(
          "\\s*(?:(?<op><=|>=|<|>)\\s*(?<bound>"
              + NUMBER
              + ")|(?<open>[\\[(\\]])\\s*(?<low>"
              + NUMBER
              + ")\\s*\\.\\.\\s*(?<high>"
              + NUMBER
              + ")\\s*(?<close>[\\])\\[])|(?<literal>\"[^\"\\\\]*\"|"
              + NUMBER
              + "|true|false|null))\\s*(?:,|$)");

  private static final Pattern NOT = Pattern.compile("not\\s*\\((.*)\\)", Pattern.DOTALL);

  /** One test of a cell. */
  sealed interface Test {}

  /** The value is exactly this. */
  record Is(@Nullable Object value) implements Test {}

  /** The value is a number between two bounds; a bound that is null is not there. */
  record Between(
      @Nullable BigDecimal low, boolean withLow, @Nullable BigDecimal high, boolean withHigh)
      implements Test {

    boolean holds(BigDecimal value) {
      int above = low == null ? 1 : value.compareTo(low);
      int below = high == null ? 1 : high.compareTo(value);
      return (above > 0 || above == 0 && withLow) && (below > 0 || below == 0 && withHigh);
    }
  }

  /**
   * The cell, or null where it cannot be read. Lists and negations of true and false are not read:
   * the engine takes them for conditions of their own.
   */
  static @Nullable Cell read(@Nullable String text) {
    String written = text == null ? "" : text.strip();
    if (written.isEmpty() || written.equals("-")) {
      return new Cell(List.of(), false);
    }
    Matcher not = NOT.matcher(written);
    boolean negated = not.matches();
    List<Test> tests = tests(negated ? not.group(1) : written);
    if (tests == null) {
      return null;
    }
    boolean simple = !negated && tests.size() == 1;
    return simple || tests.stream().noneMatch(Cell::isTruth) ? new Cell(tests, negated) : null;
  }

  private static boolean isTruth(Test test) {
    return test instanceof Is is && is.value() instanceof Boolean;
  }

  private static @Nullable List<Test> tests(String written) {
    List<Test> tests = new ArrayList<>();
    Matcher test = TEST.matcher(written);
    int at = 0;
    while (at < written.length()) {
      test.region(at, written.length());
      if (!test.lookingAt()) {
        return null;
      }
      tests.add(test(test));
      at = test.end();
    }
    return written.strip().endsWith(",") ? null : tests;
  }

  private static Test test(Matcher test) {
    if (test.group("op") != null) {
      BigDecimal bound = new BigDecimal(test.group("bound"));
      boolean with = test.group("op").endsWith("=");
      return test.group("op").startsWith("<")
          ? new Between(null, false, bound, with)
          : new Between(bound, with, null, false);
    }
    if (test.group("open") != null) {
      return new Between(
          new BigDecimal(test.group("low")),
          test.group("open").equals("["),
          new BigDecimal(test.group("high")),
          test.group("close").equals("]"));
    }
    return new Is(literal(test.group("literal")));
  }

  /** The value of a text, a number, true, false or null. */
  static @Nullable Object literal(String written) {
    return switch (written) {
      case "true" -> true;
      case "false" -> false;
      case "null" -> null;
      default ->
          written.startsWith("\"")
              ? written.substring(1, written.length() - 1)
              : new BigDecimal(written);
    };
  }

  boolean matches(@Nullable Object value) {
    if (tests.isEmpty()) {
      return true;
    }
    boolean holds = tests.stream().anyMatch(test -> holds(test, value));
    if (negated && value == null) {
      return !holds && tests.stream().allMatch(Is.class::isInstance);
    }
    return holds != negated;
  }

  private static boolean holds(Test test, @Nullable Object value) {
    if (test instanceof Between between) {
      return value instanceof BigDecimal number && between.holds(number);
    }
    Object wanted = ((Is) test).value();
    if (wanted instanceof BigDecimal one && value instanceof BigDecimal other) {
      return one.compareTo(other) == 0;
    }
    return wanted == null ? value == null : wanted.equals(value);
  }

  /** The numbers at which the answer may change. */
  Stream<BigDecimal> bounds() {
    return tests.stream()
        .flatMap(
            test ->
                test instanceof Between between
                    ? Stream.of(between.low(), between.high())
                    : Stream.of(((Is) test).value()))
        .flatMap(bound -> bound instanceof BigDecimal number ? Stream.of(number) : Stream.of());
  }

  /** The texts that it names. */
  Stream<String> texts() {
    return tests.stream()
        .flatMap(
            test ->
                test instanceof Is is && is.value() instanceof String text
                    ? Stream.of(text)
                    : Stream.of());
  }

  /** Whether all it names is of that kind. */
  boolean isAbout(Class<?> kind) {
    return tests.stream()
        .allMatch(
            test ->
                test instanceof Is is
                    ? is.value() == null || kind.isInstance(is.value())
                    : kind == BigDecimal.class);
  }
}
