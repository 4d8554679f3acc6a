package org.changecontrol.cmdb.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.changecontrol.cmdb.ConfigurationModel;
import org.changecontrol.cmdb.ItemType;
import org.changecontrol.cmdb.LifecycleState;
import org.jspecify.annotations.Nullable;

/** Reads rows as items: each is right as a whole, or rejected with all that is wrong with it. */
final class ItemReports {

  static final Rows.Layout LAYOUT =
      new Rows.Layout(
          Set.of(
              "type",
              "name",
              "status",
              "environment",
              "location",
              "owner",
              "attributes",
              "criticality",
              "highRisk",
              "needs"),
          Set.of("type", "name"),
          20_000);

  private static final int LONGEST_ATTRIBUTES = 20_000;
  private static final int MOST_SOURCES = 1_000;

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(20)
                          .maxNumberLength(100)
                          .maxNameLength(500)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final TypeReference<Map<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};

  private static final Map<String, LifecycleState> STATUS =
      Map.ofEntries(
          Map.entry("active", LifecycleState.IN_USE),
          Map.entry("planned", LifecycleState.PLANNED),
          Map.entry("provisioning", LifecycleState.DEPLOYING),
          Map.entry("staged", LifecycleState.DEPLOYING),
          Map.entry("offline", LifecycleState.IN_STOCK),
          Map.entry("available", LifecycleState.IN_STOCK),
          Map.entry("decommissioning", LifecycleState.PENDING_RETIREMENT),
          Map.entry("deprovisioning", LifecycleState.PENDING_RETIREMENT),
          Map.entry("decommissioned", LifecycleState.RETIRED),
          Map.entry("retired", LifecycleState.RETIRED));

  private final ConfigurationModel model;
  private final Rows rows;
  private final List<ItemReport> reports = new ArrayList<>();

  ItemReports(ConfigurationModel model, Rows rows) {
    this.model = model;
    this.rows = rows;
  }

  List<ItemReport> read() {
    for (Row row : rows.rows()) {
      read(row);
    }
    return reports;
  }

  private void read(Row row) {
    int before = rows.rejected().size();
    var type = type(row);
    var name = text(row, "name", 255);
    if (name == null && row.cell("name") == null) {
      reject(row, "name", "is required");
    }
    var state = state(row);
    var environment = text(row, "environment", 100);
    var location = text(row, "location", 255);
    var owner = text(row, "owner", 100);
    var criticality = criticality(row);
    var highRisk = highRisk(row);
    var needs = needs(row);
    var attributes = attributes(row, type);
    if (rows.rejected().size() == before && type != null && name != null) {
      reports.add(
          new ItemReport(
              row.line(),
              type,
              name,
              state,
              criticality,
              environment,
              location,
              owner,
              attributes,
              highRisk,
              needs));
    }
  }

  private @Nullable ItemType type(Row row) {
    var key = text(row, "type", 63);
    if (key == null) {
      if (row.cell("type") == null) {
        reject(row, "type", "is required");
      }
      return null;
    }
    var type = model.itemType(key).orElse(null);
    if (type == null) {
      reject(row, "type", "is not an item type");
    } else if (type.isAbstract()) {
      reject(row, "type", "is abstract; name one of its subtypes");
      return null;
    }
    return type;
  }

  private LifecycleState state(Row row) {
    var status = text(row, "status", 50);
    if (status == null) {
      return LifecycleState.IN_USE;
    }
    var known = STATUS.get(status.toLowerCase(Locale.ROOT));
    if (known != null) {
      return known;
    }
    for (LifecycleState state : LifecycleState.values()) {
      if (state.name().equals(status)) {
        return state;
      }
    }
    reject(
        row,
        "status",
        "is not a status; it is one of %s, or a lifecycle state: %s"
            .formatted(
                STATUS.keySet().stream().sorted().collect(Collectors.joining(", ")),
                Arrays.stream(LifecycleState.values())
                    .map(Enum::name)
                    .collect(Collectors.joining(", "))));
    return LifecycleState.IN_USE;
  }

  private @Nullable Integer criticality(Row row) {
    var text = text(row, "criticality", 10);
    if (text == null) {
      return null;
    }
    if (!text.matches("[1-4]")) {
      reject(row, "criticality", "is 1 (low), 2, 3 or 4 (mission critical)");
      return null;
    }
    return Integer.valueOf(text);
  }

  private @Nullable Boolean highRisk(Row row) {
    var text = text(row, "highRisk", 10);
    if (text == null) {
      return null;
    }
    switch (text.toLowerCase(Locale.ROOT)) {
      case "true":
        return true;
      case "false":
        return false;
      default:
        reject(row, "highRisk", "is true or false");
        return null;
    }
  }

  private @Nullable Map<String, Integer> needs(Row row) {
    var object = object(row, "needs");
    if (object == null) {
      return null;
    }
    var needs = new TreeMap<String, Integer>();
    object.forEach(
        (type, count) -> {
          if (model.relationshipType(type).isEmpty()) {
            reject(row, "needs." + type, count, "is not a relationship type");
          } else if (count instanceof Number number
              && number.doubleValue() == number.intValue()
              && number.intValue() >= 1
              && number.intValue() <= MOST_SOURCES) {
            needs.put(type, number.intValue());
          } else {
            reject(row, "needs." + type, count, "is a whole number from 1 to " + MOST_SOURCES);
          }
        });
    return needs;
  }

  private Map<String, Object> attributes(Row row, @Nullable ItemType type) {
    var object = object(row, "attributes");
    var attributes = new TreeMap<String, Object>();
    if (object == null) {
      return attributes;
    }
    object.forEach(
        (attribute, value) -> {
          // Nothing is said about what is empty.
          if (value != null && !"".equals(value)) {
            attributes.put(attribute, value);
          }
        });
    if (type != null) {
      type.problemsOf(attributes)
          .forEach(
              problem ->
                  reject(
                      row,
                      "attributes." + problem.attribute(),
                      problem.value(),
                      problem.problem()));
    }
    return attributes;
  }

  private @Nullable Map<String, @Nullable Object> object(Row row, String column) {
    var cell = row.cell(column);
    if (cell == null) {
      return null;
    }
    if (cell.text() == null) {
      if (cell.value() instanceof Map<?, ?> map) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, value) -> object.put((String) key, value));
        return object;
      }
      reject(row, column, String.valueOf(cell.value()), "is not an object");
      return null;
    }
    if (cell.text().length() > LONGEST_ATTRIBUTES) {
      reject(row, column, "is longer than " + LONGEST_ATTRIBUTES + " characters");
      return null;
    }
    try {
      var object = JSON.readValue(cell.text(), OBJECT);
      if (object == null) {
        return null;
      }
      return object;
    } catch (JsonProcessingException wrong) {
      reject(row, column, "is not a JSON object");
      return null;
    }
  }

  private @Nullable String text(Row row, String column, int longest) {
    return Texts.of(row, column, longest, rows);
  }

  private void reject(Row row, String field, String problem) {
    var cell = row.cells().get(field);
    reject(row, field, cell == null || cell.isEmpty() ? null : cell.text(), problem);
  }

  private void reject(Row row, String field, @Nullable Object value, String problem) {
    rows.reject(row.line(), field, value, problem);
  }
}
