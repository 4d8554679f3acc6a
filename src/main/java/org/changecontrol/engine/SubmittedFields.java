package org.changecontrol.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.core.variable.CoreVariableInstance;
import org.camunda.bpm.engine.impl.core.variable.scope.AbstractVariableScope;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;

/**
 * What somebody sent with a start or with the completion of a task. It travels through the engine
 * as variables that never rest there; the domain takes it over before the next wait state.
 */
public final class SubmittedFields {

  private SubmittedFields() {}

  /** What was sent with the command that is running, seen from a task or an execution. */
  public static Map<String, Object> of(VariableScope scope) {
    Map<String, Object> fields = new LinkedHashMap<>();
    @Nullable AbstractVariableScope level = (AbstractVariableScope) scope;
    while (level != null) {
      for (CoreVariableInstance variable : level.getVariableInstancesLocal()) {
        if (variable instanceof VariableInstanceEntity instance && instance.isTransient()) {
          fields.putIfAbsent(instance.getName(), variable.getTypedValue(true).getValue());
        }
      }
      level = level.getParentVariableScope();
    }
    return Collections.unmodifiableMap(fields);
  }

  /** The same fields as variables that never rest in the engine. */
  public static VariableMap asVariables(Map<String, ?> fields) {
    VariableMap variables = Variables.createVariables();
    fields.forEach(
        (name, value) -> variables.putValueTyped(name, Variables.untypedValue(value, true)));
    return variables;
  }
}
