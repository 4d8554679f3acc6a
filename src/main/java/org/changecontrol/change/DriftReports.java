package org.changecontrol.change;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.changecontrol.cmdb.DriftFound;
import org.changecontrol.cmdb.OperationKind;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts what a source found otherwise than on record into the words of a retrospective change. */
@Component
@Transactional
public class DriftReports {

  private static final String ATTRIBUTE = "attributes.";

  /** Fields that an operation can set as they are reported. */
  private static final List<String> FIELDS =
      List.of("owner", "location", "environment", "criticality");

  private final Changes changes;

  DriftReports(Changes changes) {
    this.changes = changes;
  }

  /**
   * The fields of the retrospective change that accounts for it; empty where one is open already
   * that says the same of the item.
   */
  public Optional<Map<String, Object>> unaccounted(DriftFound drift) {
    var description = description(drift);
    var isOpen =
        changes.openAccountsOf(drift.item().value()).stream()
            .anyMatch(open -> description.equals(open.content().description()));
    if (isOpen) {
      return Optional.empty();
    }
    var fields = new LinkedHashMap<String, Object>();
    fields.put("title", shortened("Drift of " + drift.name()));
    fields.put("description", description);
    fields.put("source", drift.source());
    fields.put("items", List.of(drift.item().value()));
    var operation = operation(drift);
    if (operation.size() > 2) {
      fields.put("changeSet", List.of(operation));
    }
    return Optional.of(fields);
  }

  private static String description(DriftFound drift) {
    return drift.source()
        + " reports of "
        + drift.name()
        + ": "
        + drift.reported().entrySet().stream()
            .map(field -> field.getKey() + " = " + field.getValue())
            .collect(Collectors.joining(", "));
  }

  private static Map<String, Object> operation(DriftFound drift) {
    var operation = new LinkedHashMap<String, Object>();
    operation.put("op", OperationKind.UPDATE_ITEM.name());
    operation.put("item", drift.item().value());
    var attributes = new LinkedHashMap<String, Object>();
    drift
        .reported()
        .forEach(
            (field, value) -> {
              if (field.startsWith(ATTRIBUTE)) {
                attributes.put(field.substring(ATTRIBUTE.length()), value);
              } else if (FIELDS.contains(field)) {
                operation.put(field, value);
              }
            });
    if (!attributes.isEmpty()) {
      operation.put("attributes", attributes);
    }
    return operation;
  }

  private static String shortened(String title) {
    return title.length() <= RequestReader.LONGEST_TITLE
        ? title
        : title.substring(0, RequestReader.LONGEST_TITLE);
  }
}
