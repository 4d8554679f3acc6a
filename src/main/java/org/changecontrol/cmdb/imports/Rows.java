package org.changecontrol.cmdb.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.changecontrol.problem.TooLarge;
import org.jspecify.annotations.Nullable;

/** The rows of a report's file, and what of it is no row. */
final class Rows {

  /**
   * What a file may say.
   *
   * @param columns all that are known
   * @param required those that must be there
   * @param most how many rows are read at most
   */
  record Layout(Set<String> columns, Set<String> required, int most) {}

  private final ReportFile file;
  private final Layout layout;
  private final List<Row> rows = new ArrayList<>();
  private final List<Rejection> rejected = new ArrayList<>();

  Rows(ReportFile file, Layout layout) {
    this.file = file;
    this.layout = layout;
  }

  /**
   * @throws org.changecontrol.problem.InvalidInput when the file as a whole cannot be read
   * @throws TooLarge when it has more rows than are read
   */
  static Rows of(ReportFile file, Layout layout) {
    var rows = new Rows(file, layout);
    if (file.isYaml()) {
      new YamlReport(file, rows).read();
    } else {
      new CsvReport(file, rows).read();
    }
    return rows;
  }

  Layout layout() {
    return layout;
  }

  void add(Row row) {
    rows.add(row);
    bound();
  }

  void reject(int line, String field, @Nullable Object value, String problem) {
    rejected.add(new Rejection(file.name(), line, field, value, problem));
    bound();
  }

  private void bound() {
    if (rows.size() + rejected.size() > layout.most()) {
      throw new TooLarge(
          "%s has more than %d rows; split the report".formatted(file.part(), layout.most()));
    }
  }

  List<Row> rows() {
    return rows;
  }

  List<Rejection> rejected() {
    return rejected;
  }

  String columns() {
    return String.join(", ", layout.columns().stream().sorted().toList());
  }
}
