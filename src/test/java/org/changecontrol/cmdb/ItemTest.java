package org.changecontrol.cmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ItemTest {

  private static final Instant NOW = Instant.parse("2031-03-03T10:00:00Z");

  private final ItemType machine =
      type(
          "machine",
          Map.of(
              "vcpus", Map.of("type", "integer"),
              "osVersion", Map.of("type", "string", "controlled", false)),
          List.of());

  @Test
  void anItemMovesAlongItsLifecycleOnly() {
    var item = Item.planned(ItemKey.of(1), machine, "vm", Map.of(), "CHG-000001", NOW);

    assertThatThrownBy(() -> item.take(Map.of("state", "RETIRED"), machine, NOW))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("PLANNED");
    item.take(Map.of("state", "IN_USE"), machine, NOW);

    assertThat(item.state()).isEqualTo(LifecycleState.IN_USE);
  }

  @Test
  void aReportWritesObservedAttributesAndNoControlledOnes() {
    var item =
        Item.planned(
            ItemKey.of(1), machine, "vm", Map.of("attributes.vcpus", 2), "CHG-000001", NOW);

    assertThatThrownBy(() -> item.observe(Map.of("vcpus", 4), machine, "probe", NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("controlled");
    assertThat(item.observe(Map.of("osVersion", "24.04"), machine, "probe", NOW)).isTrue();
    assertThat(item.observe(Map.of("osVersion", "24.04"), machine, "probe", NOW)).isFalse();

    assertThat(item.attributes()).isEqualTo(Map.of("vcpus", 2, "osVersion", "24.04"));
    assertThat(item.sources())
        .isEqualTo(Map.of("attributes.vcpus", "CHG-000001", "attributes.osVersion", "probe"));
  }

  @Test
  void nullEmptiesAField() {
    var item =
        Item.planned(
            ItemKey.of(1),
            machine,
            "vm",
            Map.of("attributes.vcpus", 2, "owner", "ops"),
            "CHG-000001",
            NOW);
    var values = new HashMap<String, Object>();
    values.put("attributes.vcpus", null);
    values.put("owner", null);

    item.take(values, machine, NOW);

    assertThat(item.attributes()).isEmpty();
    assertThat(item.owner()).isNull();
  }

  @Test
  void anItemThatHasEndedNoLongerStandsInTheWayOfItsName() {
    var item = Item.planned(ItemKey.of(1), machine, "vm", Map.of(), "CHG-000001", NOW);
    assertThat(item.identity()).isEqualTo("machine:vm");

    item.take(Map.of("state", "VOID"), machine, NOW);

    assertThat(item.identity()).isNull();
  }

  @Test
  void aTypeMaySayWhatElseIdentifiesItsItems() {
    var box =
        type(
            "box",
            Map.of("serial", Map.of("type", "string")),
            List.of(List.of("serial"), List.of("name", "location")));

    assertThat(Item.identityOf(box, "b", Map.of("attributes.serial", "S1", "location", "L")::get))
        .isEqualTo("box:serial=S1");
    assertThat(Item.identityOf(box, "b", Map.of("location", "L")::get))
        .isEqualTo("box:b|location=L");
    assertThat(Item.identityOf(box, "b", Map.of()::get)).isEqualTo("box:b");
    assertThat(Item.identityOf(box, "x".repeat(600), Map.of()::get)).startsWith("sha256:");
  }

  @Test
  void thereAreNoItemsOfAnAbstractType() {
    var kind =
        new ItemType(
            new ItemTypeDefinition(
                "kind", "Kind", null, true, Map.of(), List.of(), null, false, null),
            null);

    assertThatThrownBy(() -> Item.planned(ItemKey.of(1), kind, "x", Map.of(), "CHG-000001", NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ItemType type(
      String key, Map<String, Map<String, Object>> attributes, List<List<String>> identification) {
    return new ItemType(
        new ItemTypeDefinition(
            key, key, null, false, attributes, identification, null, false, null),
        null);
  }
}
