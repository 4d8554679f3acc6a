package org.changecontrol.cmdb.imports;

import org.changecontrol.problem.PlainText;
import org.jspecify.annotations.Nullable;

/** Reads a column that holds one line of text. */
final class Texts {

  private Texts() {}

  /**
   * Without the spaces around it; null where nothing stands, or where the row was rejected for what
   * does.
   */
  static @Nullable String of(Row row, String column, int longest, Rows rows) {
    var cell = row.cell(column);
    if (cell == null) {
      return null;
    }
    if (cell.text() == null) {
      rows.reject(row.line(), column, String.valueOf(cell.value()), "is not text");
      return null;
    }
    var text = cell.text().strip();
    if (text.length() > longest) {
      rows.reject(row.line(), column, text, "is longer than " + longest + " characters");
      return null;
    }
    if (!PlainText.isText(text) || text.chars().anyMatch(Character::isISOControl)) {
      rows.reject(row.line(), column, text, "holds control characters or is not well-formed");
      return null;
    }
    return text;
  }
}
