package org.changecontrol.cmdb;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the operations on relationships have in common: reading and finding their two ends. */
final class RelationshipEnds {

  private RelationshipEnds() {}

  static @Nullable RelationshipType type(OperationRequest request, ConfigurationModel model) {
    var key = request.requiredText("type", 63);
    if (key == null) {
      return null;
    }
    var type = model.relationshipType(key).orElse(null);
    if (type == null) {
      request.wrong(
          "type",
          key,
          "there is no such relationship type; there are "
              + String.join(
                  ", ", model.relationshipTypes().stream().map(RelationshipType::key).toList()));
    }
    return type;
  }

  /**
   * What no two relationships that stand have in common; of ends that are to be created as well.
   */
  static String key(String type, End source, End target) {
    return source.item() != null && target.item() != null
        ? Relationship.standing(type, source.item().number(), target.item().number())
        : type + ":" + source.text() + ":" + target.text();
  }

  /** Nothing can be related to an item that is out of use; its state goes on record otherwise. */
  static void refuseEnded(
      OperationRequest request,
      String name,
      End end,
      Planning planning,
      Map<String, @Nullable Object> base) {
    var item = end.item();
    if (item == null) {
      return;
    }
    switch (item.state()) {
      case VOID, RETIRED, DISPOSED, PENDING_RETIREMENT ->
          request.wrong(
              name, request.raw(name), "is " + item.state() + "; nothing can be related to it");
      default -> {
        base.put(name + "." + Fields.STATE, planning.ground().stateOf(item).name());
        planning.touches(request, name, item, OperationKind.ADD_RELATIONSHIP, Set.of());
      }
    }
  }

  /** Null while the source is yet to be created. */
  static @Nullable ItemKey source(PlannedOperation operation, Worksite site) {
    return site.end(Objects.requireNonNull(operation.source()));
  }

  /** Null while the target is yet to be created. */
  static @Nullable ItemKey target(PlannedOperation operation, Worksite site) {
    return site.end(Objects.requireNonNull(operation.target()));
  }

  /** That an end has gone out of use since the operation was planned. */
  static Optional<Discrepancy> ended(
      PlannedOperation operation, String name, @Nullable ItemKey end, Worksite site) {
    if (end == null) {
      return Optional.empty();
    }
    var expected = operation.base().get(name + "." + Fields.STATE);
    var item = site.item(end);
    return expected == null || !site.hasEnded(item)
        ? Optional.empty()
        : Optional.of(
            new Discrepancy(
                operation.position(), end, Fields.STATE, expected, item.state().name()));
  }

  static void describe(PlannedOperation operation, String action, DifferenceSketch sketch) {
    sketch.related(
        action,
        Objects.requireNonNull(operation.type()),
        Objects.requireNonNull(operation.source()),
        Objects.requireNonNull(operation.target()));
  }
}
