package org.changecontrol.cmdb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts relationships where the model bounds their number, as they will be when a change set is
 * applied.
 */
final class Links {

  private final List<Link> added = new ArrayList<>();
  private final Set<String> removed = new HashSet<>();
  private final Set<String> leaving = new HashSet<>();

  /**
   * A relationship with the types of its ends.
   *
   * @param source an item key or {@code ref:NAME}
   * @param position the operation that adds it; -1 when it stands
   */
  record Link(
      String type,
      String source,
      ItemType sourceType,
      String target,
      ItemType targetType,
      int position) {

    String standing() {
      return type + ":" + source + ":" + target;
    }
  }

  void add(Link link) {
    added.add(link);
  }

  void remove(String type, String source, String target) {
    removed.add(type + ":" + source + ":" + target);
  }

  /** The item goes out of use: what relates it does not count any more. */
  void leaves(ItemKey item) {
    leaving.add(item.value());
  }

  /** What is too many of: an added relationship, and the bound it breaks in words. */
  record Excess(Link link, String problem) {}

  /** Which of the added relationships are too many, beside those that stand. */
  List<Excess> excesses(List<Link> standing, ConfigurationModel model) {
    var remaining = new HashMap<String, Link>();
    standing.stream().filter(this::remains).forEach(link -> remaining.put(link.standing(), link));
    added.forEach(link -> remaining.put(link.standing(), link));
    var perSource = new HashMap<Bound, Integer>();
    var perTarget = new HashMap<Bound, Integer>();
    for (var link : remaining.values()) {
      for (var rule : rules(link, model)) {
        perSource.merge(new Bound(rule, link.source()), 1, Integer::sum);
        perTarget.merge(new Bound(rule, link.target()), 1, Integer::sum);
      }
    }
    var excesses = new ArrayList<Excess>();
    for (var link : added) {
      var problem = excess(link, model, perSource, perTarget);
      if (problem != null) {
        excesses.add(new Excess(link, problem));
      }
    }
    return excesses;
  }

  private boolean remains(Link link) {
    return !removed.contains(link.standing())
        && !leaving.contains(link.source())
        && !leaving.contains(link.target());
  }

  private static List<RelationshipRule> rules(Link link, ConfigurationModel model) {
    return model.rulesFor(link.type(), link.sourceType(), link.targetType());
  }

  private static @Nullable String excess(
      Link link,
      ConfigurationModel model,
      Map<Bound, Integer> perSource,
      Map<Bound, Integer> perTarget) {
    for (var rule : rules(link, model)) {
      var targets = perSource.getOrDefault(new Bound(rule, link.source()), 0);
      if (rule.maxTargets() != null && targets > rule.maxTargets()) {
        return "%s would have %d × %s → %s, at most %d are allowed"
            .formatted(link.source(), targets, link.type(), rule.targetType(), rule.maxTargets());
      }
      var sources = perTarget.getOrDefault(new Bound(rule, link.target()), 0);
      if (rule.maxSources() != null && sources > rule.maxSources()) {
        return "%s would have %d × %s ← %s, at most %d are allowed"
            .formatted(link.target(), sources, link.type(), rule.sourceType(), rule.maxSources());
      }
    }
    return null;
  }

  private record Bound(RelationshipRule rule, String end) {}
}
