package org.changecontrol.cmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfigurationModelTest {

  private final ConfigurationModel model =
      new ConfigurationModel(
          1,
          List.of(
              type("item", null, true, Map.of("description", Map.of("type", "string")), false),
              type("hardware", "item", true, Map.of("serial", Map.of("type", "string")), true),
              type("router", "hardware", false, Map.of("ports", Map.of("type", "integer")), false),
              type("rack", "item", false, Map.of(), false)),
          List.of(
              new RelationshipType("contains", "contains", "in", OutageDirection.SOURCE_TO_TARGET)),
          List.of(new RelationshipRule("contains", "rack", "hardware", 0, null, 1)));

  @Test
  void aTypeInheritsAttributesAndHighRisk() {
    var router = model.typeOf("router");

    assertThat(router.attributes()).containsOnlyKeys("description", "serial", "ports");
    assertThat(router.highRisk()).isTrue();
    assertThat(router.isA("item")).isTrue();
    assertThat(router.isA("rack")).isFalse();
    assertThat(model.withSubtypes("item")).containsExactly("hardware", "item", "rack", "router");
  }

  @Test
  void attributesAreJudgedByTheirSchemaAndUnknownOnesRefused() {
    var router = model.typeOf("router");

    assertThat(router.problemsOf(Map.of("serial", "S", "ports", 4))).isEmpty();
    assertThat(router.problemsOf(Map.of("serial", 1, "ports", "four", "colour", "red")))
        .extracting(AttributeProblem::attribute)
        .containsExactlyInAnyOrder("serial", "ports", "colour");
  }

  @Test
  void anAttributeIsControlledUnlessItSaysOtherwise() {
    var types =
        new ItemType(
            type(
                "probe",
                null,
                false,
                Map.of(
                    "a", Map.of("type", "string"),
                    "b", Map.of("type", "string", "controlled", false)),
                false),
            null);

    assertThat(types.isObserved("a")).isFalse();
    assertThat(types.isObserved("b")).isTrue();
    assertThat(types.isObserved("c")).isFalse();
    assertThat(types.attributes().get("b").schema()).doesNotContainKey("controlled");
  }

  @Test
  void rulesHoldForSubtypes() {
    var rack = model.typeOf("rack");
    var router = model.typeOf("router");

    assertThat(model.refusal("contains", rack, router)).isNull();
    assertThat(model.refusal("contains", router, rack)).contains("rack → hardware");
  }

  @Test
  void aTypeIsNotItsOwnAncestor() {
    assertThatThrownBy(
            () ->
                new ConfigurationModel(
                    1,
                    List.of(
                        type("a", "b", false, Map.of(), false),
                        type("b", "a", false, Map.of(), false)),
                    List.of(),
                    List.of()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void moreThanARuleAllowsIsTooMany() {
    var rack = model.typeOf("rack");
    var router = model.typeOf("router");
    var links = new Links();
    links.add(new Links.Link("contains", "CI-000002", rack, "CI-000009", router, 0));
    var standing = List.of(new Links.Link("contains", "CI-000001", rack, "CI-000009", router, -1));

    assertThat(links.excesses(standing, model)).hasSize(1);
    links.remove("contains", "CI-000001", "CI-000009");
    assertThat(links.excesses(standing, model)).isEmpty();
  }

  private static ItemTypeDefinition type(
      String key,
      @Nullable String parent,
      boolean isAbstract,
      Map<String, Map<String, Object>> attributes,
      boolean highRisk) {
    return new ItemTypeDefinition(
        key, key, parent, isAbstract, attributes, List.of(), null, highRisk, null);
  }
}
