package org.changecontrol.cmdb.imports;

import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with a row, which therefore does not go in.
 *
 * @param file the name of the file
 * @param line where the row begins in it, from 1
 * @param field the column, or {@code attributes.NAME}; {@code row} where it is about the row as a
 *     whole
 * @param value what stood there; null where nothing did
 */
public record Rejection(
    String file, int line, String field, @Nullable Object value, String problem) {

  private static final int LONGEST = 200;

  public Rejection {
    if (value instanceof String text && text.length() > LONGEST) {
      value = text.substring(0, LONGEST) + "…";
    }
  }
}
