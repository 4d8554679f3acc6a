package org.changecontrol.cmdb.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.changecontrol.cmdb.AttributeDefinition;
import org.changecontrol.cmdb.ConfigurationModel;
import org.changecontrol.cmdb.ConfigurationModels;
import org.changecontrol.cmdb.ItemType;
import org.changecontrol.cmdb.OutageDirection;
import org.changecontrol.cmdb.RelationshipRule;
import org.changecontrol.cmdb.RelationshipType;
import org.changecontrol.problem.NotVisible;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The configuration model over {@code /api}. */
@RestController
@RequestMapping("/api")
class ModelController {

  private final ConfigurationModels models;

  ModelController(ConfigurationModels models) {
    this.models = models;
  }

  @GetMapping("/types")
  List<TypeView> types() {
    return models.current().itemTypes().stream().map(TypeView::of).toList();
  }

  @GetMapping("/types/{key}")
  TypeView type(@PathVariable String key) {
    return models
        .current()
        .itemType(key)
        .map(TypeView::of)
        .orElseThrow(() -> new NotVisible("There is no item type " + key));
  }

  @GetMapping("/relationship-types")
  List<RelationshipTypeView> relationshipTypes() {
    var model = models.current();
    return model.relationshipTypes().stream()
        .map(type -> RelationshipTypeView.of(type, model))
        .toList();
  }

  /**
   * @param attributes by name, inherited ones included: JSON Schema, {@code controlled}, and the
   *     type that declares it
   * @param identification lists of fields, the first whose every value is known identifies an item
   */
  record TypeView(
      String key,
      String name,
      @Nullable String parent,
      @com.fasterxml.jackson.annotation.JsonProperty("abstract") boolean isAbstract,
      Map<String, Map<String, Object>> attributes,
      List<List<String>> identification,
      @Nullable String ownerGroup,
      boolean highRisk,
      @Nullable Integer verifyDays,
      int version) {

    static TypeView of(ItemType type) {
      var attributes = new LinkedHashMap<String, Map<String, Object>>();
      type.attributes().forEach((name, attribute) -> attributes.put(name, shown(attribute)));
      return new TypeView(
          type.key(),
          type.name(),
          type.parent(),
          type.isAbstract(),
          attributes,
          type.identification().isEmpty() ? List.of(List.of("name")) : type.identification(),
          type.ownerGroup(),
          type.highRisk(),
          type.verifyDays(),
          type.version());
    }

    private static Map<String, Object> shown(AttributeDefinition attribute) {
      var shown = new LinkedHashMap<>(attribute.schema());
      shown.put("controlled", attribute.controlled());
      shown.put("declaredBy", attribute.declaredBy());
      return shown;
    }
  }

  /** A relationship type with its rules. */
  record RelationshipTypeView(
      String key,
      String name,
      String reverseName,
      OutageDirection outage,
      List<RuleView> rules,
      int version) {

    static RelationshipTypeView of(RelationshipType type, ConfigurationModel model) {
      return new RelationshipTypeView(
          type.key(),
          type.name(),
          type.reverseName(),
          type.outage(),
          model.rulesOf(type.key()).stream().map(RuleView::of).toList(),
          type.version());
    }
  }

  /** Which types may be related, and how often; null for any number. */
  record RuleView(
      String source,
      String target,
      int minTargets,
      @Nullable Integer maxTargets,
      @Nullable Integer maxSources) {

    static RuleView of(RelationshipRule rule) {
      return new RuleView(
          rule.sourceType(),
          rule.targetType(),
          rule.minTargets(),
          rule.maxTargets(),
          rule.maxSources());
    }
  }
}
