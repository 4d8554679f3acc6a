package org.changecontrol.approval.process;

import org.camunda.bpm.engine.delegate.VariableScope;

/** The two references that rest in an approval gate's process. */
final class GateOf {

  static final String GATE = "gate";
  static final String BALLOT = "ballot";

  private GateOf() {}

  /** The opening that a process is about. */
  static long execution(VariableScope scope) {
    if (scope.getVariable(GATE) instanceof Number gate) {
      return gate.longValue();
    }
    throw new IllegalStateException(
        "The process of an approval gate has lost its variable \"gate\"; put the number of the gate's opening back into it");
  }

  /** Whom a ballot is for; the empty text when any member may take it. */
  static String voter(VariableScope scope) {
    return scope.getVariable(BALLOT) instanceof String voter ? voter : "";
  }
}
