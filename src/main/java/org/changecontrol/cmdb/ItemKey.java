package org.changecontrol.cmdb;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The key of a configuration item: {@code CI-} and at least six digits, given once, never reused.
 *
 * @param value for example {@code CI-000042}
 */
public record ItemKey(@JsonValue String value) implements Comparable<ItemKey> {

  private static final Pattern SHAPE = Pattern.compile("CI-\\d{6,12}");

  @JsonCreator
  public ItemKey {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("\"" + value + "\" is not an item key such as CI-000042");
    }
  }

  public static ItemKey of(long number) {
    return new ItemKey("CI-%06d".formatted(number));
  }

  public static boolean isKey(String text) {
    return SHAPE.matcher(text).matches();
  }

  /** The number behind the prefix. */
  public long number() {
    return Long.parseLong(value.substring(3));
  }

  @Override
  public int compareTo(ItemKey other) {
    return Long.compare(number(), other.number());
  }

  @Override
  public String toString() {
    return value;
  }
}
