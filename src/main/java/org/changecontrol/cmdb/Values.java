package org.changecontrol.cmdb;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares what items hold as JSON does: 4 and 4.0 are one number, however a database gives it
 * back.
 */
public final class Values {

  private Values() {}

  public static boolean same(@Nullable Object one, @Nullable Object other) {
    if (one instanceof Number first && other instanceof Number second) {
      return decimal(first).compareTo(decimal(second)) == 0;
    }
    if (one instanceof Map<?, ?> first && other instanceof Map<?, ?> second) {
      return first.keySet().equals(second.keySet())
          && first.keySet().stream().allMatch(key -> same(first.get(key), second.get(key)));
    }
    if (one instanceof List<?> first && other instanceof List<?> second) {
      if (first.size() != second.size()) {
        return false;
      }
      for (var i = 0; i < first.size(); i++) {
        if (!same(first.get(i), second.get(i))) {
          return false;
        }
      }
      return true;
    }
    return Objects.equals(one, other);
  }

  private static BigDecimal decimal(Number number) {
    return new BigDecimal(number.toString());
  }
}
