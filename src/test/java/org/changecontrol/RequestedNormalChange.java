package org.changecontrol;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request for a normal change as a careful requester writes it: nothing that is required is
 * missing, every question is answered well, its window is open. A scenario says only what matters
 * to it.
 */
public final class RequestedNormalChange {

  private final String type;
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final List<Map<String, Object>> operations = new ArrayList<>();

  private RequestedNormalChange(String type) {
    this.type = type;
    with("title", "Give it more memory");
    with("description", "It swaps");
    with("justification", "Users wait");
    with("implementer", "implementer");
    with("implementationPlan", "Stop, resize, start");
    with("testPlan", "Look at it");
    with("backoutPlan", "Resize back");
    with("questionnaire", wellPrepared());
    windowFromNow(Duration.ofMinutes(-5), Duration.ofHours(4));
  }

  public static RequestedNormalChange normalChange() {
    return new RequestedNormalChange("NORMAL");
  }

  /** The same in an emergency, because of an incident. */
  public static RequestedNormalChange emergencyChange() {
    return new RequestedNormalChange("EMERGENCY").with("incident", "INC-4711");
  }

  /** A routine as a robot asks for it: what its model leaves open, and nothing more. */
  public static RequestedNormalChange standardChange(String model) {
    return new RequestedNormalChange("STANDARD")
        .with("model", model)
        .with("description", null)
        .with("justification", null)
        .with("implementer", null)
        .with("implementationPlan", null)
        .with("testPlan", null)
        .with("backoutPlan", null)
        .with("questionnaire", null);
  }

  /** The process that it goes through. */
  String process() {
    return type.toLowerCase(java.util.Locale.ROOT) + "-change";
  }

  /** The answers that leave the likelihood at its lowest. */
  public static Map<String, Object> wellPrepared() {
    return Map.of(
        "doneBefore", true,
        "tested", true,
        "backoutTested", true,
        "teamsInvolved", 1,
        "reversible", true);
  }

  /** A field by its name in the contract; null takes it out. */
  public RequestedNormalChange with(String field, Object value) {
    if (value == null) {
      fields.remove(field);
    } else {
      fields.put(field, value);
    }
    return this;
  }

  /** Names items without changing them. */
  public RequestedNormalChange touching(String... items) {
    return with("items", List.of(items));
  }

  /** An operation of the change set, in order. */
  public RequestedNormalChange doing(Map<String, ?> operation) {
    operations.add(new LinkedHashMap<>(operation));
    return this;
  }

  /** Sets attributes of an item. */
  public RequestedNormalChange updating(String item, Map<String, ?> attributes) {
    return doing(Map.of("op", "UPDATE_ITEM", "item", item, "attributes", attributes));
  }

  /** The planned window, counted from now. */
  public RequestedNormalChange windowFromNow(Duration start, Duration end) {
    var now = Instant.now();
    with("plannedStart", now.plus(start).toString());
    return with("plannedEnd", now.plus(end).toString());
  }

  /** The fields as {@code POST /api/changes} takes them, without the type. */
  public Map<String, Object> fields() {
    var all = new LinkedHashMap<>(fields);
    if (!operations.isEmpty()) {
      all.put("changeSet", List.copyOf(operations));
    }
    return all;
  }

  /** The body of {@code POST /api/changes}. */
  public Map<String, Object> body() {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", type);
    body.putAll(fields());
    return body;
  }
}
