package org.changecontrol.cmdb.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.changecontrol.cmdb.ImpactDirection;
import org.changecontrol.cmdb.impact.OutageGraph.Draft;
import org.changecontrol.cmdb.impact.OutageGraph.Edge;
import org.changecontrol.cmdb.impact.OutageGraph.Node;
import org.junit.jupiter.api.Test;

class SpreadTest {

  private final Map<Long, Node> nodes = new HashMap<>();
  private final Map<Edge, Edge> edges = new HashMap<>();

  @Test
  void anOutageReachesWhatHangsOnItAndNothingElse() {
    items(1, 2, 3, 4);
    outage(1, 2);
    outage(2, 3);
    outage(4, 1);

    assertThat(downstream(1)).containsExactly(2L, 3L);
  }

  @Test
  void whatAnItemNeedsIsFoundAgainstTheOutage() {
    items(1, 2, 3, 4);
    outage(1, 2);
    outage(2, 3);
    outage(3, 4);

    assertThat(upstream(3)).containsExactly(2L, 1L);
  }

  @Test
  void everyImpactedItemIsExplainedByAPathFromTheStart() {
    items(1, 2, 3);
    outage(1, 2, "contains");
    outage(2, 3, "powers");

    Spread.Reached last = spread(1).reached().get(1);

    assertThat(last.number()).isEqualTo(3);
    assertThat(last.depth()).isEqualTo(2);
    assertThat(last.path()).containsExactly(1L, 2L, 3L);
    assertThat(last.relationships()).containsExactly("contains", "powers");
  }

  @Test
  void thePathIsAShortestOne() {
    items(1, 2, 3, 4, 5);
    outage(1, 2);
    outage(2, 3);
    outage(3, 5);
    outage(1, 4);
    outage(4, 5);

    assertThat(pathTo(5, 1)).containsExactly(1L, 4L, 5L);
  }

  @Test
  void amongShortestPathsTheOneOverTheLowestNumbersIsTaken() {
    items(1, 7, 3, 9);
    outage(1, 7);
    outage(1, 3);
    outage(7, 9);
    outage(3, 9);

    assertThat(pathTo(9, 1)).containsExactly(1L, 3L, 9L);
  }

  @Test
  void aDiamondIsReachedOnce() {
    items(1, 2, 3, 4);
    outage(1, 2);
    outage(1, 3);
    outage(2, 4);
    outage(3, 4);

    assertThat(downstream(1)).containsExactly(2L, 3L, 4L);
  }

  @Test
  void aCycleEndsAndDoesNotReachItsStart() {
    items(1, 2, 3);
    outage(1, 2);
    outage(2, 3);
    outage(3, 1);
    outage(2, 2);

    assertThat(downstream(1)).containsExactly(2L, 3L);
    assertThat(upstream(1)).containsExactly(3L, 2L);
  }

  @Test
  void aRedundantItemStandsWhileEnoughSourcesRemain() {
    items(1, 2);
    item(3, Map.of("runs-on", 1));
    outage(1, 3, "runs-on");
    outage(2, 3, "runs-on");

    assertThat(downstream(1)).isEmpty();
    assertThat(downstream(2)).isEmpty();
    assertThat(downstream(1, 2)).containsExactly(3L);
  }

  @Test
  void redundancyCountsTheSourcesOfItsOwnTypeAlone() {
    items(1, 2);
    item(3, Map.of("runs-on", 1));
    outage(1, 3, "runs-on");
    outage(2, 3, "runs-on");
    outage(1, 3, "powers");

    assertThat(downstream(1)).containsExactly(3L);
    assertThat(pathTypes(3, 1)).containsExactly("powers");
  }

  @Test
  void aSourceThatIsNotLiveIsNoneThatRemains() {
    items(1);
    dead(2);
    item(3, Map.of("runs-on", 1));
    outage(1, 3, "runs-on");
    outage(2, 3, "runs-on");

    assertThat(downstream(1)).containsExactly(3L);
  }

  @Test
  void aRedundantItemFailsOverTheSourceThatWasOneTooMany() {
    items(1, 2, 3);
    item(4, Map.of("runs-on", 1));
    outage(1, 4, "runs-on");
    outage(1, 2);
    outage(2, 3);
    outage(3, 4, "runs-on");

    assertThat(pathTo(4, 1)).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void aSourceIsLostOnceHoweverOftenItIsRelated() {
    items(1, 2);
    item(3, Map.of("runs-on", 1));
    outage(1, 3, "runs-on");
    outage(2, 3, "runs-on");
    nodes.put(1L, new Node(1, true, Map.of()));
    var draft = draft();
    draft.add(1, 3, "runs-on");

    assertThat(numbers(Spread.of(draft.pack(), List.of(1L), ImpactDirection.DOWNSTREAM, 9)))
        .isEmpty();
  }

  @Test
  void redundancyHidesNothingOfWhatAnItemNeeds() {
    items(1, 2);
    item(3, Map.of("runs-on", 1));
    outage(1, 3, "runs-on");
    outage(2, 3, "runs-on");

    assertThat(upstream(3)).containsExactly(1L, 2L);
  }

  @Test
  void anItemThatIsNotLiveNeitherSuffersNorPassesAnOutageOn() {
    items(1, 3);
    dead(2);
    outage(1, 2);
    outage(2, 3);

    assertThat(downstream(1)).isEmpty();
    assertThat(downstream(2)).isEmpty();
    assertThat(upstream(3)).isEmpty();
  }

  @Test
  void anUnknownItemReachesNothing() {
    items(1);

    assertThat(downstream(99)).isEmpty();
  }

  @Test
  void theDepthBoundsHowFarIsLooked() {
    items(1, 2, 3, 4);
    outage(1, 2);
    outage(2, 3);
    outage(3, 4);

    assertThat(numbers(Spread.of(graph(), List.of(1L), ImpactDirection.DOWNSTREAM, 2)))
        .containsExactly(2L, 3L);
    assertThat(numbers(Spread.of(graph(), List.of(4L), ImpactDirection.UPSTREAM, 1)))
        .containsExactly(3L);
  }

  @Test
  void severalStartItemsAreNotPartOfTheAnswer() {
    items(1, 2, 3);
    outage(1, 2);
    outage(2, 3);

    assertThat(downstream(1, 2)).containsExactly(3L);
  }

  private void items(long... numbers) {
    for (long number : numbers) {
      item(number, Map.of());
    }
  }

  private void item(long number, Map<String, Integer> needs) {
    nodes.put(number, new Node(number, true, needs));
  }

  private void dead(long number) {
    nodes.put(number, new Node(number, false, Map.of()));
  }

  private void outage(long cause, long sufferer) {
    outage(cause, sufferer, "depends-on");
  }

  private void outage(long cause, long sufferer, String type) {
    var edge = new Edge(cause, sufferer, type);
    edges.put(edge, edge);
  }

  private List<Long> downstream(Long... start) {
    return numbers(spread(start));
  }

  private List<Long> upstream(Long start) {
    return numbers(Spread.of(graph(), List.of(start), ImpactDirection.UPSTREAM, 99));
  }

  private List<Long> downstream(int... start) {
    Long[] numbers = new Long[start.length];
    for (int at = 0; at < start.length; at++) {
      numbers[at] = (long) start[at];
    }
    return downstream(numbers);
  }

  private List<Long> upstream(int start) {
    return upstream((long) start);
  }

  private Spread spread(Long... start) {
    return Spread.of(graph(), List.of(start), ImpactDirection.DOWNSTREAM, 99);
  }

  private Spread spread(int start) {
    return spread((long) start);
  }

  private List<Long> pathTo(long item, long start) {
    return reached(item, start).path();
  }

  private List<String> pathTypes(long item, long start) {
    return reached(item, start).relationships();
  }

  private Spread.Reached reached(long item, long start) {
    return spread(start).reached().stream()
        .filter(one -> one.number() == item)
        .findFirst()
        .orElseThrow();
  }

  private static List<Long> numbers(Spread spread) {
    return spread.reached().stream().map(Spread.Reached::number).toList();
  }

  private Draft draft() {
    var draft = new Draft();
    nodes.values().forEach(node -> draft.add(node.number(), node.live(), node.needs()));
    edges.keySet().forEach(edge -> draft.add(edge.cause(), edge.sufferer(), edge.type()));
    return draft;
  }

  private OutageGraph graph() {
    return draft().pack();
  }
}
