package org.changecontrol.cmdb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Checks change sets against the configuration model, the estate and themselves. Reads all it needs
 * beforehand, by set: the number of statements does not grow with the number of operations.
 */
@Component
class ChangeSetPlanner {

  /** A change set is read and judged by people. */
  static final int MOST_OPERATIONS = 1000;

  private final ConfigurationModels models;
  private final ItemNames names;
  private final Items items;
  private final Relationships relationships;
  private final Claims claims;
  private final Revisions revisions;

  ChangeSetPlanner(
      ConfigurationModels models,
      ItemNames names,
      Items items,
      Relationships relationships,
      Claims claims,
      Revisions revisions) {
    this.models = models;
    this.names = names;
    this.items = items;
    this.relationships = relationships;
    this.claims = claims;
    this.revisions = revisions;
  }

  /**
   * @param paths how the sender finds the operation at a position
   */
  PlannedOperations plan(
      List<? extends Map<String, ? extends @Nullable Object>> changeSet,
      String field,
      IntFunction<String> paths) {
    var problems = new Problems();
    if (changeSet.size() > MOST_OPERATIONS) {
      problems.add(
          field, changeSet.size(), "has more operations than the allowed " + MOST_OPERATIONS);
      problems.refuse();
    }
    if (changeSet.isEmpty()) {
      return PlannedOperations.NONE;
    }
    var model = models.current();
    var planning = new Planning(paths, model, ground(changeSet, model), refs(changeSet));
    var planned = new ArrayList<PlannedOperation>();
    for (var position = 0; position < changeSet.size(); position++) {
      var operation =
          plan(position, paths.apply(position), changeSet.get(position), planning, problems);
      if (operation != null) {
        planned.add(operation);
      }
    }
    planning
        .links()
        .excesses(planning.ground().links(), model)
        .forEach(
            excess ->
                problems.add(
                    paths.apply(excess.link().position()) + ".type",
                    excess.link().type(),
                    excess.problem()));
    problems.refuse();
    return new PlannedOperations(planned);
  }

  // A list that came as JSON may hold anything, whatever its type says.
  @SuppressWarnings("ConstantValue")
  private static @Nullable PlannedOperation plan(
      int position, String path, @Nullable Object given, Planning planning, Problems problems) {
    if (!(given instanceof Map<?, ?> map)) {
      problems.add(path, given, "must be an object with an op");
      return null;
    }
    var fields = new LinkedHashMap<String, @Nullable Object>();
    map.forEach((name, value) -> fields.put(String.valueOf(name), value));
    var request = new OperationRequest(position, path, fields, problems);
    var op = request.requiredText("op", 63);
    if (op == null) {
      return null;
    }
    var operation = Operations.named(op);
    if (operation.isEmpty()) {
      request.wrong("op", op, "is not an operation; there are " + Operations.names());
      return null;
    }
    request.onlyKnows(operation.get().fields());
    return operation.get().plan(request, planning);
  }

  private static Set<String> refs(List<? extends Map<String, ?>> changeSet) {
    return texts(changeSet, "ref");
  }

  /** What a field holds in any of the operations, where it holds text. */
  private static Set<String> texts(List<? extends Map<String, ?>> changeSet, String field) {
    return operations(changeSet).stream()
        .map(operation -> operation.get(field))
        .filter(String.class::isInstance)
        .map(text -> ((String) text).strip())
        .filter(text -> !text.isEmpty() && text.length() <= 400)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static List<? extends Map<String, ?>> operations(
      List<? extends Map<String, ?>> changeSet) {
    // Deliberately by raw class: the list came as JSON.
    return changeSet.stream().filter(Map.class::isInstance).toList();
  }

  private PlanningGround ground(
      List<? extends Map<String, ?>> changeSet, ConfigurationModel model) {
    var texts = new LinkedHashSet<String>();
    List.of("item", "source", "target").forEach(name -> texts.addAll(texts(changeSet, name)));
    var resolved = names.resolve(texts);
    return new PlanningGround(
        resolved.items(),
        resolved.ambiguous(),
        items.byIdentities(identities(changeSet, model)),
        relationships.standing(standings(changeSet, resolved.items())),
        links(changeSet, resolved.items(), model),
        underWork(resolved.items()),
        past(changeSet, resolved.items()));
  }

  private static Set<String> identities(
      List<? extends Map<String, ?>> changeSet, ConfigurationModel model) {
    var identities = new LinkedHashSet<String>();
    for (var operation : operations(changeSet)) {
      if ("CREATE_ITEM".equals(operation.get("op"))
          && operation.get("type") instanceof String type
          && operation.get("name") instanceof String name) {
        model
            .itemType(type.strip())
            .ifPresent(
                known ->
                    identities.add(
                        Item.identityOf(known, name.strip(), of -> given(operation, of))));
      }
    }
    return identities;
  }

  private static @Nullable Object given(Map<String, ?> operation, String field) {
    var value =
        Fields.isAttribute(field) && operation.get("attributes") instanceof Map<?, ?> attributes
            ? attributes.get(Fields.attributeOf(field))
            : operation.get(field);
    return value instanceof String text && !Fields.isAttribute(field) ? text.strip() : value;
  }

  private static Set<String> standings(
      List<? extends Map<String, ?>> changeSet, Map<String, Item> named) {
    var standings = new LinkedHashSet<String>();
    for (var operation : operations(changeSet)) {
      var source = named(operation.get("source"), named);
      var target = named(operation.get("target"), named);
      if (operation.get("type") instanceof String type && source != null && target != null) {
        standings.add(Relationship.standing(type.strip(), source.number(), target.number()));
      }
    }
    return standings;
  }

  private static @Nullable Item named(@Nullable Object text, Map<String, Item> named) {
    return text instanceof String name ? named.get(name.strip()) : null;
  }

  private List<Links.Link> links(
      List<? extends Map<String, ?>> changeSet, Map<String, Item> named, ConfigurationModel model) {
    var types = new HashSet<String>();
    var ends = new LinkedHashSet<ItemKey>();
    for (var operation : operations(changeSet)) {
      if ("ADD_RELATIONSHIP".equals(operation.get("op"))
          && operation.get("type") instanceof String type
          && model.isBounded(type.strip())) {
        types.add(type.strip());
        for (var end : List.of("source", "target")) {
          var item = named(operation.get(end), named);
          if (item != null) {
            ends.add(item.key());
          }
        }
      }
    }
    return relationships.links(types, ends, model);
  }

  private Set<ItemKey> underWork(Map<String, Item> named) {
    var inMaintenance =
        named.values().stream()
            .filter(item -> item.state() == LifecycleState.MAINTENANCE)
            .map(Item::key)
            .collect(Collectors.toSet());
    return claims.on(inMaintenance).stream()
        .filter(claim -> claim.kind() == Claim.Kind.MAINTENANCE)
        .map(Claim::item)
        .collect(Collectors.toSet());
  }

  private Map<ItemKey, Map<Integer, Map<String, Object>>> past(
      List<? extends Map<String, ?>> changeSet, Map<String, Item> named) {
    var wanted = new HashMap<ItemKey, Set<Integer>>();
    for (var operation : operations(changeSet)) {
      var item = named(operation.get("item"), named);
      if (item != null
          && operation.get("revision") instanceof Number revision
          && revision.intValue() < item.revision()) {
        wanted.computeIfAbsent(item.key(), key -> new HashSet<>()).add(revision.intValue());
      }
    }
    return revisions.images(wanted);
  }
}
