package org.changecontrol.cmdb.imports;

import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/**
 * Reads a report in YAML: a list of mappings, one per row, or a mapping whose only key is the
 * part's name and whose value is that list. Event by event, so that nothing is built that is not
 * wanted: anchors, aliases and tags are refused, and so is what is nested too deeply. Values are
 * those of the core schema of YAML 1.2.
 */
final class YamlReport {

  private static final int DEEPEST = 10;
  private static final int LONGEST_NUMBER = 100;

  private static final Pattern INTEGER = Pattern.compile("[-+]?\\d+");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\.\\d+|\\d+(\\.\\d*)?)([eE][-+]?\\d{1,3})?");

  private final ReportFile file;
  private final Rows rows;
  private final Iterator<Event> events;

  YamlReport(ReportFile file, Rows rows) {
    this.file = file;
    this.rows = rows;
    var options = new LoaderOptions();
    options.setCodePointLimit(ReportFile.LARGEST);
    this.events = new Yaml(options).parse(new StringReader(file.text())).iterator();
  }

  void read() {
    try {
      document();
    } catch (MarkedYAMLException wrong) {
      var mark = wrong.getProblemMark();
      throw file.unreadable(
          "is not YAML" + (mark == null ? "" : ", see line " + (mark.getLine() + 1)));
    } catch (YAMLException wrong) {
      throw file.unreadable("is not YAML");
    }
  }

  private void document() {
    next(); // the stream begins
    var begins = next();
    if (!begins.is(Event.ID.DocumentStart)) {
      throw file.unreadable("is empty; it is a list of mappings with the keys " + rows.columns());
    }
    var first = node();
    if (first instanceof MappingStartEvent) {
      var key = next();
      if (!(key instanceof ScalarEvent name) || !name.getValue().equals(file.part())) {
        throw notAList(key);
      }
      first = node();
      list(first);
      expect(next(), MappingEndEvent.class);
    } else {
      list(first);
    }
    expect(next(), DocumentEndEvent.class);
    if (!next().is(Event.ID.StreamEnd)) {
      throw file.unreadable("holds more than one document");
    }
  }

  private void list(Event begins) {
    if (!(begins instanceof SequenceStartEvent)) {
      throw notAList(begins);
    }
    for (var event = node(); !(event instanceof SequenceEndEvent); event = node()) {
      int line = line(event);
      if (event instanceof MappingStartEvent) {
        row(line);
      } else {
        rows.reject(line, "row", shown(value(event, 1)), "is not a mapping");
      }
    }
  }

  private void row(int line) {
    var cells = new LinkedHashMap<String, Cell>();
    int wrong = rows.rejected().size();
    for (var event = node(); !(event instanceof MappingEndEvent); event = node()) {
      if (!(event instanceof ScalarEvent key)) {
        throw file.unreadable("has a key that is not text, see line " + line(event));
      }
      var content = node();
      var cell =
          content instanceof ScalarEvent scalar
              ? new Cell(scalar.getValue(), typed(scalar))
              : new Cell(null, value(content, 1));
      if (!rows.layout().columns().contains(key.getValue())) {
        rows.reject(
            line,
            key.getValue(),
            shown(cell.value()),
            "is not a column; the columns are " + rows.columns());
      } else if (cells.put(key.getValue(), cell) != null) {
        rows.reject(line, key.getValue(), shown(cell.value()), "stands there twice");
      }
    }
    if (rows.rejected().size() == wrong) {
      rows.add(new Row(line, cells));
    }
  }

  private @Nullable Object value(Event event, int depth) {
    if (depth > DEEPEST) {
      throw file.unreadable("is nested too deeply, see line " + line(event));
    }
    if (event instanceof ScalarEvent scalar) {
      return typed(scalar);
    }
    if (event instanceof SequenceStartEvent) {
      List<@Nullable Object> list = new ArrayList<>();
      for (var next = node(); !(next instanceof SequenceEndEvent); next = node()) {
        list.add(value(next, depth + 1));
      }
      return list;
    }
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (var next = node(); !(next instanceof MappingEndEvent); next = node()) {
      if (!(next instanceof ScalarEvent key)) {
        throw file.unreadable("has a key that is not text, see line " + line(next));
      }
      if (map.containsKey(key.getValue())) {
        throw file.unreadable("has a key twice, see line " + line(next));
      }
      map.put(key.getValue(), value(node(), depth + 1));
    }
    return map;
  }

  private static @Nullable Object typed(ScalarEvent scalar) {
    var text = scalar.getValue();
    if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
      return text;
    }
    switch (text) {
      case "", "~", "null", "Null", "NULL":
        return null;
      case "true", "True", "TRUE":
        return true;
      case "false", "False", "FALSE":
        return false;
      default:
        return text.length() <= LONGEST_NUMBER ? number(text) : text;
    }
  }

  private static Object number(String text) {
    if (INTEGER.matcher(text).matches()) {
      var integer = new BigInteger(text);
      return integer.bitLength() < Long.SIZE ? (Object) integer.longValue() : integer;
    }
    return DECIMAL.matcher(text).matches() ? new BigDecimal(text) : text;
  }

  private static @Nullable Object shown(@Nullable Object value) {
    return value instanceof Map<?, ?> || value instanceof List<?> ? value.toString() : value;
  }

  private Event node() {
    var event = next();
    if (event instanceof AliasEvent) {
      throw file.unreadable("uses an alias, which is not read, see line " + line(event));
    }
    if (event instanceof NodeEvent node && node.getAnchor() != null) {
      throw file.unreadable("uses an anchor, which is not read, see line " + line(event));
    }
    if (hasTag(event)) {
      throw file.unreadable("uses a tag, which is not read, see line " + line(event));
    }
    return event;
  }

  private static boolean hasTag(Event event) {
    if (event instanceof ScalarEvent scalar) {
      return scalar.getTag() != null;
    }
    if (event instanceof SequenceStartEvent sequence) {
      return sequence.getTag() != null;
    }
    return event instanceof MappingStartEvent mapping && mapping.getTag() != null;
  }

  private Event next() {
    if (!events.hasNext()) {
      throw file.unreadable("is not YAML");
    }
    return events.next();
  }

  private void expect(Event event, Class<? extends Event> kind) {
    if (!kind.isInstance(event)) {
      throw notAList(event);
    }
  }

  private RuntimeException notAList(Event event) {
    return file.unreadable(
        "is not a list of mappings with the keys %s, see line %d"
            .formatted(rows.columns(), line(event)));
  }

  private static int line(Event event) {
    return event.getStartMark().getLine() + 1;
  }
}
