package org.changecontrol.cmdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.changecontrol.problem.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * A kind of configuration item with all that it inherits. Does not change; a new version is a new
 * value.
 */
public final class ItemType {

  private static final String CANNOT_BE_KEPT =
      "holds what cannot be kept: a control character, half a character or a number out of range";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory DRAFT_2020_12 =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final SchemaValidatorsConfig STRICT =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  private final ItemTypeDefinition definition;
  private final Set<String> lineage;
  private final Map<String, AttributeDefinition> attributes;
  private final Map<String, JsonSchema> validators;
  private final List<List<String>> identification;
  private final @Nullable String ownerGroup;
  private final boolean highRisk;
  private final @Nullable Integer verifyDays;

  ItemType(ItemTypeDefinition definition, @Nullable ItemType parent) {
    this.definition = definition;
    var line = new LinkedHashSet<String>();
    line.add(definition.key());
    var all = new LinkedHashMap<String, AttributeDefinition>();
    if (parent != null) {
      line.addAll(parent.lineage);
      all.putAll(parent.attributes);
    }
    definition
        .attributes()
        .forEach((name, schema) -> all.put(name, attribute(name, schema, definition.key())));
    this.lineage = Collections.unmodifiableSet(line);
    this.attributes = Collections.unmodifiableMap(all);
    var compiled = new LinkedHashMap<String, JsonSchema>();
    all.forEach((name, attribute) -> compiled.put(name, compile(attribute.schema())));
    this.validators = compiled;
    this.identification =
        definition.identification().isEmpty() && parent != null
            ? parent.identification
            : definition.identification();
    this.ownerGroup =
        definition.ownerGroup() == null && parent != null
            ? parent.ownerGroup
            : definition.ownerGroup();
    this.highRisk = definition.highRisk() || (parent != null && parent.highRisk);
    this.verifyDays =
        definition.verifyDays() == null && parent != null
            ? parent.verifyDays
            : definition.verifyDays();
  }

  private static AttributeDefinition attribute(
      String name, Map<String, Object> declared, String type) {
    var schema = new LinkedHashMap<>(declared);
    var controlled = !Boolean.FALSE.equals(schema.remove("controlled"));
    return new AttributeDefinition(name, Collections.unmodifiableMap(schema), controlled, type);
  }

  private static JsonSchema compile(Map<String, Object> schema) {
    return DRAFT_2020_12.getSchema(JSON.<JsonNode>valueToTree(schema), STRICT);
  }

  public String key() {
    return definition.key();
  }

  public String name() {
    return definition.name();
  }

  public @Nullable String parent() {
    return definition.parent();
  }

  /** Whether it only gathers what its subtypes share; there are no items of it. */
  public boolean isAbstract() {
    return definition.isAbstract();
  }

  /** By name, inherited ones first. */
  public Map<String, AttributeDefinition> attributes() {
    return attributes;
  }

  /**
   * Lists of fields and attributes, the first whose every value is known identifies an item; empty:
   * its name does.
   */
  public List<List<String>> identification() {
    return identification;
  }

  public @Nullable String ownerGroup() {
    return ownerGroup;
  }

  /** Whether changes to its items are reserved for the central configuration authority. */
  public boolean highRisk() {
    return highRisk;
  }

  /** After how many days without a confirmation data about an item is stale; null for never. */
  public @Nullable Integer verifyDays() {
    return verifyDays;
  }

  public int version() {
    return definition.version();
  }

  /** Itself and its ancestors, itself first. */
  public Set<String> lineage() {
    return lineage;
  }

  /** Whether it is the given type or a subtype of it. */
  public boolean isA(String type) {
    return lineage.contains(type);
  }

  /** Whether the attribute is declared and discovery may write it. */
  public boolean isObserved(String attribute) {
    var declared = attributes.get(attribute);
    return declared != null && !declared.controlled();
  }

  /** All that is wrong with the attributes; empty when the type allows them. */
  public List<AttributeProblem> problemsOf(Map<String, ? extends @Nullable Object> values) {
    var problems = new ArrayList<AttributeProblem>();
    values.forEach((name, value) -> problems.addAll(problemsOf(name, value)));
    return problems;
  }

  /** Whether all that lies in it, however deep, is text or a number that every database keeps. */
  private static boolean canBeKept(@Nullable Object value) {
    if (value instanceof CharSequence text) {
      return PlainText.isText(text);
    }
    if (value instanceof Number number) {
      return Double.isFinite(number.doubleValue());
    }
    if (value instanceof Map<?, ?> map) {
      return canBeKept(map.keySet()) && canBeKept(map.values());
    }
    return !(value instanceof Collection<?> several)
        || several.stream().allMatch(ItemType::canBeKept);
  }

  private List<AttributeProblem> problemsOf(String name, @Nullable Object value) {
    var validator = validators.get(name);
    if (validator == null) {
      return List.of(
          new AttributeProblem(name, value, "is not an attribute of " + key() + known()));
    }
    if (!canBeKept(value)) {
      return List.of(new AttributeProblem(name, null, CANNOT_BE_KEPT));
    }
    Set<ValidationMessage> messages = validator.validate(JSON.<JsonNode>valueToTree(value));
    return messages.stream()
        .map(message -> new AttributeProblem(name + inside(message), value, words(message)))
        .toList();
  }

  private String known() {
    return attributes.isEmpty()
        ? "; it has none"
        : "; it has " + String.join(", ", attributes.keySet());
  }

  private static String inside(ValidationMessage message) {
    var path = message.getInstanceLocation().toString();
    return path.startsWith("$") ? path.substring(1) : path.replace('/', '.');
  }

  private static String words(ValidationMessage message) {
    var text = message.getMessage();
    var colon = text.indexOf(": ");
    return colon < 0 ? text : text.substring(colon + 2);
  }

  @Override
  public String toString() {
    return key();
  }
}
