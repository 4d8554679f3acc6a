package org.changecontrol.change.process;

import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.variable.value.ObjectValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.spin.SpinList;
import org.camunda.spin.json.SpinJsonNode;
import org.changecontrol.engine.SubmittedFields;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Fields that came in through the engine, as plain values: JSON as its text. They never rest in the
 * engine.
 */
final class Submitted {

  /** Carries why a message was sent; never stored. */
  static final String REASON = "reason";

  private Submitted() {}

  static Map<String, Object> fields(Map<String, Object> submitted) {
    var values = new LinkedHashMap<String, Object>();
    submitted.forEach((name, value) -> values.put(name, plain(name, value)));
    return values;
  }

  static String reason(VariableScope scope) {
    var reason = scope.getVariable(REASON);
    if (reason == null) {
      throw new InvalidInput(Problem.missing(REASON));
    }
    return reason.toString();
  }

  static Map<String, Object> fields(VariableScope scope) {
    return fields(SubmittedFields.of(scope));
  }

  @SuppressWarnings("NullAway") // a field may be sent as null, which counts as missing
  private static Object plain(String name, @Nullable Object value) {
    if (value instanceof ObjectValue) {
      throw new InvalidInput(
          new Problem(
              name, null, "must be of type String, Boolean, Date, Integer, Long, Double or Json"));
    }
    if (value instanceof TypedValue typed) {
      return plain(name, typed.getValue());
    }
    if (value instanceof SpinJsonNode || value instanceof SpinList<?>) {
      return value.toString();
    }
    return value;
  }
}
