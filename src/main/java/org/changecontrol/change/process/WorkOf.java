package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.VariableScope;

/** The reference that rests in the process of one task of a change. */
final class WorkOf {

  static final String WORK = "work";

  private WorkOf() {}

  /** The number of the task that a process is about. */
  static long scope(VariableScope scope) {
    if (scope.getVariable(WORK) instanceof Number work) {
      return work.longValue();
    }
    throw new IllegalStateException(
        "The process of a task has lost its variable \"work\"; put the number of the task back into it");
  }
}
