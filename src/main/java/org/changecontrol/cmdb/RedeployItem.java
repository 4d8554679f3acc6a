package org.changecontrol.cmdb;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An item that is in stock is put to use, where and by whom it says. */
final class RedeployItem extends WritesItem {

  @Override
  public OperationKind kind() {
    return OperationKind.REDEPLOY_ITEM;
  }

  @Override
  public Set<String> fields() {
    return new LinkedHashSet<>(List.of("item", Fields.LOCATION, Fields.OWNER, "revision"));
  }

  @Override
  public @Nullable PlannedOperation plan(OperationRequest request, Planning planning) {
    var item = planning.item(request, "item");
    var given = new LinkedHashMap<String, @Nullable Object>();
    ItemFields.placeAndOwner(request, given);
    if (item == null) {
      return null;
    }
    var to = new LinkedHashMap<String, @Nullable Object>();
    to.put(Fields.STATE, LifecycleState.IN_USE.name());
    // What is not said stays as it is; being put to use takes nothing away.
    given.forEach(
        (field, value) -> {
          if (value != null) {
            to.put(field, value);
          }
        });
    if (item.state() != LifecycleState.IN_STOCK) {
      request.wrong(
          "item",
          request.raw("item"),
          "is " + item.state() + "; only what is IN_STOCK can be redeployed");
    }
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

  @Override
  String done() {
    return "REDEPLOYED";
  }

  @Override
  String fact() {
    return "ItemRedeployed";
  }
}
