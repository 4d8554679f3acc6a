package org.changecontrol.cmdb.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.changecontrol.cmdb.ConfigurationModel;
import org.changecontrol.cmdb.Item;
import org.changecontrol.cmdb.ItemKey;
import org.changecontrol.cmdb.ItemType;
import org.changecontrol.cmdb.Items;
import org.changecontrol.cmdb.LifecycleState;
import org.changecontrol.cmdb.Relationship;
import org.changecontrol.cmdb.RelationshipRule;
import org.changecontrol.cmdb.Relationships;
import org.changecontrol.cmdb.imports.ImportAnswer.Count;
import org.changecontrol.cmdb.imports.ImportAnswer.Difference;
import org.changecontrol.cmdb.imports.ImportAnswer.MissingRelationship;
import org.jspecify.annotations.Nullable;

/**
 * A report beside the record: what is new, what is observed otherwise, what differs. Writes
 * nothing.
 */
final class Comparison {

  private static final int NAMES_AT_A_TIME = 4_000;

  private final ConfigurationModel model;
  private final Items items;
  private final Relationships relationships;
  private final RecordedEstate recorded;
  private final String source;

  private final List<ItemReport> newItems = new ArrayList<>();
  private final List<Observation> observations = new ArrayList<>();
  private final List<NewRelationship> newRelationships = new ArrayList<>();
  private final List<Difference> differences = new ArrayList<>();
  private final List<Drift> drift = new ArrayList<>();
  private final List<MissingRelationship> missing = new ArrayList<>();
  private final Set<ItemKey> agreed = new LinkedHashSet<>();
  private final Set<ItemKey> disagreed = new LinkedHashSet<>();
  private int sameItems;
  private int sameRelationships;

  /** Items on record that a name may mean, by {@code type:name}. */
  private final Map<String, List<Subject>> named = new HashMap<>();

  /** Items of this report, by {@code type:name}. */
  private final Map<String, Subject> reported = new HashMap<>();

  private final Map<ItemKey, Subject> byKey = new HashMap<>();

  Comparison(
      ConfigurationModel model,
      Items items,
      Relationships relationships,
      RecordedEstate recorded,
      String source) {
    this.model = model;
    this.items = items;
    this.relationships = relationships;
    this.recorded = recorded;
    this.source = source;
  }

  /** An item on record whose observed attributes are reported otherwise. */
  record Observation(Item item, ItemReport report) {}

  /**
   * One end of a relationship.
   *
   * @param item null while it is not on record
   */
  record Subject(String qualifiedName, ItemType type, @Nullable Item item) {

    /** Tells it from every other one. */
    String identity() {
      return item == null ? qualifiedName : item.key().value();
    }
  }

  record NewRelationship(String type, Subject source, Subject target) {}

  List<ItemReport> newItems() {
    return newItems;
  }

  List<Observation> observations() {
    return observations;
  }

  List<NewRelationship> newRelationships() {
    return newRelationships;
  }

  Set<ItemKey> agreed() {
    return agreed;
  }

  Set<ItemKey> disagreed() {
    return disagreed;
  }

  /** An item and what is reported of its controlled fields otherwise than on record. */
  record Drift(ItemKey item, String name, Map<String, Object> reported) {}

  List<Drift> drift() {
    return drift;
  }

  ImportAnswer answer(List<Rejection> rejected) {
    return ImportAnswer.of(
        new Count(newItems.size(), observations.size(), sameItems),
        new Count(newRelationships.size(), 0, sameRelationships),
        differences,
        missing,
        rejected);
  }

  void compareItems(List<ItemReport> reports, Rows rows) {
    var once = new LinkedHashMap<String, ItemReport>();
    for (ItemReport report : reports) {
      var first = once.putIfAbsent(report.identity(), report);
      if (first != null) {
        rows.reject(
            report.line(), "name", report.name(), "is the item that line " + first.line() + " is");
      }
    }
    var known = identified(once);
    once.forEach((identity, report) -> compare(report, known.get(identity)));
  }

  /**
   * The items on record that the reports are about, by identity; what has ended counts where
   * nothing else does.
   */
  private Map<String, Item> identified(Map<String, ItemReport> reports) {
    var known = new HashMap<String, Item>();
    for (var some : inPortions(reports.keySet())) {
      known.putAll(items.byIdentities(some));
    }
    var names =
        reports.entrySet().stream()
            .filter(entry -> !known.containsKey(entry.getKey()))
            .map(entry -> entry.getValue().name())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    var ended = new HashMap<String, Item>();
    for (var some : inPortions(names)) {
      items.ended(some).stream()
          .filter(item -> item.state() != LifecycleState.VOID)
          .forEach(item -> ended.put(item.type() + ":" + item.name(), item));
    }
    reports.forEach(
        (identity, report) -> {
          var item = ended.get(report.qualifiedName());
          if (item != null) {
            known.putIfAbsent(identity, item);
          }
        });
    return known;
  }

  private void compare(ItemReport report, @Nullable Item item) {
    var subject = new Subject(report.qualifiedName(), report.type(), item);
    reported.put(report.qualifiedName(), subject);
    if (item == null) {
      newItems.add(report);
      return;
    }
    byKey.put(item.key(), subject);
    if (report.observesNews(item)) {
      observations.add(new Observation(item, report));
    } else {
      sameItems++;
    }
    var controlled = report.controlledDifferences(item);
    controlled.forEach(
        (field, value) ->
            differences.add(
                new Difference(
                    item.key().value(),
                    item.type() + ":" + item.name(),
                    field,
                    ItemReport.recordedValue(item, field),
                    value)));
    if (controlled.isEmpty()) {
      agreed.add(item.key());
    } else {
      disagreed.add(item.key());
      drift.add(new Drift(item.key(), item.type() + ":" + item.name(), controlled));
    }
  }

  void compareRelationships(List<RelationshipReport> reports, Rows rows) {
    findEnds(reports);
    var once = new LinkedHashMap<String, NewRelationship>();
    var lines = new HashMap<String, Integer>();
    for (RelationshipReport report : reports) {
      var from = end("source", report.source(), report.line(), rows);
      var to = end("target", report.target(), report.line(), rows);
      if (from == null || to == null) {
        continue;
      }
      var refusal = model.refusal(report.type(), from.type(), to.type());
      var relationship = new NewRelationship(report.type(), from, to);
      var first = lines.putIfAbsent(identity(relationship), report.line());
      if (refusal != null) {
        rows.reject(report.line(), "type", report.type(), refusal);
      } else if (from.identity().equals(to.identity())) {
        rows.reject(report.line(), "target", report.target(), "is the source itself");
      } else if (first != null) {
        rows.reject(
            report.line(),
            "row",
            identity(relationship),
            "is the relationship that line " + first + " is");
      } else {
        once.put(identity(relationship), relationship);
      }
    }
    var standing = standing(once.values());
    sameRelationships = standing.size();
    findMissing(once.keySet());
    once.keySet().removeAll(standing);
    var bounds = new Bounds(once.values());
    var ended = recorded.ended(keys(once.values().stream().map(NewRelationship::source).toList()));
    once.forEach(
        (identity, relationship) -> {
          if (ended.contains(identity)) {
            // It ended by a change or by hand; that it is reported still does not bring it back.
            differs(
                relationship.source(),
                relationship.type() + ".target",
                null,
                relationship.target().qualifiedName());
          } else {
            bounds.admit(relationship, lines.get(identity), rows);
          }
        });
  }

  private void findEnds(List<RelationshipReport> reports) {
    var names = new LinkedHashSet<String>();
    var keys = new LinkedHashSet<ItemKey>();
    for (RelationshipReport report : reports) {
      for (String end : List.of(report.source(), report.target())) {
        if (ItemKey.isKey(end)) {
          keys.add(new ItemKey(end));
        } else if (!reported.containsKey(end) && end.indexOf(':') > 0) {
          names.add(end.substring(end.indexOf(':') + 1).strip());
        }
      }
    }
    for (var some : inPortions(names)) {
      items
          .named(some)
          .forEach(
              item -> {
                var name = item.type() + ":" + item.name();
                named
                    .computeIfAbsent(name, first -> new ArrayList<>())
                    .add(new Subject(name, model.typeOf(item.type()), item));
              });
    }
    for (var some : inPortions(keys)) {
      items
          .byKeys(some)
          .forEach(
              (key, item) ->
                  byKey.putIfAbsent(
                      key,
                      new Subject(
                          item.type() + ":" + item.name(), model.typeOf(item.type()), item)));
    }
  }

  private @Nullable Subject end(String field, String end, int line, Rows rows) {
    if (ItemKey.isKey(end)) {
      var subject = byKey.get(new ItemKey(end));
      if (subject == null) {
        rows.reject(line, field, end, "names no item");
      }
      return subject;
    }
    int colon = end.indexOf(':');
    if (colon <= 0) {
      rows.reject(line, field, end, "is not type:name");
      return null;
    }
    var name = end.substring(0, colon).strip() + ":" + end.substring(colon + 1).strip();
    var here = reported.get(name);
    if (here != null) {
      return here;
    }
    var known = named.getOrDefault(name, List.of());
    if (known.size() == 1) {
      return known.get(0);
    }
    rows.reject(
        line,
        field,
        end,
        known.isEmpty()
            ? "names no item that is on record or in this report"
            : "names several items, give one by its key: "
                + known.stream().map(Subject::identity).collect(Collectors.joining(", ")));
    return null;
  }

  private static String identity(NewRelationship relationship) {
    var from = relationship.source().item();
    var to = relationship.target().item();
    return from == null || to == null
        ? "%s %s → %s"
            .formatted(
                relationship.type(),
                relationship.source().identity(),
                relationship.target().identity())
        : Relationship.standing(relationship.type(), from.number(), to.number());
  }

  private Set<String> standing(Iterable<NewRelationship> all) {
    var onRecord = new LinkedHashSet<String>();
    for (NewRelationship relationship : all) {
      if (relationship.source().item() != null && relationship.target().item() != null) {
        onRecord.add(identity(relationship));
      }
    }
    var standing = new HashSet<String>();
    for (var some : inPortions(onRecord)) {
      standing.addAll(relationships.standing(some).keySet());
    }
    return standing;
  }

  private void findMissing(Set<String> reportedNow) {
    for (RecordedEstate.Standing standing : recorded.reportedBy(source)) {
      if (!reportedNow.contains(standing.identity())) {
        missing.add(
            new MissingRelationship(
                standing.type(),
                ItemKey.of(standing.source()).value(),
                standing.sourceType() + ":" + standing.sourceName(),
                ItemKey.of(standing.target()).value(),
                standing.targetType() + ":" + standing.targetName()));
      }
    }
  }

  private void differs(
      Subject subject, String field, @Nullable String recordedEnd, String reportedEnd) {
    var item = Objects.requireNonNull(subject.item());
    differences.add(
        new Difference(
            item.key().value(), subject.qualifiedName(), field, recordedEnd, reportedEnd));
    agreed.remove(item.key());
    disagreed.add(item.key());
  }

  private static Set<ItemKey> keys(List<Subject> subjects) {
    var keys = new LinkedHashSet<ItemKey>();
    for (Subject subject : subjects) {
      if (subject.item() != null) {
        keys.add(subject.item().key());
      }
    }
    return keys;
  }

  private static <T> List<List<T>> inPortions(Set<T> all) {
    var list = List.copyOf(all);
    var portions = new ArrayList<List<T>>();
    for (int from = 0; from < list.size(); from += NAMES_AT_A_TIME) {
      portions.add(list.subList(from, Math.min(from + NAMES_AT_A_TIME, list.size())));
    }
    return portions;
  }

  /** How many relationships of a type an item may have, and has. */
  private final class Bounds {

    private final Map<String, List<String>> sources = new HashMap<>();
    private final Map<String, List<String>> targets = new HashMap<>();
    private final Set<String> onRecord = new HashSet<>();

    Bounds(Iterable<NewRelationship> wanted) {
      var types = new HashSet<String>();
      var ends = new ArrayList<Subject>();
      for (NewRelationship relationship : wanted) {
        if (rules(relationship).stream().anyMatch(Bounds::isBound)) {
          types.add(relationship.type());
          ends.add(relationship.source());
          ends.add(relationship.target());
        }
      }
      for (RecordedEstate.Standing standing : recorded.standing(types, keys(ends))) {
        count(
            standing.type(),
            model.typeOf(standing.sourceType()),
            ItemKey.of(standing.source()).value(),
            standing.sourceType() + ":" + standing.sourceName(),
            model.typeOf(standing.targetType()),
            ItemKey.of(standing.target()).value(),
            standing.targetType() + ":" + standing.targetName());
      }
      onRecord.addAll(sources.keySet());
      onRecord.addAll(targets.keySet());
    }

    private static boolean isBound(RelationshipRule rule) {
      return rule.maxSources() != null || rule.maxTargets() != null;
    }

    private List<RelationshipRule> rules(NewRelationship relationship) {
      return model.rulesFor(
          relationship.type(), relationship.source().type(), relationship.target().type());
    }

    private void count(
        String type,
        ItemType sourceType,
        String source,
        String sourceName,
        ItemType targetType,
        String target,
        String targetName) {
      for (RelationshipRule rule : model.rulesFor(type, sourceType, targetType)) {
        if (isBound(rule)) {
          sources
              .computeIfAbsent(place(rule, "→", target), any -> new ArrayList<>())
              .add(sourceName);
          targets
              .computeIfAbsent(place(rule, "←", source), any -> new ArrayList<>())
              .add(targetName);
        }
      }
    }

    private static String place(RelationshipRule rule, String side, String item) {
      return String.join(
          " ", rule.relationshipType(), rule.sourceType(), rule.targetType(), side, item);
    }

    /** Counts it in as new, or says why it is not. */
    void admit(NewRelationship relationship, @Nullable Integer line, Rows rows) {
      for (RelationshipRule rule : rules(relationship)) {
        var from = place(rule, "→", relationship.target().identity());
        var to = place(rule, "←", relationship.source().identity());
        if (isFull(sources.get(from), rule.maxSources())) {
          refuse(relationship.target(), relationship, from, sources, "source", line, rows);
          return;
        }
        if (isFull(targets.get(to), rule.maxTargets())) {
          refuse(relationship.source(), relationship, to, targets, "target", line, rows);
          return;
        }
      }
      count(
          relationship.type(),
          relationship.source().type(),
          relationship.source().identity(),
          relationship.source().qualifiedName(),
          relationship.target().type(),
          relationship.target().identity(),
          relationship.target().qualifiedName());
      newRelationships.add(relationship);
    }

    private static boolean isFull(@Nullable List<String> taken, @Nullable Integer most) {
      return taken != null && most != null && taken.size() >= most;
    }

    /**
     * What is on record stays and the report differs from it; what the report itself says twice is
     * wrong.
     */
    private void refuse(
        Subject bound,
        NewRelationship relationship,
        String place,
        Map<String, List<String>> taken,
        String field,
        @Nullable Integer line,
        Rows rows) {
      var holders = String.join(", ", Objects.requireNonNull(taken.get(place)));
      var other = field.equals("source") ? relationship.source() : relationship.target();
      if (onRecord.contains(place)) {
        differs(bound, relationship.type() + "." + field, holders, other.qualifiedName());
      } else {
        rows.reject(
            Objects.requireNonNull(line),
            field,
            other.qualifiedName(),
            "is one %s too many for %s, which has %s"
                .formatted(field, bound.qualifiedName(), holders));
      }
    }
  }
}
