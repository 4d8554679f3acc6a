package org.changecontrol.change;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The open changes that may explain a difference, as they stood when it was looked into.
 *
 * @param list in the order of their numbers
 */
public record Explanations(List<Explanation> list) {

  /**
   * One of them.
   *
   * @param change its number
   * @param items those of the differing items that it works on
   */
  public record Explanation(
      String change,
      String title,
      ChangeState state,
      @Nullable String implementer,
      List<String> items) {}
}
