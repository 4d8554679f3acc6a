package org.changecontrol.calendar;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Names a freeze or a maintenance window: {@code WIN-} and at least six digits. Never used twice.
 *
 * @param value for example {@code WIN-000001}
 */
public record WindowNumber(@JsonValue String value) {

  private static final Pattern SHAPE = Pattern.compile("WIN-\\d{6,12}");

  @JsonCreator
  public WindowNumber {
    if (!isNumber(value)) {
      throw new IllegalArgumentException(
          "\"" + value + "\" is not the number of a window such as WIN-000001");
    }
  }

  static WindowNumber of(long number) {
    return new WindowNumber("WIN-%06d".formatted(number));
  }

  public static boolean isNumber(String text) {
    return SHAPE.matcher(text).matches();
  }

  /** The number behind the prefix. */
  long serial() {
    return Long.parseLong(value.substring(4));
  }

  @Override
  public String toString() {
    return value;
  }
}
