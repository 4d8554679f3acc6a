package org.changecontrol.policy.dmn;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An input column of a table.
 *
 * @param expression what it looks at: an input, or something computed from inputs
 * @param type as the table declares it
 * @param inputs the inputs in the expression
 * @param cells one for each rule
 */
record Column(
    String label, String expression, @Nullable String type, Set<String> inputs, List<Cell> cells) {

  /** Whether it looks at an input as it is. */
  boolean isPlain() {
    return inputs.contains(expression);
  }

  List<BigDecimal> bounds() {
    return cells.stream().flatMap(Cell::bounds).distinct().toList();
  }

  List<String> texts() {
    return cells.stream().flatMap(Cell::texts).distinct().toList();
  }
}
