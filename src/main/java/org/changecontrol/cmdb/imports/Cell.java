package org.changecontrol.cmdb.imports;

import org.jspecify.annotations.Nullable;

/**
 * What stands in one column of a row.
 *
 * @param text as written; null when it is a list or a mapping of YAML
 * @param value what YAML makes of it; for CSV the text
 */
record Cell(@Nullable String text, @Nullable Object value) {

  static Cell of(String text) {
    return new Cell(text, text);
  }

  /** Nothing stands there: nothing is said about the column. */
  boolean isEmpty() {
    return value == null || (text != null && text.isBlank());
  }
}
