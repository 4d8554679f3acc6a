package org.changecontrol.cmdb.imports;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a report.
 *
 * @param line where it begins in its file, from 1
 */
record Row(int line, Map<String, Cell> cells) {

  @Nullable Cell cell(String column) {
    var cell = cells.get(column);
    return cell == null || cell.isEmpty() ? null : cell;
  }
}
