package org.changecontrol.audit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one way to write a value down, so that the same content always has the same hash: JSON after
 * RFC 8785, keys in the order of their UTF-16 units, no blanks. It differs in two places where the
 * RFC loses or refuses: numbers keep all their digits, and half a surrogate pair is escaped.
 */
final class CanonicalJson {

  private CanonicalJson() {}

  static String of(@Nullable Object value) {
    StringBuilder json = new StringBuilder();
    write(value, json);
    return json.toString();
  }

  private static void write(@Nullable Object value, StringBuilder json) {
    if (value == null || value instanceof Boolean) {
      json.append(value);
    } else if (value instanceof Number number) {
      write(number, json);
    } else if (value instanceof Map<?, ?> map) {
      write(map, json);
    } else if (value instanceof Iterable<?> list) {
      json.append('[');
      String separator = "";
      for (Object element : list) {
        json.append(separator);
        write(element, json);
        separator = ",";
      }
      json.append(']');
    } else if (value instanceof Enum<?> constant) {
      write(constant.name(), json);
    } else {
      write(value.toString(), json);
    }
  }

  private static void write(Map<?, ?> map, StringBuilder json) {
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put(String.valueOf(key), value == null ? NULL : value));
    json.append('{');
    String separator = "";
    for (Map.Entry<String, Object> member : sorted.entrySet()) {
      json.append(separator);
      write(member.getKey(), json);
      json.append(':');
      write(member.getValue() == NULL ? null : member.getValue(), json);
      separator = ",";
    }
    json.append('}');
  }

  private static final Object NULL = new Object();

  private static void write(Number number, StringBuilder json) {
    if (number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte
        || number instanceof BigInteger) {
      json.append(number);
    } else if (number instanceof BigDecimal decimal) {
      json.append(plain(decimal));
    } else if (Double.isFinite(number.doubleValue())) {
      json.append(plain(new BigDecimal(number.toString())));
    } else {
      write(number.toString(), json);
    }
  }

  private static String plain(BigDecimal decimal) {
    return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
  }

  private static void write(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      switch (unit) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\b' -> json.append("\\b");
        case '\t' -> json.append("\\t");
        case '\n' -> json.append("\\n");
        case '\f' -> json.append("\\f");
        case '\r' -> json.append("\\r");
        default -> {
          if (unit < ' ' || isHalf(text, i)) {
            json.append(String.format("\\u%04x", (int) unit));
          } else {
            json.append(unit);
          }
        }
      }
    }
    json.append('"');
  }

  private static boolean isHalf(String text, int at) {
    char unit = text.charAt(at);
    if (Character.isHighSurrogate(unit)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(unit)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
