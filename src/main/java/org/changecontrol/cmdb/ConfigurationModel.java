package org.changecontrol.cmdb;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kinds of items and relationships that the estate consists of, in one version. */
public final class ConfigurationModel {

  private final int version;
  private final Map<String, ItemType> itemTypes;
  private final Map<String, RelationshipType> relationshipTypes;
  private final Map<String, List<RelationshipRule>> rules;

  ConfigurationModel(
      int version,
      Collection<ItemTypeDefinition> itemTypes,
      Collection<RelationshipType> relationshipTypes,
      Collection<RelationshipRule> rules) {
    this.version = version;
    this.itemTypes = resolved(itemTypes);
    var types = new LinkedHashMap<String, RelationshipType>();
    relationshipTypes.forEach(type -> types.put(type.key(), type));
    this.relationshipTypes = Collections.unmodifiableMap(types);
    this.rules = rules.stream().collect(Collectors.groupingBy(RelationshipRule::relationshipType));
  }

  private static Map<String, ItemType> resolved(Collection<ItemTypeDefinition> definitions) {
    var byKey =
        definitions.stream()
            .collect(Collectors.toMap(ItemTypeDefinition::key, Function.identity()));
    var done = new LinkedHashMap<String, ItemType>();
    byKey.keySet().stream().sorted().forEach(key -> resolve(key, byKey, done, new TreeSet<>()));
    return Collections.unmodifiableMap(done);
  }

  private static ItemType resolve(
      String key,
      Map<String, ItemTypeDefinition> definitions,
      Map<String, ItemType> done,
      Set<String> underway) {
    var known = done.get(key);
    if (known != null) {
      return known;
    }
    var definition = definitions.get(key);
    if (definition == null || !underway.add(key)) {
      throw new IllegalStateException("item type " + key + " is missing or its own ancestor");
    }
    var parent =
        definition.parent() == null
            ? null
            : resolve(definition.parent(), definitions, done, underway);
    var type = new ItemType(definition, parent);
    done.put(key, type);
    return type;
  }

  /** Counts every write to the model. */
  public int version() {
    return version;
  }

  public Collection<ItemType> itemTypes() {
    return itemTypes.values();
  }

  public Optional<ItemType> itemType(String key) {
    return Optional.ofNullable(itemTypes.get(key));
  }

  /**
   * The type of an item that is on record.
   *
   * @throws IllegalStateException when there is none: the record is broken
   */
  public ItemType typeOf(String key) {
    return itemType(key)
        .orElseThrow(() -> new IllegalStateException("there is no item type " + key));
  }

  /** The type and all its subtypes, by key; empty when there is no such type. */
  public Set<String> withSubtypes(String key) {
    return itemTypes.values().stream()
        .filter(type -> type.isA(key))
        .map(ItemType::key)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  public Collection<RelationshipType> relationshipTypes() {
    return relationshipTypes.values();
  }

  public Optional<RelationshipType> relationshipType(String key) {
    return Optional.ofNullable(relationshipTypes.get(key));
  }

  public List<RelationshipRule> rulesOf(String relationshipType) {
    return rules.getOrDefault(relationshipType, List.of());
  }

  /** Whether any rule says how many relationships of the type an item may have. */
  boolean isBounded(String relationshipType) {
    return rulesOf(relationshipType).stream()
        .anyMatch(rule -> rule.maxTargets() != null || rule.maxSources() != null);
  }

  /**
   * The rules that allow a relationship between items of these types; empty when it is not allowed.
   */
  public List<RelationshipRule> rulesFor(
      String relationshipType, ItemType source, ItemType target) {
    return rulesOf(relationshipType).stream()
        .filter(rule -> source.isA(rule.sourceType()) && target.isA(rule.targetType()))
        .toList();
  }

  /** What stands in the way of relating items of these types, in words; null when nothing does. */
  public @Nullable String refusal(String relationshipType, ItemType source, ItemType target) {
    if (!rulesFor(relationshipType, source, target).isEmpty()) {
      return null;
    }
    var allowed =
        rulesOf(relationshipType).stream()
            .map(rule -> rule.sourceType() + " → " + rule.targetType())
            .sorted()
            .collect(Collectors.joining(", "));
    return "%s does not relate %s → %s; it relates %s"
        .formatted(relationshipType, source.key(), target.key(), allowed);
  }
}
