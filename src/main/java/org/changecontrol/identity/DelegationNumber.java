package org.changecontrol.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Names a delegation: {@code DLG-} and at least six digits. Never used twice.
 *
 * @param value for example {@code DLG-000001}
 */
public record DelegationNumber(@JsonValue String value) {

  private static final Pattern SHAPE = Pattern.compile("DLG-\\d{6,12}");

  @JsonCreator
  public DelegationNumber {
    if (!isNumber(value)) {
      throw new IllegalArgumentException(
          "\"" + value + "\" is not the number of a delegation such as DLG-000001");
    }
  }

  static DelegationNumber of(long number) {
    return new DelegationNumber("DLG-%06d".formatted(number));
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
