package org.changecontrol.policy.dmn;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.model.dmn.BuiltinAggregator;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.InputData;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.jspecify.annotations.Nullable;

/** A policy's file as it is written: its tables, and what each of their inputs can be. */
final class PolicyFile {

  private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|[A-Za-z_]\\w*");
  private static final Pattern LITERAL =
      Pattern.compile("\"[^\"\\\\]*\"|-?\\d+(\\.\\d+)?|true|false|null");
  private static final Set<String> NUMBERS = Set.of("integer", "long", "double", "number");

  private final String policy;
  private final DmnModelInstance model;

  PolicyFile(DmnModelInstance model) {
    this.model = model;
    this.policy = model.getDefinitions().getId();
  }

  String policy() {
    return policy;
  }

  Map<Decision, DecisionTable> tables() {
    Map<Decision, DecisionTable> tables = new LinkedHashMap<>();
    for (Decision decision : model.getModelElementsByType(Decision.class)) {
      if (decision.getExpression() instanceof DecisionTable table) {
        tables.put(decision, table);
      }
    }
    return tables;
  }

  Set<String> decisions() {
    return model.getModelElementsByType(Decision.class).stream()
        .map(Decision::getId)
        .collect(Collectors.toSet());
  }

  /** What each input of a decision can be, by its name. */
  Map<String, Domain> inputs(Decision decision, DecisionTable table) {
    Map<String, Domain> inputs = new TreeMap<>();
    for (InputData data : model.getModelElementsByType(InputData.class)) {
      String name =
          data.getInformationItem() == null ? data.getName() : data.getInformationItem().getName();
      String type =
          data.getInformationItem() == null ? null : data.getInformationItem().getTypeRef();
      Domain domain = KnownInputs.of(policy, name);
      domain = domain == null ? listed(name, table) : domain;
      domain = domain == null ? ofType(type) : domain;
      if (domain != null) {
        inputs.put(name, domain);
      }
    }
    decision
        .getInformationRequirements()
        .forEach(
            requirement -> {
              Decision required = requirement.getRequiredDecision();
              if (required != null && required.getExpression() instanceof DecisionTable asked) {
                asked.getOutputs().forEach(output -> inputs.putAll(concluded(asked, output)));
              }
            });
    return inputs;
  }

  /** The values that the table itself lists for an input which the code does not know. */
  private static @Nullable Domain listed(String name, DecisionTable table) {
    for (Input input : table.getInputs()) {
      if (input.getInputValues() != null && name.equals(expression(input))) {
        Cell values = Cell.read(input.getInputValues().getTextContent());
        if (values != null && values.texts().findAny().isPresent()) {
          return Domain.oneOf(String.class, values.texts().toList());
        }
      }
    }
    return null;
  }

  private static @Nullable Domain ofType(@Nullable String type) {
    if (type == null) {
      return null;
    }
    return switch (type) {
      case "boolean" -> Domain.truth();
      case "string" -> Domain.anyText();
      case "integer", "long" -> Domain.numbers(true);
      case "double", "number" -> Domain.numbers(false);
      default -> null;
    };
  }

  /** What a required decision can conclude; nothing where one of its outputs is no plain value. */
  private static Map<String, Domain> concluded(DecisionTable table, Output output) {
    int index = List.copyOf(table.getOutputs()).indexOf(output);
    List<Object> values = new ArrayList<>();
    for (Rule rule : table.getRules()) {
      OutputEntry entry = List.copyOf(rule.getOutputEntries()).get(index);
      String text = entry.getTextContent().strip();
      if (text.isEmpty()) {
        continue;
      }
      if (!LITERAL.matcher(text).matches()) {
        return Map.of();
      }
      Object value = Cell.literal(text);
      if (value != null && !values.contains(value)) {
        values.add(value);
      }
    }
    if (table.getAggregation() == BuiltinAggregator.SUM
        || table.getAggregation() == BuiltinAggregator.COUNT) {
      return Map.of(output.getName(), Domain.numbers(true));
    }
    Class<?> kind =
        values.stream().allMatch(BigDecimal.class::isInstance)
            ? BigDecimal.class
            : values.stream().allMatch(Boolean.class::isInstance) ? Boolean.class : String.class;
    return Map.of(output.getName(), Domain.oneOf(kind, values));
  }

  /**
   * The columns of a table.
   *
   * @param problems gets what cannot be read
   */
  static List<Column> columns(
      DecisionTable table, Map<String, Domain> inputs, List<String> problems) {
    List<Column> columns = new ArrayList<>();
    List<Rule> rules = List.copyOf(table.getRules());
    int index = 0;
    for (Input input : table.getInputs()) {
      String label = input.getLabel() == null ? expression(input) : input.getLabel();
      List<Cell> cells = new ArrayList<>();
      for (int rule = 0; rule < rules.size(); rule++) {
        String text = List.copyOf(rules.get(rule).getInputEntries()).get(index).getTextContent();
        Cell cell = Cell.read(text);
        String type = input.getInputExpression().getTypeRef();
        if (cell == null || !cell.isAbout(kind(type))) {
          problems.add(
              "rule "
                  + (rule + 1)
                  + ", column \""
                  + label
                  + "\": the cell "
                  + text.strip()
                  + (cell == null
                      ? " cannot be read; use values, bounds, intervals, lists of them and not()"
                      : " is never a " + type));
        } else {
          cells.add(cell);
        }
      }
      columns.add(
          new Column(
              label,
              expression(input),
              input.getInputExpression().getTypeRef(),
              words(expression(input), inputs.keySet()),
              cells));
      index++;
    }
    for (Column column : columns) {
      if (column.inputs().isEmpty()) {
        problems.add(
            "column \""
                + column.label()
                + "\" looks at "
                + column.expression()
                + ", of which nothing says what it can be");
      }
    }
    return columns;
  }

  private static Class<?> kind(@Nullable String type) {
    if (NUMBERS.contains(String.valueOf(type))) {
      return BigDecimal.class;
    }
    return "boolean".equals(type) ? Boolean.class : String.class;
  }

  private static String expression(Input input) {
    var text = input.getInputExpression().getText();
    return text == null ? "" : text.getTextContent().strip();
  }

  private static Set<String> words(String expression, Set<String> known) {
    return WORD.matcher(expression)
        .results()
        .map(match -> match.group())
        .filter(known::contains)
        .collect(Collectors.toSet());
  }
}
