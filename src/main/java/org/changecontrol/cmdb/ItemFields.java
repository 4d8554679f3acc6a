package org.changecontrol.cmdb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the operations on items have in common: reading, comparing and putting back the fields they
 * touch.
 */
final class ItemFields {

  static final String ATTRIBUTES = "attributes";

  private static final int LONGEST_GROUP = 100;
  private static final int LONGEST_PLACE = 255;

  private ItemFields() {}

  /** Reads owner, location, environment and criticality where they are given; null empties one. */
  static void placeAndOwner(OperationRequest request, Map<String, @Nullable Object> to) {
    text(request, Fields.OWNER, LONGEST_GROUP, to);
    text(request, Fields.LOCATION, LONGEST_PLACE, to);
    text(request, Fields.ENVIRONMENT, LONGEST_GROUP, to);
    if (request.gives(Fields.CRITICALITY)) {
      to.put(
          Fields.CRITICALITY,
          request.wholeNumber(
              Fields.CRITICALITY, 1, 4, "must be 1 (low), 2, 3 or 4 (mission critical)"));
    }
  }

  static void text(
      OperationRequest request, String field, int longest, Map<String, @Nullable Object> to) {
    if (request.gives(field)) {
      to.put(field, request.text(field, longest));
    }
  }

  /** Reads the attributes that are given, as the type allows them; null removes one. */
  static void attributes(
      OperationRequest request, ItemType type, Map<String, @Nullable Object> to) {
    request
        .object(ATTRIBUTES)
        .forEach(
            (name, value) -> {
              if (value != null || !type.attributes().containsKey(name)) {
                var single = new LinkedHashMap<String, @Nullable Object>();
                single.put(name, value);
                type.problemsOf(single)
                    .forEach(
                        problem ->
                            request.wrong(
                                ATTRIBUTES + "." + problem.attribute(),
                                problem.value(),
                                problem.problem()));
              }
              to.put(Fields.attribute(name), value);
            });
  }

  /**
   * What the fields held when the sender looked: now, or at the revision he names.
   *
   * @return null when the revision he names cannot be
   */
  static @Nullable Map<String, @Nullable Object> base(
      OperationRequest request, Item item, Set<String> fields, Planning planning) {
    var base = new LinkedHashMap<String, @Nullable Object>();
    var ground = planning.ground();
    base.put(Fields.STATE, ground.valueOf(item, Fields.STATE));
    fields.forEach(field -> base.put(field, ground.valueOf(item, field)));
    var revision = revision(request);
    if (revision == null || revision == item.revision()) {
      return base;
    }
    if (revision > item.revision()) {
      request.wrong("revision", revision, item.key() + " is at revision " + item.revision());
      return null;
    }
    var image = ground.past().getOrDefault(item.key(), Map.of()).get(revision);
    if (image == null) {
      request.wrong("revision", revision, "is not on record for " + item.key());
      return null;
    }
    base.replaceAll((field, now) -> past(image, field, now));
    return base;
  }

  static @Nullable Integer revision(OperationRequest request) {
    return request.wholeNumber("revision", 1, Integer.MAX_VALUE, "must be a whole number from 1");
  }

  private static @Nullable Object past(
      Map<String, Object> image, String field, @Nullable Object now) {
    if (Fields.isAttribute(field)) {
      return image.get(ATTRIBUTES) instanceof Map<?, ?> attributes
          ? attributes.get(Fields.attributeOf(field))
          : null;
    }
    var value = image.get(field);
    // Maintenance comes and goes with the platform's own work and is nothing anybody plans against.
    return Fields.STATE.equals(field)
            && LifecycleState.MAINTENANCE.name().equals(value)
            && LifecycleState.IN_USE.name().equals(now)
        ? now
        : value;
  }

  /** What has moved since in the fields an operation writes, or that the item has ended. */
  static List<Discrepancy> discrepancies(PlannedOperation operation, Worksite site) {
    var item = site.item(Objects.requireNonNull(operation.item()));
    var moved = new ArrayList<Discrepancy>();
    for (var field : operation.to().keySet()) {
      var expected = operation.base().get(field);
      var actual = site.valueOf(item, field);
      if (!Values.same(expected, actual)) {
        moved.add(new Discrepancy(operation.position(), item.key(), field, expected, actual));
      }
    }
    var state = operation.base().get(Fields.STATE);
    if (!operation.to().containsKey(Fields.STATE)
        && site.hasEnded(item)
        && !item.state().name().equals(state)) {
      moved.add(
          new Discrepancy(
              operation.position(), item.key(), Fields.STATE, state, item.state().name()));
    }
    return moved;
  }

  static void describe(PlannedOperation operation, String action, DifferenceSketch sketch) {
    var item = Objects.requireNonNull(operation.item());
    operation
        .to()
        .forEach(
            (field, value) ->
                sketch.changed(item, action, field, operation.base().get(field), value));
  }

  static Inverse write(PlannedOperation operation, Work work, String fact) {
    var site = work.site();
    var item = site.item(Objects.requireNonNull(operation.item()));
    var restores = new LinkedHashMap<String, @Nullable Object>();
    operation.to().keySet().forEach(field -> restores.put(field, site.valueOf(item, field)));
    work.write(item, operation.to(), Revision.Action.APPLIED, operation.position(), fact);
    return Inverse.ofItem(site.cause(), operation, item.key(), restores, operation.to());
  }

  /** Where somebody has put another value since. */
  static List<Discrepancy> moved(Inverse inverse, Item item, Worksite site) {
    var moved = new ArrayList<Discrepancy>();
    inverse
        .leaves()
        .forEach(
            (field, left) -> {
              var actual = site.valueOf(item, field);
              if (!Values.same(left, actual)) {
                moved.add(new Discrepancy(inverse.operation(), item.key(), field, left, actual));
              }
            });
    return moved;
  }

  static void describeUndoing(Inverse inverse, Worksite site, DifferenceSketch sketch) {
    var item = site.item(inverse.item());
    inverse
        .restores()
        .forEach(
            (field, value) ->
                sketch.changed(item.key(), "UPDATED", field, site.valueOf(item, field), value));
  }

  static void undo(Inverse inverse, Work work) {
    work.restore(
        work.site().item(inverse.item()),
        inverse.restores(),
        Revision.Action.BACKED_OUT,
        inverse.operation(),
        "ItemRestored");
  }
}
