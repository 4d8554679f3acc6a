package org.changecontrol.cmdb;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An item goes out of use. It is pending retirement until its change is closed, so that there is a
 * way back.
 */
final class RetireItem extends WritesItem {

  @Override
  public OperationKind kind() {
    return OperationKind.RETIRE_ITEM;
  }

  @Override
  public Set<String> fields() {
    return new LinkedHashSet<>(List.of("item", "revision"));
  }

  @Override
  public @Nullable PlannedOperation plan(OperationRequest request, Planning planning) {
    var item = planning.item(request, "item");
    if (item == null) {
      return null;
    }
    var to = new LinkedHashMap<String, @Nullable Object>();
    to.put(Fields.STATE, LifecycleState.PENDING_RETIREMENT.name());
    var now = planning.ground().stateOf(item);
    if (!now.mayBecome(LifecycleState.PENDING_RETIREMENT)) {
      request.wrong(
          "item",
          request.raw("item"),
          "is " + now + "; only what is in use or in stock can be retired");
    }
    var base = ItemFields.base(request, item, to.keySet(), planning);
    planning.touches(request, "item", item, kind(), to.keySet());
    planning.links().leaves(item.key());
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

  @Override
  String done() {
    return "RETIRED";
  }

  @Override
  String fact() {
    return "ItemTakenOutOfUse";
  }
}
