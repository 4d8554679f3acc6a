package org.changecontrol.cmdb.impact;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.changecontrol.cmdb.ConfigurationModel;
import org.changecontrol.cmdb.ConfigurationModels;
import org.changecontrol.cmdb.Impact;
import org.changecontrol.cmdb.ImpactAnalysis;
import org.changecontrol.cmdb.ImpactDirection;
import org.changecontrol.cmdb.ItemKey;
import org.changecontrol.cmdb.RelationshipRule;
import org.changecontrol.cmdb.Revisions;
import org.changecontrol.cmdb.impact.EstateReader.ItemRow;
import org.changecontrol.cmdb.impact.EstateReader.Since;
import org.changecontrol.cmdb.impact.OutageGraph.Node;
import org.changecontrol.cmdb.impact.Spread.Reached;
import org.changecontrol.transaction.OncePerTransaction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Answers what suffers from a set of items and what they need, now or as it was believed to be.
 * Joins the caller's transaction and sees what that has written. The number of statements does not
 * depend on how many items are reached.
 */
@Service
public class OutageAnalysis implements ImpactAnalysis {

  private static final String SERVICE = "service";

  /** What counts where nobody has said how critical an item is. */
  private static final int UNKNOWN_CRITICALITY = 2;

  private final LiveGraph live;
  private final EstateReader reader;
  private final ConfigurationModels models;
  private final Revisions revisions;
  private final EntityManager entityManager;
  private final Clock clock;

  /** Every gate that is looked at asks the same again; what is written in between counts. */
  private final OncePerTransaction<Question, Impact> answers = new OncePerTransaction<>();

  private record Question(
      Set<Long> start,
      ImpactDirection direction,
      @Nullable Integer maxDepth,
      int model,
      int recordedSoFar) {}

  OutageAnalysis(
      LiveGraph live,
      EstateReader reader,
      ConfigurationModels models,
      Revisions revisions,
      EntityManager entityManager,
      Clock clock) {
    this.live = live;
    this.reader = reader;
    this.models = models;
    this.revisions = revisions;
    this.entityManager = entityManager;
    this.clock = clock;
  }

  @Override
  @Transactional(readOnly = true)
  public Impact of(
      Collection<ItemKey> start, ImpactDirection direction, @Nullable Integer maxDepth) {
    var model = models.current();
    var question =
        new Question(
            numbers(start), direction, maxDepth, model.version(), revisions.recordedSoFar());
    return answers.get(question, () -> read(start, direction, maxDepth, model));
  }

  private Impact read(
      Collection<ItemKey> start,
      ImpactDirection direction,
      @Nullable Integer maxDepth,
      ConfigurationModel model) {
    writeDown();
    var spread = Spread.of(live.current(model), numbers(start), direction, bound(maxDepth));
    return answer(start, spread.reached(), model, null, Map.of());
  }

  /**
   * As it was believed to be at an instant in the past.
   *
   * @return the impact, and which of the start items were not on record then
   * @throws IllegalArgumentException when the instant is still to come
   */
  @Transactional(readOnly = true)
  public Past at(
      Instant at,
      Collection<ItemKey> start,
      ImpactDirection direction,
      @Nullable Integer maxDepth) {
    if (at.isAfter(clock.instant())) {
      throw new IllegalArgumentException(at + " is still to come");
    }
    writeDown();
    var model = models.current();
    var since = reader.since(at);
    var graph = live.current(model);
    if (!since.touched().isEmpty()) {
      graph = graph.with(nodesThen(since), reader.edges(since.touched(), model, at));
    }
    var unknown =
        start.stream()
            .filter(key -> since.before().containsKey(key.number()))
            .filter(key -> since.before().get(key.number()) == null)
            .collect(Collectors.toSet());
    var spread = Spread.of(graph, numbers(start), direction, bound(maxDepth));
    return new Past(answer(start, spread.reached(), model, at, since.before()), unknown);
  }

  /**
   * @param unknown start items that did not exist yet
   */
  public record Past(Impact impact, Set<ItemKey> unknown) {}

  private List<Node> nodesThen(Since since) {
    var nodes = new ArrayList<Node>();
    var unchanged = new HashSet<>(since.touched());
    unchanged.removeAll(since.before().keySet());
    nodes.addAll(reader.nodes(unchanged));
    since
        .before()
        .forEach(
            (number, image) ->
                nodes.add(
                    image == null
                        ? new Node(number, false, Map.of())
                        : EstateReader.node(number, image)));
    return nodes;
  }

  /** What the caller has written in memory only, the statements below would not see. */
  private void writeDown() {
    if (revisions.recordedSoFar() > 0) {
      entityManager.flush();
    }
  }

  private Impact answer(
      Collection<ItemKey> start,
      List<Reached> reached,
      ConfigurationModel model,
      @Nullable Instant at,
      Map<Long, @Nullable Map<String, Object>> before) {
    var wanted = new HashSet<>(numbers(start));
    reached.forEach(one -> wanted.add(one.number()));
    var rows = rows(wanted, before);
    var services = model.withSubtypes(SERVICE);
    var impacted =
        reached.stream()
            .map(one -> impacted(one, rows))
            .sorted(
                Comparator.comparing((Impact.Impacted one) -> !services.contains(one.item().type()))
                    .thenComparingInt(Impact.Impacted::depth)
                    .thenComparing(one -> one.item().key()))
            .toList();
    return new Impact(
        impacted,
        impacted.stream()
            .filter(one -> services.contains(one.item().type()))
            .map(one -> one.item().key())
            .toList(),
        isStale(start, rows, model, at) || lacksRelationship(rows, model, at));
  }

  private Map<Long, ItemRow> rows(
      Set<Long> wanted, Map<Long, @Nullable Map<String, Object>> before) {
    var rows = new HashMap<Long, ItemRow>();
    if (!wanted.isEmpty()) {
      reader.items(wanted).forEach(row -> rows.put(row.number(), row));
    }
    for (long number : wanted) {
      var image = before.get(number);
      if (image != null) {
        rows.put(number, EstateReader.row(number, image));
      }
    }
    return rows;
  }

  private static Impact.Impacted impacted(Reached reached, Map<Long, ItemRow> rows) {
    var row = known(reached.number(), rows);
    var path = new ArrayList<Impact.Step>();
    for (int at = 0; at < reached.path().size(); at++) {
      var step = known(reached.path().get(at), rows);
      path.add(
          new Impact.Step(
              ItemKey.of(step.number()),
              step.name(),
              at == 0 ? null : reached.relationships().get(at - 1)));
    }
    return new Impact.Impacted(
        new Impact.Affected(
            ItemKey.of(row.number()),
            row.type(),
            row.name(),
            row.state(),
            row.criticality() == null ? UNKNOWN_CRITICALITY : row.criticality(),
            row.owner()),
        reached.depth(),
        path);
  }

  private static ItemRow known(long number, Map<Long, ItemRow> rows) {
    var row = rows.get(number);
    if (row == null) {
      throw new IllegalStateException(ItemKey.of(number) + " is related and not on record");
    }
    return row;
  }

  /** Whether nobody has confirmed a start item for longer than its type allows. */
  private boolean isStale(
      Collection<ItemKey> start,
      Map<Long, ItemRow> rows,
      ConfigurationModel model,
      @Nullable Instant at) {
    var asked = at == null ? clock.instant() : at;
    return numbers(start).stream()
        .map(rows::get)
        .anyMatch(row -> row != null && row.state().isLive() && isStale(row, model, asked));
  }

  private static boolean isStale(ItemRow row, ConfigurationModel model, Instant asked) {
    var days = model.typeOf(row.type()).verifyDays();
    return days != null
        && (row.lastVerified() == null
            || row.lastVerified().plus(Duration.ofDays(days)).isBefore(asked));
  }

  /**
   * Whether an item that the answer speaks of has fewer relationships of a type than its type must
   * have.
   */
  private boolean lacksRelationship(
      Map<Long, ItemRow> rows, ConfigurationModel model, @Nullable Instant at) {
    var mandatory = new ArrayList<RelationshipRule>();
    model
        .relationshipTypes()
        .forEach(
            type ->
                model.rulesOf(type.key()).stream()
                    .filter(rule -> rule.minTargets() > 0)
                    .forEach(mandatory::add));
    if (mandatory.isEmpty()) {
      return false;
    }
    var bound =
        rows.values().stream()
            .filter(row -> row.state().isLive())
            .filter(
                row ->
                    mandatory.stream()
                        .anyMatch(rule -> model.typeOf(row.type()).isA(rule.sourceType())))
            .toList();
    if (bound.isEmpty()) {
      return false;
    }
    var types =
        mandatory.stream().map(RelationshipRule::relationshipType).collect(Collectors.toSet());
    var targets = reader.targets(types, bound.stream().map(ItemRow::number).toList(), at);
    return bound.stream()
        .anyMatch(
            row ->
                mandatory.stream()
                    .filter(rule -> model.typeOf(row.type()).isA(rule.sourceType()))
                    .anyMatch(
                        rule ->
                            targets
                                    .getOrDefault(rule.relationshipType(), Map.of())
                                    .getOrDefault(row.number(), 0)
                                < rule.minTargets()));
  }

  private static Set<Long> numbers(Collection<ItemKey> keys) {
    return keys.stream().map(ItemKey::number).collect(Collectors.toSet());
  }

  private static int bound(@Nullable Integer maxDepth) {
    if (maxDepth != null && maxDepth < 1) {
      throw new IllegalArgumentException("maxDepth must be at least 1");
    }
    return maxDepth == null ? Integer.MAX_VALUE : maxDepth;
  }
}
