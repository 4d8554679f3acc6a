package org.changecontrol.policy.dmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guard reads a cell as the engine evaluates it. */
class CellTest {

  private static FeelEngine feel;

  @BeforeAll
  static void buildTheEngine() {
    var configuration = new DefaultDmnEngineConfiguration();
    configuration.buildEngine();
    feel = configuration.getFeelEngine();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "1, 3",
        "< 2",
        "<= 2",
        "> 2",
        ">= 2.5",
        "[1..3]",
        "(1..3)",
        "[1..3)",
        "]1..3]",
        "-1.5",
        "not(2)",
        "not(1, 3)",
        "not([1..2])",
        "< 1, > 3",
        "null",
        "1, null"
      })
  void numbers(String text) {
    for (Double number : Arrays.asList(-1.5, 0.0, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, null)) {
      same(text, number, number == null ? null : BigDecimal.valueOf(number));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"A\"", "\"A\", \"B\"", "not(\"A\")", "not(\"A\",\"B\")", "\"A, B\"", "null"})
  void texts(String text) {
    for (String value : Arrays.asList("A", "B", "C", "A, B", null)) {
      same(text, value, value);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false", "null"})
  void truths(String text) {
    for (Boolean value : Arrays.asList(true, false, null)) {
      same(text, value, value);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contains(?, \"x\")",
        "risk",
        "? > 3",
        "1,",
        ",1",
        "1 2",
        "[1..x]",
        "date(\"2026-01-01\")",
        "\"A\" \"B\"",
        "not(1",
        "< \"A\"",
        "not(not(1))",
        "not(true)",
        "true, false",
        "1, true"
      })
  void whatElseStandsInACellIsNotRead(String text) {
    assertThat(Cell.read(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-"})
  void anEmptyCellMatchesEverything(String text) {
    assertThat(Cell.read(text).matches(null)).isTrue();
    assertThat(Cell.read(text).matches("A")).isTrue();
  }

  private static void same(String text, Object asked, Object read) {
    var input = Variables.createVariables().putValue("input", asked).asVariableContext();
    assertThat(Cell.read(text).matches(read))
        .as(text + " of " + asked)
        .isEqualTo(feel.evaluateSimpleUnaryTests(text, "input", input));
  }
}
