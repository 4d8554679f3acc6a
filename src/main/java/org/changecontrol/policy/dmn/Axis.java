package org.changecontrol.policy.dmn;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a table that look at the same inputs, and so cannot vary independently: all the sets
 * of rules that they let match together, each with an example.
 *
 * @param matches rules by their index, with the inputs that make them match
 */
record Axis(Map<BitSet, String> matches) {

  /** How many assignments are tried at most. */
  private static final int MOST = 20_000;

  /** So far small numbers are tried for what is computed from them. */
  private static final int SMALL = 60;

  /** The values of all columns for one assignment, and how to tell it. */
  private record Point(List<@Nullable Object> values, String example) {}

  /**
   * @param domains of all inputs of the columns
   * @param compute evaluates an expression
   * @throws IllegalArgumentException where there are too many values to try
   */
  static Axis of(
      List<Column> columns,
      Map<String, Domain> domains,
      BiFunction<String, Map<String, Object>, @Nullable Object> compute) {
    List<Point> points = new ArrayList<>();
    for (Map<String, Object> assignment : assignments(columns, domains)) {
      List<@Nullable Object> values = new ArrayList<>();
      for (Column column : columns) {
        values.add(
            column.isPlain()
                ? assignment.get(column.expression())
                : compute.apply(column.expression(), assignment));
      }
      points.add(new Point(values, told(assignment)));
    }
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).isPlain() && isFractional(columns.get(i))) {
        points.addAll(between(columns, i, points));
      }
    }
    Map<BitSet, String> matches = new LinkedHashMap<>();
    points.forEach(point -> matches.putIfAbsent(rules(columns, point), point.example()));
    return new Axis(matches);
  }

  private static boolean isFractional(Column column) {
    return Set.of("double", "number").contains(String.valueOf(column.type()));
  }

  private static List<Map<String, Object>> assignments(
      List<Column> columns, Map<String, Domain> domains) {
    List<Map<String, Object>> all = new ArrayList<>(List.of(new LinkedHashMap<>()));
    Set<String> inputs =
        columns.stream().flatMap(column -> column.inputs().stream()).collect(Collectors.toSet());
    for (String input : inputs.stream().sorted().toList()) {
      List<@Nullable Object> samples = samples(input, columns, domains);
      List<Map<String, Object>> wider = new ArrayList<>();
      for (Map<String, Object> one : all) {
        for (Object sample : samples) {
          wider.add(with(one, input, sample));
        }
      }
      all = wider;
      if (all.size() > MOST) {
        throw new IllegalArgumentException(
            "looks at more values of " + String.join(", ", inputs) + " than can be tried");
      }
    }
    return all;
  }

  @SuppressWarnings("NullAway") // a missing input is null in the table
  private static Map<String, Object> with(
      Map<String, Object> assignment, String input, @Nullable Object value) {
    Map<String, Object> with = new LinkedHashMap<>(assignment);
    with.put(input, value);
    return with;
  }

  @SuppressWarnings("NullAway") // every input has its domain
  private static List<@Nullable Object> samples(
      String input, List<Column> columns, Map<String, Domain> domains) {
    List<Column> looking =
        columns.stream().filter(column -> column.inputs().contains(input)).toList();
    List<BigDecimal> bounds = looking.stream().flatMap(column -> column.bounds().stream()).toList();
    if (looking.stream().allMatch(Column::isPlain)) {
      return domains
          .get(input)
          .samples(bounds, looking.stream().flatMap(it -> it.texts().stream()).toList());
    }
    int highest = bounds.stream().mapToInt(BigDecimal::intValue).max().orElse(0);
    return domains.get(input).samplesToComputeWith(bounds, Math.min(SMALL, highest + 1));
  }

  /** What a computed fraction may also be, between two values that were met. */
  private static List<Point> between(List<Column> columns, int index, List<Point> points) {
    Column column = columns.get(index);
    Map<String, List<Point>> alike =
        points.stream()
            .filter(point -> point.values().get(index) instanceof BigDecimal)
            .collect(
                Collectors.groupingBy(
                    point -> without(columns, index, point), TreeMap::new, Collectors.toList()));
    List<Point> more = new ArrayList<>();
    for (List<Point> same : alike.values()) {
      List<BigDecimal> met =
          same.stream().map(point -> (BigDecimal) point.values().get(index)).sorted().toList();
      for (Object number : Domain.numbers(false).samples(column.bounds(), List.of())) {
        if (number instanceof BigDecimal value
            && value.compareTo(met.get(0)) > 0
            && value.compareTo(met.get(met.size() - 1)) < 0) {
          List<@Nullable Object> values = new ArrayList<>(same.get(0).values());
          values.set(index, value);
          more.add(new Point(values, told(columns, values)));
        }
      }
    }
    return more;
  }

  /** Which rules match by the other columns. */
  private static String without(List<Column> columns, int index, Point point) {
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      if (i != index) {
        for (Cell cell : columns.get(i).cells()) {
          rules.append(cell.matches(point.values().get(i)) ? '1' : '0');
        }
      }
    }
    return rules.toString();
  }

  private static BitSet rules(List<Column> columns, Point point) {
    BitSet rules = new BitSet();
    for (int rule = 0; rule < columns.get(0).cells().size(); rule++) {
      boolean matches = true;
      for (int i = 0; i < columns.size(); i++) {
        matches &= columns.get(i).cells().get(rule).matches(point.values().get(i));
      }
      rules.set(rule, matches);
    }
    return rules;
  }

  private static String told(Map<String, Object> assignment) {
    return assignment.entrySet().stream()
        .map(entry -> entry.getKey() + " = " + told(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String told(List<Column> columns, List<@Nullable Object> values) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      all.add(columns.get(i).label() + " = " + told(values.get(i)));
    }
    return String.join(", ", all);
  }

  static String told(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros().toPlainString();
    }
    return value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
  }

  /** All rules that match anything here. */
  BitSet ever() {
    BitSet ever = new BitSet();
    Collection<BitSet> all = matches.keySet();
    all.forEach(ever::or);
    return ever;
  }
}
