package org.changecontrol.cmdb.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.changecontrol.problem.InvalidInput;
import org.junit.jupiter.api.Test;

class YamlReportTest {

  private static final Rows.Layout LAYOUT =
      new Rows.Layout(Set.of("type", "name", "attributes"), Set.of("type", "name"), 200);

  @Test
  void eachMappingOfTheListIsARowAtItsLine() {
    var rows =
        read(
            """
            # what the lab reports
            - type: server
              name: lab-01

            - {type: server, name: lab-02}
            """);

    assertThat(rows.rows()).extracting(Row::line).containsExactly(2, 5);
    assertThat(rows.rows().get(1).cell("name").text()).isEqualTo("lab-02");
  }

  @Test
  void theListMayStandUnderTheNameOfThePart() {
    assertThat(read("items:\n  - {type: server, name: lab-01}\n").rows()).hasSize(1);
  }

  @Test
  void valuesAreThoseOfTheCoreSchema() {
    var rows =
        read(
            """
            - type: server
              name: no
              attributes: {count: 4, share: 1.5, yes: true, none: ~, text: "4", big: 99999999999999999999}
            """);

    assertThat(rows.rows().get(0).cell("name").text()).isEqualTo("no");
    var attributes = (Map<?, ?>) rows.rows().get(0).cell("attributes").value();
    assertThat(attributes.get("count")).isEqualTo(4L);
    assertThat(attributes.get("share")).isEqualTo(new BigDecimal("1.5"));
    assertThat(attributes.get("yes")).isEqualTo(true);
    assertThat(attributes.get("none")).isNull();
    assertThat(attributes.get("text")).isEqualTo("4");
    assertThat(attributes.get("big")).hasToString("99999999999999999999");
  }

  @Test
  void aRowWithAnUnknownColumnIsRejectedAndTheOthersGoIn() {
    var rows =
        read("- {type: server, name: a, colour: red}\n- just text\n- {type: server, name: b}\n");

    assertThat(rows.rows()).extracting(Row::line).containsExactly(3);
    assertThat(rows.rejected()).extracting(Rejection::line).containsExactly(1, 2);
    assertThat(rows.rejected()).extracting(Rejection::field).containsExactly("colour", "row");
    assertThat(rows.rejected()).extracting(Rejection::value).containsExactly("red", "just text");
  }

  @Test
  void anAliasIsRefusedBeforeItCanGrow() {
    assertRefused(
        """
        - &a {type: server, name: a}
        - *a
        """,
        "anchor");
    var bomb = new StringBuilder("- {type: server, name: a, attributes: {l0: x}}\n");
    for (int level = 1; level < 30; level++) {
      bomb.append("- &l").append(level).append(" [*l").append(level - 1).append(", *l0]\n");
    }
    assertRefused(bomb.toString(), "anchor");
  }

  @Test
  void aTagIsRefused() {
    assertRefused("- !!javax.script.ScriptEngineManager [a]\n", "tag");
    assertRefused("- {type: !!str server, name: a}\n", "tag");
  }

  @Test
  void deepNestingIsRefused() {
    assertRefused(
        "- {type: server, name: a, attributes: " + "[".repeat(100_000) + "]".repeat(100_000) + "}",
        "too deeply");
  }

  @Test
  void whatIsNoListOfMappingsIsRefused() {
    assertRefused("", "is empty");
    assertRefused("just text", "is not a list");
    assertRefused("things:\n  - {type: server, name: a}\n", "is not a list");
    assertRefused("- {type: server\n", "is not YAML");
    assertRefused("- {type: server, name: a}\n---\n- {type: server, name: b}\n", "more than one");
    assertRefused("- {type: server, ? [a] : b}\n", "a key that is not text");
  }

  @Test
  void aKeyThatStandsTwiceIsNotGuessedAt() {
    var rows = read("- {type: server, name: a, name: b}\n");

    assertThat(rows.rows()).isEmpty();
    assertThat(rows.rejected()).extracting(Rejection::field).isEqualTo(List.of("name"));
  }

  private static void assertRefused(String text, String problem) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(problem);
  }

  private static Rows read(String text) {
    return Rows.of(
        new ReportFile("items", "items.yaml", text.getBytes(StandardCharsets.UTF_8)), LAYOUT);
  }
}
