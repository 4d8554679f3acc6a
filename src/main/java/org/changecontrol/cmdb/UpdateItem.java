package org.changecontrol.cmdb;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Fields and attributes of an item get new values; null empties one. */
final class UpdateItem extends WritesItem {

  @Override
  public OperationKind kind() {
    return OperationKind.UPDATE_ITEM;
  }

  @Override
  public Set<String> fields() {
    return new LinkedHashSet<>(
        List.of(
            "item",
            ItemFields.ATTRIBUTES,
            Fields.STATE,
            Fields.OWNER,
            Fields.LOCATION,
            Fields.ENVIRONMENT,
            Fields.CRITICALITY,
            "revision"));
  }

  @Override
  public @Nullable PlannedOperation plan(OperationRequest request, Planning planning) {
    var item = planning.item(request, "item");
    var to = new LinkedHashMap<String, @Nullable Object>();
    ItemFields.placeAndOwner(request, to);
    if (item == null) {
      request.object(ItemFields.ATTRIBUTES);
      ItemFields.revision(request);
      return null;
    }
    state(request, item, planning, to);
    ItemFields.attributes(request, planning.model().typeOf(item.type()), to);
    if (to.isEmpty() && request.isSound()) {
      request.wrong(
          "item",
          request.raw("item"),
          "gets nothing new; give attributes, state, owner, location, environment or criticality");
    }
    refuseEnded(request, item, to);
    var base = ItemFields.base(request, item, to.keySet(), planning);
    planning.touches(request, "item", item, kind(), to.keySet());
    return request.isSound() && base != null
        ? new PlannedOperation(
            request.position(),
            kind(),
            null,
            item.key(),
            item.type(),
            null,
            null,
            false,
            base,
            to,
            item.revision())
        : null;
  }

  private static void state(
      OperationRequest request, Item item, Planning planning, Map<String, @Nullable Object> to) {
    if (!request.gives(Fields.STATE)) {
      return;
    }
    var text = request.requiredText(Fields.STATE, 20);
    if (text == null) {
      return;
    }
    var wanted = stateNamed(text);
    var now = planning.ground().stateOf(item);
    if (wanted == null) {
      request.wrong(Fields.STATE, text, "is not a lifecycle state; from " + now + next(now));
    } else if (wanted != now && !now.mayBecome(wanted)) {
      request.wrong(Fields.STATE, text, item.key() + " is " + now + ", from there" + next(now));
    } else {
      to.put(Fields.STATE, wanted.name());
    }
  }

  private static @Nullable LifecycleState stateNamed(String text) {
    return EnumSet.allOf(LifecycleState.class).stream()
        .filter(state -> state.name().equals(text))
        .findFirst()
        .orElse(null);
  }

  private static String next(LifecycleState state) {
    return state.next().isEmpty()
        ? " there is no way on"
        : " it may become "
            + state.next().stream().sorted().map(Enum::name).collect(Collectors.joining(", "));
  }

  private static void refuseEnded(
      OperationRequest request, Item item, Map<String, @Nullable Object> to) {
    if (item.state().isEnded()
        && to.keySet().stream().anyMatch(field -> !Fields.STATE.equals(field))) {
      request.wrong("item", request.raw("item"), "is " + item.state() + "; its record is closed");
    }
  }

  @Override
  String done() {
    return "UPDATED";
  }

  @Override
  String fact() {
    return "ItemUpdated";
  }
}
