package org.changecontrol.cmdb;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A new item: planned once the change is authorised, in use once it is implemented. */
final class CreateItem implements Operation {

  static final String NAME = "name";

  private static final int LONGEST_NAME = 200;
  private static final Pattern REF = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");

  /** From these it has arrived, whatever becomes of the change. */
  private static final Set<LifecycleState> RECEIVED =
      EnumSet.of(LifecycleState.IN_STOCK, LifecycleState.DEPLOYING);

  private static final Set<LifecycleState> COMING =
      EnumSet.of(
          LifecycleState.PLANNED,
          LifecycleState.ON_ORDER,
          LifecycleState.IN_STOCK,
          LifecycleState.DEPLOYING);

  @Override
  public OperationKind kind() {
    return OperationKind.CREATE_ITEM;
  }

  @Override
  public Set<String> fields() {
    return new LinkedHashSet<>(
        List.of(
            "ref",
            "type",
            NAME,
            ItemFields.ATTRIBUTES,
            Fields.OWNER,
            Fields.LOCATION,
            Fields.ENVIRONMENT,
            Fields.CRITICALITY));
  }

  @Override
  public @Nullable PlannedOperation plan(OperationRequest request, Planning planning) {
    var type = type(request, planning.model());
    var name = request.requiredText(NAME, LONGEST_NAME);
    var ref = ref(request);
    var to = new LinkedHashMap<String, @Nullable Object>();
    if (name != null) {
      to.put(NAME, name);
    }
    to.put(Fields.STATE, LifecycleState.IN_USE.name());
    ItemFields.placeAndOwner(request, to);
    to.values().removeIf(Objects::isNull);
    if (type != null) {
      ItemFields.attributes(request, type, to);
      to.values().removeIf(Objects::isNull);
      if (type.ownerGroup() != null) {
        to.putIfAbsent(Fields.OWNER, type.ownerGroup());
      }
      if (name != null) {
        planning.creates(request, ref, type, Item.identityOf(type, name, to::get));
      }
    }
    return request.isSound() && type != null
        ? new PlannedOperation(
            request.position(),
            kind(),
            ref,
            null,
            type.key(),
            null,
            null,
            false,
            Map.of(),
            to,
            null)
        : null;
  }

  static @Nullable ItemType type(OperationRequest request, ConfigurationModel model) {
    var key = request.requiredText("type", 63);
    if (key == null) {
      return null;
    }
    var type = model.itemType(key).orElse(null);
    if (type == null) {
      request.wrong("type", key, "there is no such item type");
    } else if (type.isAbstract()) {
      request.wrong(
          "type",
          key,
          "is abstract; there are items of "
              + String.join(
                  ", ",
                  model.withSubtypes(key).stream()
                      .filter(subtype -> !model.typeOf(subtype).isAbstract())
                      .toList()));
      return null;
    }
    return type;
  }

  private static @Nullable String ref(OperationRequest request) {
    var ref = request.text("ref", 63);
    if (ref != null && (!REF.matcher(ref).matches() || ItemKey.isKey(ref))) {
      request.wrong(
          "ref", ref, "must be letters, digits, dot, dash and underscore, and no item key");
      return null;
    }
    return ref;
  }

  static String name(PlannedOperation operation) {
    return String.valueOf(operation.to().get(NAME));
  }

  static String type(PlannedOperation operation) {
    return Objects.requireNonNull(operation.type());
  }

  /** What the item is to hold, but its name and state. */
  static Map<String, @Nullable Object> values(PlannedOperation operation) {
    var values = new LinkedHashMap<>(operation.to());
    values.remove(NAME);
    values.remove(Fields.STATE);
    return values;
  }

  static String identity(PlannedOperation operation, ConfigurationModel model) {
    return Item.identityOf(
        model.typeOf(type(operation)), name(operation), field -> operation.to().get(field));
  }

  @Override
  public List<Discrepancy> discrepancies(PlannedOperation operation, Worksite site) {
    if (operation.item() == null) {
      var taken = site.identified(identity(operation, site.model()));
      return taken == null
          ? List.of()
          : List.of(
              new Discrepancy(operation.position(), taken.key(), NAME, null, name(operation)));
    }
    var item = site.item(operation.item());
    return COMING.contains(item.state())
        ? List.of()
        : List.of(
            new Discrepancy(
                operation.position(),
                item.key(),
                Fields.STATE,
                LifecycleState.PLANNED.name(),
                item.state().name()));
  }

  @Override
  public void describe(PlannedOperation operation, DifferenceSketch sketch) {
    sketch.created(operation, type(operation), name(operation), operation.to());
    if (operation.ref() != null) {
      sketch.refers(operation.ref(), name(operation));
    }
  }

  @Override
  public Inverse apply(PlannedOperation operation, Work work) {
    var site = work.site();
    var item = site.item(Objects.requireNonNull(operation.item()));
    var back = RECEIVED.contains(item.state()) ? LifecycleState.IN_STOCK : LifecycleState.VOID;
    var values = values(operation);
    values.put(Fields.STATE, LifecycleState.IN_USE.name());
    work.restore(item, values, Revision.Action.APPLIED, operation.position(), "ItemCreated");
    return Inverse.ofItem(
        site.cause(), operation, item.key(), Map.of(Fields.STATE, back.name()), values);
  }

  @Override
  public List<Discrepancy> obstacles(Inverse inverse, Worksite site) {
    var item = site.item(inverse.item());
    var obstacles = new ArrayList<>(ItemFields.moved(inverse, item, site));
    site.claimsOn(item.key()).stream()
        .filter(claim -> !claim.isOf(site.cause()))
        .findFirst()
        .ifPresent(
            claim ->
                obstacles.add(
                    new Discrepancy(
                        inverse.operation(),
                        item.key(),
                        "claim",
                        null,
                        claim.cause().reference())));
    return obstacles;
  }

  @Override
  public void describeUndoing(Inverse inverse, Worksite site, DifferenceSketch sketch) {
    var item = site.item(inverse.item());
    sketch.changed(
        item.key(),
        "UPDATED",
        Fields.STATE,
        site.valueOf(item, Fields.STATE),
        inverse.restores().get(Fields.STATE));
  }

  @Override
  public void undo(Inverse inverse, Work work) {
    work.restore(
        work.site().item(inverse.item()),
        inverse.restores(),
        Revision.Action.BACKED_OUT,
        inverse.operation(),
        "ItemWithdrawn");
  }
}
