package org.changecontrol.changemodel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a model covers. A list of types or operations covers what it names; subtypes are covered by
 * their type.
 *
 * @param types item types; not empty
 * @param environments environments of the items; empty covers every one
 * @param owners owner groups of the items; empty covers every one
 * @param operations operations of a change set; empty covers work that changes no record
 * @param attributes attributes, or fields such as {@code state}, that may be given a value
 */
public record ModelScope(
    List<String> types,
    List<String> environments,
    List<String> owners,
    List<String> operations,
    List<String> attributes) {

  /** In which respect a piece of work can be outside. */
  public enum Respect {
    TYPE,
    ENVIRONMENT,
    OWNER,
    OPERATION,
    ATTRIBUTE
  }

  /**
   * An item that is worked on or created.
   *
   * @param name what people call it
   * @param type its type with all those it inherits from
   * @param environment empty where none is on record
   * @param owner empty where none is on record
   */
  public record TouchedItem(String name, Set<String> type, String environment, String owner) {}

  /**
   * An operation of the change set.
   *
   * @param attributes the attributes and fields it gives a value
   */
  public record PlannedStep(String operation, Set<String> attributes) {}

  /** What of the work the model does not cover, in words, by respect; empty where it covers all. */
  public Map<Respect, List<String>> gaps(
      Collection<TouchedItem> items, Collection<PlannedStep> steps) {
    var gaps = new EnumMap<Respect, List<String>>(Respect.class);
    for (var item : items) {
      if (item.type().stream().noneMatch(types::contains)) {
        add(gaps, Respect.TYPE, item.name());
      }
      if (!environments.isEmpty() && !environments.contains(item.environment())) {
        add(gaps, Respect.ENVIRONMENT, item.name() + " in " + orNone(item.environment()));
      }
      if (!owners.isEmpty() && !owners.contains(item.owner())) {
        add(gaps, Respect.OWNER, item.name() + " of " + orNone(item.owner()));
      }
    }
    for (var step : steps) {
      if (!operations.contains(step.operation())) {
        add(gaps, Respect.OPERATION, step.operation());
      }
      step.attributes().stream()
          .filter(attribute -> !attributes.contains(attribute))
          .sorted()
          .forEach(attribute -> add(gaps, Respect.ATTRIBUTE, attribute));
    }
    return gaps;
  }

  private static void add(Map<Respect, List<String>> gaps, Respect respect, String what) {
    var known = gaps.computeIfAbsent(respect, any -> new ArrayList<>());
    if (!known.contains(what)) {
      known.add(what);
    }
  }

  private static String orNone(String value) {
    return value.isEmpty() ? "none" : value;
  }
}
