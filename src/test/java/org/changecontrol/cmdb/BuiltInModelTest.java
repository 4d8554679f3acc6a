package org.changecontrol.cmdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltInModelTest {

  private final ConfigurationModel model = BuiltInModel.asWritten();

  @Test
  void thereIsATypeForWhateverAnEstateUsuallyConsistsOf() {
    assertThat(model.itemTypes().stream().filter(type -> !type.isAbstract()).map(ItemType::key))
        .contains(
            "service",
            "application",
            "software",
            "database",
            "cluster",
            "virtual-machine",
            "container",
            "server",
            "application-server",
            "storage",
            "router",
            "access-switch",
            "distribution-switch",
            "core-switch",
            "tor-switch",
            "firewall",
            "load-balancer",
            "patch-panel",
            "pdu",
            "power-panel",
            "power-feed",
            "ups",
            "site",
            "location",
            "rack",
            "provider",
            "circuit",
            "contract",
            "team",
            "person",
            "document");
    assertThat(model.itemTypes().stream().filter(ItemType::isAbstract).map(ItemType::key))
        .containsExactlyInAnyOrder(
            "item",
            "logical",
            "hardware",
            "network-device",
            "power",
            "place",
            "external",
            "people");
  }

  @ParameterizedTest
  @CsvSource({
    "runs-on, TARGET_TO_SOURCE",
    "contains, SOURCE_TO_TARGET",
    "powers, SOURCE_TO_TARGET",
    "depends-on, TARGET_TO_SOURCE",
    "provided-by, TARGET_TO_SOURCE",
    "supports, SOURCE_TO_TARGET",
    "stores-data-for, SOURCE_TO_TARGET",
    "replicates, NONE",
    "connects-to, NONE"
  })
  void anOutageTravelsTheWayItsRelationshipSays(String type, OutageDirection outage) {
    assertThat(model.relationshipType(type).orElseThrow().outage()).isEqualTo(outage);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "site | facility physicalAddress",
        "rack | heightUnits kind width",
        "router | manufacturer model partNumber platform rackFace rackPosition serial assetTag",
        "access-switch | manufacturer model partNumber rackFace rackPosition",
        "pdu | manufacturer model partNumber rackFace rackPosition",
        "patch-panel | manufacturer model rackFace rackPosition",
        "application-server | manufacturer model partNumber rackFace rackPosition",
        "power-feed | amps kind phase supply volts",
        "cluster | kind",
        "virtual-machine | platform role vcpus memoryMb diskGb",
        "circuit | kind"
      })
  void aTypeHasTheAttributesThatInventoriesKeepOfIt(String type, String attributes) {
    assertThat(model.typeOf(type).attributes().keySet()).contains(attributes.split(" "));
    for (var attribute : attributes.split(" ")) {
      assertThat(model.typeOf(type).isObserved(attribute)).as(attribute).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "connects-to, access-switch, router",
    "connects-to, circuit, patch-panel",
    "connects-to, circuit, router",
    "connects-to, circuit, site",
    "connects-to, core-switch, patch-panel",
    "contains, location, rack",
    "contains, rack, access-switch",
    "contains, rack, pdu",
    "contains, site, location",
    "contains, site, power-panel",
    "powers, pdu, access-switch",
    "powers, power-panel, power-feed",
    "provided-by, circuit, provider",
    "runs-on, virtual-machine, cluster",
    "runs-on, application, virtual-machine",
    "depends-on, service, application",
    "depends-on, application, database",
    "stores-data-for, storage, database",
    "supports, team, service"
  })
  void whatBelongsTogetherMayBeRelated(String type, String source, String target) {
    assertThat(model.refusal(type, model.typeOf(source), model.typeOf(target))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "runs-on, rack, virtual-machine",
    "powers, virtual-machine, server",
    "contains, access-switch, rack",
    "provided-by, circuit, server"
  })
  void whatMakesNoSenseMayNot(String type, String source, String target) {
    assertThat(model.refusal(type, model.typeOf(source), model.typeOf(target))).isNotNull();
  }

  @Test
  void everyRuleNamesTypesThatExist() {
    for (var type : model.relationshipTypes()) {
      assertThat(model.rulesOf(type.key())).as(type.key()).isNotEmpty();
      for (var rule : model.rulesOf(type.key())) {
        assertThat(model.itemType(rule.sourceType())).as(rule.sourceType()).isPresent();
        assertThat(model.itemType(rule.targetType())).as(rule.targetType()).isPresent();
      }
    }
  }

  @Test
  void sizesAreWholeNumbers() {
    assertThat(model.typeOf("virtual-machine").problemsOf(Map.of("vcpus", 2.5))).hasSize(1);
    assertThat(model.typeOf("virtual-machine").problemsOf(Map.of("vcpus", List.of()))).hasSize(1);
    assertThat(model.typeOf("router").problemsOf(Map.of("rackPosition", 4.5))).isEmpty();
  }
}
