package org.changecontrol.cmdb.imports;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads a report in CSV (RFC 4180) with a header. A row that is no CSV is rejected, and reading
 * goes on with the line after the one it began in.
 */
final class CsvReport {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();

  /** Beyond this many rows that are no CSV, the file is none. */
  private static final int MOST_UNREADABLE = 50;

  private final ReportFile file;
  private final Rows rows;
  private final String text;
  private final int[] lineStarts;
  private @Nullable List<String> header;

  CsvReport(ReportFile file, Rows rows) {
    this.file = file;
    this.rows = rows;
    this.text = file.text();
    this.lineStarts = lineStarts(text);
  }

  void read() {
    int line = 0;
    int unreadable = 0;
    while (line < lineStarts.length) {
      int broken = readFrom(line);
      if (broken < 0) {
        break;
      }
      if (header == null || ++unreadable > MOST_UNREADABLE) {
        throw file.unreadable("is not CSV, see line " + (broken + 1));
      }
      rows.reject(
          broken + 1,
          "row",
          lineText(broken),
          "is not CSV: a cell with quotes begins and ends with one, and those inside it are doubled");
      line = broken + 1;
    }
    if (header == null) {
      throw file.unreadable("is empty; the first line names the columns: " + rows.columns());
    }
  }

  /**
   * @param first the line to begin with, from 0
   * @return the line in which a row that is no CSV begins, or -1 when all was read
   */
  private int readFrom(int first) {
    int begins = first;
    try (var parser = CSVParser.builder().setReader(from(first)).setFormat(FORMAT).get()) {
      Iterator<CSVRecord> records = parser.iterator();
      while (records.hasNext()) {
        take(records.next(), begins + 1);
        begins = first + (int) parser.getCurrentLineNumber();
      }
      return -1;
    } catch (UncheckedIOException broken) {
      return begins;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private StringReader from(int line) throws IOException {
    var reader = new StringReader(text);
    if (reader.skip(lineStarts[line]) != lineStarts[line]) {
      throw new IllegalStateException("the text is shorter than its lines");
    }
    return reader;
  }

  private void take(CSVRecord cells, int line) {
    if (cells.size() == 1 && cells.get(0).isBlank()) {
      return;
    }
    var columns = header;
    if (columns == null) {
      header = header(cells);
    } else if (cells.size() != columns.size()) {
      rows.reject(
          line,
          "row",
          String.join(",", cells),
          "has %d cells, the header has %d".formatted(cells.size(), columns.size()));
    } else {
      var row = new LinkedHashMap<String, Cell>();
      for (int at = 0; at < columns.size(); at++) {
        row.put(columns.get(at), Cell.of(cells.get(at)));
      }
      rows.add(new Row(line, row));
    }
  }

  private List<String> header(CSVRecord cells) {
    var columns = new ArrayList<String>();
    cells.forEach(cell -> columns.add(cell.strip()));
    for (String column : columns) {
      if (!rows.layout().columns().contains(column)) {
        throw file.unreadable(
            "has a column \"%s\" in its header; the columns are %s"
                .formatted(shortened(column), rows.columns()));
      }
    }
    if (new HashSet<>(columns).size() < columns.size()) {
      throw file.unreadable("names a column twice in its header");
    }
    for (String required : rows.layout().required()) {
      if (!columns.contains(required)) {
        throw file.unreadable("lacks the column " + required + " in its header");
      }
    }
    return List.copyOf(columns);
  }

  private static String shortened(String text) {
    return text.length() <= 50 ? text : text.substring(0, 50) + "…";
  }

  private String lineText(int line) {
    int end = line + 1 < lineStarts.length ? lineStarts[line + 1] : text.length();
    return text.substring(lineStarts[line], end).strip();
  }

  private static int[] lineStarts(String text) {
    var starts = new ArrayList<Integer>();
    for (int at = 0; at < text.length(); ) {
      starts.add(at);
      while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
        at++;
      }
      if (at + 1 < text.length() && text.charAt(at) == '\r' && text.charAt(at + 1) == '\n') {
        at++;
      }
      at++;
    }
    return starts.stream().mapToInt(Integer::intValue).toArray();
  }
}
