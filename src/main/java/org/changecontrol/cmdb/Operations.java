package org.changecontrol.cmdb;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** All kinds of operations that a change set may consist of. */
final class Operations {

  private static final Map<OperationKind, Operation> ALL = new EnumMap<>(OperationKind.class);

  static {
    List.of(
            new CreateItem(),
            new UpdateItem(),
            new RetireItem(),
            new AddRelationship(),
            new RemoveRelationship(),
            new RedeployItem())
        .forEach(operation -> ALL.put(operation.kind(), operation));
  }

  private Operations() {}

  static Operation of(OperationKind kind) {
    return Objects.requireNonNull(ALL.get(kind));
  }

  static Operation of(PlannedOperation planned) {
    return of(planned.op());
  }

  /** As a change set names it, for example {@code UPDATE_ITEM}. */
  static Optional<Operation> named(String name) {
    return ALL.values().stream()
        .filter(operation -> operation.kind().name().equals(name))
        .findFirst();
  }

  static String names() {
    return ALL.keySet().stream().map(Enum::name).collect(Collectors.joining(", "));
  }
}
