package org.changecontrol.cmdb.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.changecontrol.cmdb.ImpactDirection;
import org.changecontrol.cmdb.impact.OutageGraph.Draft;
import org.changecontrol.cmdb.impact.OutageGraph.Edge;
import org.changecontrol.cmdb.impact.OutageGraph.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutageGraphTest {

  private static final List<String> TYPES = List.of("runs-on", "powers", "contains");

  @Test
  void aChangedItemLeavesTheGraphItWasTakenFromAsItWas() {
    var draft = new Draft();
    draft.add(1, true, Map.of());
    draft.add(2, true, Map.of());
    draft.add(1, 2, "powers");
    OutageGraph before = draft.pack();

    OutageGraph after =
        before.with(
            List.of(new Node(2, false, Map.of()), new Node(3, true, Map.of())),
            List.of(new Edge(1, 2, "powers")));

    assertThat(before.isLive(before.indexOf(2))).isTrue();
    assertThat(before.indexOf(3)).isNegative();
    assertThat(after.isLive(after.indexOf(2))).isFalse();
    assertThat(after.numberOf(after.indexOf(3))).isEqualTo(3);
  }

  @Test
  void manyChangedItemsArePackedAgain() {
    var nodes = new ArrayList<Node>();
    for (long number = 1; number <= 1000; number++) {
      nodes.add(new Node(number, true, Map.of()));
    }

    OutageGraph graph = OutageGraph.EMPTY.with(nodes, List.of(new Edge(1, 1000, "powers")));

    assertThat(graph.isOrdered()).isTrue();
    assertThat(graph.size()).isEqualTo(1000);
    assertThat(reached(graph, Set.of(1L), ImpactDirection.DOWNSTREAM)).containsOnlyKeys(1000L);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void howeverTheEstateCameToBeTheAnswerIsThatOfPlainReasoning(long seed) {
    var random = new Random(seed);
    var estate = new Estate(random);
    OutageGraph graph = estate.drafted();

    for (int step = 0; step < 60; step++) {
      Set<Long> touched = estate.change(random);
      graph = graph.with(estate.nodes(touched), estate.edgesAt(touched));
      Set<Long> start = new HashSet<>(List.of(estate.any(random), estate.any(random)));
      for (var direction : ImpactDirection.values()) {
        Map<Long, Integer> expected = estate.reached(start, direction);
        assertThat(reached(graph, start, direction)).isEqualTo(expected);
        assertThat(reached(graph.repacked(), start, direction)).isEqualTo(expected);
        assertThat(paths(graph, start, direction))
            .isEqualTo(paths(graph.repacked(), start, direction));
        estate.explains(paths(graph, start, direction), start, direction);
      }
    }
  }

  private static Map<Long, Integer> reached(
      OutageGraph graph, Set<Long> start, ImpactDirection direction) {
    var depths = new TreeMap<Long, Integer>();
    for (var one : Spread.of(graph, start, direction, 1000).reached()) {
      depths.put(one.number(), one.depth());
    }
    return depths;
  }

  private static List<List<Long>> paths(
      OutageGraph graph, Set<Long> start, ImpactDirection direction) {
    return Spread.of(graph, start, direction, 1000).reached().stream()
        .sorted(Comparator.comparingLong(Spread.Reached::number))
        .map(Spread.Reached::path)
        .toList();
  }

  /** An estate of maps and sets, reasoned about without any cleverness. */
  private static final class Estate {

    private final Map<Long, Node> nodes = new HashMap<>();
    private final Set<Edge> edges = new HashSet<>();

    Estate(Random random) {
      for (int count = 0; count < 25; count++) {
        add(random);
      }
      for (int count = 0; count < 30; count++) {
        relate(random);
      }
    }

    OutageGraph drafted() {
      var draft = new Draft();
      nodes.values().forEach(node -> draft.add(node.number(), node.live(), node.needs()));
      edges.forEach(edge -> draft.add(edge.cause(), edge.sufferer(), edge.type()));
      return draft.pack();
    }

    Set<Long> change(Random random) {
      return switch (random.nextInt(4)) {
        case 0 -> Set.of(add(random));
        case 1 -> {
          long number = any(random);
          nodes.put(number, node(number, random));
          yield Set.of(number);
        }
        case 2 -> ends(relate(random));
        default -> {
          Edge gone = new ArrayList<>(edges).get(random.nextInt(edges.size()));
          edges.remove(gone);
          yield ends(gone);
        }
      };
    }

    private static Set<Long> ends(Edge edge) {
      return new HashSet<>(List.of(edge.cause(), edge.sufferer()));
    }

    private long add(Random random) {
      long number;
      do {
        number = 1 + random.nextInt(500);
      } while (nodes.containsKey(number));
      nodes.put(number, node(number, random));
      return number;
    }

    private static Node node(long number, Random random) {
      Map<String, Integer> needs =
          random.nextInt(3) == 0
              ? Map.of(TYPES.get(random.nextInt(TYPES.size())), 1 + random.nextInt(2))
              : Map.of();
      return new Node(number, random.nextInt(5) > 0, needs);
    }

    private Edge relate(Random random) {
      var edge = new Edge(any(random), any(random), TYPES.get(random.nextInt(TYPES.size())));
      edges.add(edge);
      return edge;
    }

    long any(Random random) {
      return List.copyOf(new TreeMap<>(nodes).keySet()).get(random.nextInt(nodes.size()));
    }

    List<Node> nodes(Set<Long> numbers) {
      return numbers.stream().map(nodes::get).toList();
    }

    List<Edge> edgesAt(Set<Long> numbers) {
      return edges.stream()
          .filter(edge -> numbers.contains(edge.cause()) || numbers.contains(edge.sufferer()))
          .toList();
    }

    /** Round after round, who fails because of those who have failed before. */
    Map<Long, Integer> reached(Set<Long> start, ImpactDirection direction) {
      Set<Long> failed = new HashSet<>();
      start.stream().filter(number -> nodes.get(number).live()).forEach(failed::add);
      var depths = new TreeMap<Long, Integer>();
      for (int depth = 1; ; depth++) {
        Set<Long> next = new HashSet<>();
        for (Node node : nodes.values()) {
          if (node.live()
              && !failed.contains(node.number())
              && (direction == ImpactDirection.DOWNSTREAM
                  ? fails(node, failed)
                  : isNeeded(node, failed))) {
            next.add(node.number());
          }
        }
        if (next.isEmpty()) {
          return depths;
        }
        for (long number : next) {
          depths.put(number, depth);
        }
        failed.addAll(next);
      }
    }

    private boolean fails(Node node, Set<Long> failed) {
      for (String type : TYPES) {
        Set<Long> sources = new HashSet<>();
        for (Edge edge : edges) {
          if (edge.sufferer() == node.number()
              && edge.type().equals(type)
              && nodes.get(edge.cause()).live()) {
            sources.add(edge.cause());
          }
        }
        Set<Long> left = new HashSet<>(sources);
        left.removeAll(failed);
        int needed = node.needs().getOrDefault(type, sources.size());
        if (left.size() < sources.size() && left.size() < needed) {
          return true;
        }
      }
      return false;
    }

    private boolean isNeeded(Node node, Set<Long> needing) {
      return edges.stream()
          .anyMatch(edge -> edge.cause() == node.number() && needing.contains(edge.sufferer()));
    }

    void explains(List<List<Long>> paths, Set<Long> start, ImpactDirection direction) {
      for (List<Long> path : paths) {
        assertThat(start).contains(path.get(0));
        for (int at = 1; at < path.size(); at++) {
          long before = path.get(at - 1);
          long after = path.get(at);
          assertThat(edges)
              .anyMatch(
                  edge ->
                      direction == ImpactDirection.DOWNSTREAM
                          ? edge.cause() == before && edge.sufferer() == after
                          : edge.cause() == after && edge.sufferer() == before);
        }
      }
    }
  }
}
