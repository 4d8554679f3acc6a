package org.changecontrol.cmdb.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.changecontrol.cmdb.ConfigurationModel;
import org.jspecify.annotations.Nullable;

/** Reads rows as relationships; whether their ends exist is found out later. */
final class RelationshipReports {

  static final Rows.Layout LAYOUT =
      new Rows.Layout(
          Set.of("type", "source", "target"), Set.of("type", "source", "target"), 50_000);

  private static final int LONGEST_END = 320;

  private final ConfigurationModel model;
  private final Rows rows;

  RelationshipReports(ConfigurationModel model, Rows rows) {
    this.model = model;
    this.rows = rows;
  }

  List<RelationshipReport> read() {
    var reports = new ArrayList<RelationshipReport>();
    for (Row row : rows.rows()) {
      int before = rows.rejected().size();
      var type = required(row, "type", 63);
      var source = required(row, "source", LONGEST_END);
      var target = required(row, "target", LONGEST_END);
      if (type != null && model.relationshipType(type).isEmpty()) {
        rows.reject(
            row.line(),
            "type",
            type,
            "is not a relationship type; there are "
                + String.join(
                    ", ", model.relationshipTypes().stream().map(known -> known.key()).toList()));
      }
      if (rows.rejected().size() == before && type != null && source != null && target != null) {
        reports.add(new RelationshipReport(row.line(), type, source, target));
      }
    }
    return reports;
  }

  private @Nullable String required(Row row, String column, int longest) {
    if (row.cell(column) == null) {
      rows.reject(row.line(), column, null, "is required");
      return null;
    }
    return Texts.of(row, column, longest, rows);
  }
}
