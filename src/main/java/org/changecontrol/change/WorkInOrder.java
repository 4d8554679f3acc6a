package org.changecontrol.change;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The tasks of a change in their order: those of one order side by side, those of the next when all
 * before them are done or skipped. Nothing follows a failure.
 */
record WorkInOrder(List<ImplementationTask> tasks) {

  /** The open tasks whose turn it is; none once one of that order has failed and all are told. */
  List<ImplementationTask> handedOut() {
    var turn = turn();
    return tasks.stream()
        .filter(task -> task.state() == ImplementationTask.State.OPEN)
        .filter(task -> turn.isPresent() && task.plan().order() == turn.getAsInt())
        .toList();
  }

  /** What keeps the change from having succeeded: tasks that are neither done nor skipped. */
  List<ImplementationTask> unfinished() {
    return tasks.stream().filter(task -> !task.state().letsOthersFollow()).toList();
  }

  /** What has to be done, or should not have failed, before a task begins; empty when it may. */
  String before(ImplementationTask task) {
    return unfinished().stream()
        .filter(other -> other.plan().order() < task.plan().order())
        .map(other -> other.named() + " is " + other.state())
        .collect(Collectors.joining(", "));
  }

  private OptionalInt turn() {
    return unfinished().stream().mapToInt(task -> task.plan().order()).min();
  }
}
