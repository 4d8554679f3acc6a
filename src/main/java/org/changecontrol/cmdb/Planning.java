package org.changecontrol.cmdb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A change set while it is checked, operation by operation: what the operations before have said,
 * and the part of the estate that it is about.
 */
final class Planning {

  private final IntFunction<String> paths;
  private final ConfigurationModel model;
  private final PlanningGround ground;
  private final Set<String> refsToCome;
  private final Map<String, End> created = new LinkedHashMap<>();
  private final Map<String, Integer> identities = new LinkedHashMap<>();
  private final Map<ItemKey, List<Touch>> touches = new LinkedHashMap<>();
  private final Map<String, Boolean> removed = new LinkedHashMap<>();
  private final Map<String, Integer> added = new LinkedHashMap<>();
  private final Links links = new Links();

  Planning(
      IntFunction<String> paths,
      ConfigurationModel model,
      PlanningGround ground,
      Set<String> refsToCome) {
    this.paths = paths;
    this.model = model;
    this.ground = ground;
    this.refsToCome = refsToCome;
  }

  ConfigurationModel model() {
    return model;
  }

  PlanningGround ground() {
    return ground;
  }

  Links links() {
    return links;
  }

  String path(int position) {
    return paths.apply(position);
  }

  /**
   * The existing item that the request's field names; null when there is none, which the request
   * then knows.
   */
  @Nullable Item item(OperationRequest request, String name) {
    var text = request.requiredText(name, 400);
    if (text == null) {
      return null;
    }
    var end = created.get(text);
    if (end != null) {
      request.wrong(
          name,
          text,
          "is created by "
              + path(end.position())
              + " of this change set; say there what it is to be");
      return null;
    }
    return existing(request, name, text);
  }

  private @Nullable Item existing(OperationRequest request, String name, String text) {
    var item = ground.item(text);
    if (item == null) {
      request.wrong(name, text, unknown(text));
    }
    return item;
  }

  /** The existing item, or the item created before, that the request's field names. */
  @Nullable End end(OperationRequest request, String name) {
    var text = request.requiredText(name, 400);
    if (text == null) {
      return null;
    }
    var end = created.get(text);
    if (end != null) {
      return end;
    }
    var item = existing(request, name, text);
    return item == null ? null : End.of(item, model.typeOf(item.type()));
  }

  private String unknown(String text) {
    if (refsToCome.contains(text)) {
      return "is created by a later operation; put that one first";
    }
    if (ground.isAmbiguous(text)) {
      return "names several items; use the key of the one that is meant";
    }
    if (ItemKey.isKey(text)) {
      return "there is no such item";
    }
    var colon = text.indexOf(':');
    if (colon < 1) {
      return "names no item; use a key such as CI-000042, type:name, or the ref of an operation"
          + " before";
    }
    var type = text.substring(0, colon);
    return model.itemType(type).isEmpty()
        ? "names no item; there is no item type " + type
        : "names no item that is in the estate or planned";
  }

  /** An operation creates an item that later ones may name. */
  void creates(OperationRequest request, @Nullable String ref, ItemType type, String identity) {
    var taken = ground.identified(identity);
    var before = identities.putIfAbsent(identity, request.position());
    if (taken != null) {
      request.wrong("name", request.raw("name"), "is taken: it is " + taken.key() + " already");
    } else if (before != null) {
      request.wrong(
          "name", request.raw("name"), "is taken: " + path(before) + " creates it already");
    }
    if (ref == null) {
      return;
    }
    var other = created.get(ref);
    if (other != null) {
      request.wrong("ref", ref, "is the ref of " + path(other.position()) + " already");
    } else {
      created.put(ref, End.created(ref, type, request.position()));
    }
  }

  /**
   * An operation writes fields of an item; nothing else in the change set may write them as well.
   */
  void touches(
      OperationRequest request, String name, Item item, OperationKind op, Set<String> fields) {
    var touch = new Touch(request.position(), op, fields);
    var before = touches.computeIfAbsent(item.key(), key -> new ArrayList<>());
    before.stream()
        .filter(touch::contradicts)
        .findFirst()
        .ifPresent(
            other ->
                request.wrong(
                    name,
                    request.raw(name),
                    "contradicts " + path(other.position()) + ", which " + other.words(touch)));
    before.add(touch);
  }

  /**
   * Two operations on one relationship contradict each other, unless the second puts it back
   * another way.
   */
  void removes(OperationRequest request, String standing, boolean soft) {
    if (removed.putIfAbsent(standing, soft) != null) {
      request.wrong("type", request.raw("type"), "removes what an operation before removes");
    }
    if (added.containsKey(standing)) {
      request.wrong(
          "type", request.raw("type"), "removes what " + path(added.get(standing)) + " adds");
    }
  }

  /** Whether an operation before removes the relationship, so that it may be made anew. */
  boolean isRemoved(String standing, boolean soft) {
    var was = removed.get(standing);
    return was != null && was != soft;
  }

  void adds(OperationRequest request, String standing) {
    var before = added.putIfAbsent(standing, request.position());
    if (before != null) {
      request.wrong("type", request.raw("type"), "adds what " + path(before) + " adds already");
    }
  }

  /** That an operation writes fields of an item. */
  private record Touch(int position, OperationKind op, Set<String> fields) {

    boolean contradicts(Touch other) {
      return op == OperationKind.RETIRE_ITEM
          || other.op == OperationKind.RETIRE_ITEM
          || fields.stream().anyMatch(other.fields::contains);
    }

    String words(Touch later) {
      return switch (op) {
        case RETIRE_ITEM -> "retires the item";
        case ADD_RELATIONSHIP -> "relates the item";
        default ->
            later.op == OperationKind.RETIRE_ITEM
                ? "changes the item"
                : "changes "
                    + String.join(", ", fields.stream().filter(later.fields::contains).toList());
      };
    }
  }
}
