package org.changecontrol.change;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The number of a change: {@code CHG-} and at least six digits; the business key of its process.
 *
 * @param value for example {@code CHG-000001}
 */
public record ChangeNumber(@JsonValue String value) {

  private static final Pattern SHAPE = Pattern.compile("CHG-\\d{6,12}");

  @JsonCreator
  public ChangeNumber {
    if (!isNumber(value)) {
      throw new IllegalArgumentException(
          "\"" + value + "\" is not a change number such as CHG-000001");
    }
  }

  static ChangeNumber of(long number) {
    return new ChangeNumber("CHG-%06d".formatted(number));
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
