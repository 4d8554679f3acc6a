package org.changecontrol.cmdb.impact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.changecontrol.cmdb.ImpactDirection;

/**
 * How far something reaches in an {@link OutageGraph}, one relationship further at a time: what
 * fails with the start items, or what they stand on. Every item is reached once, so cycles end, and
 * by a shortest way. Between ways of the same length the one over the lowest item numbers is taken,
 * so that the same estate gives the same answer.
 */
final class Spread {

  private final OutageGraph graph;
  private final BitSet reached = new BitSet();
  private final Map<Redundancy, Set<Integer>> remaining = new HashMap<>();

  /**
   * Reached items in order of arrival, start items first, each with the place of the one it was
   * reached from.
   */
  private int[] items = new int[64];

  private int[] reachedFrom = new int[64];
  private short[] over = new short[64];
  private int[] depths = new int[64];
  private int count;
  private int starts;

  private Spread(OutageGraph graph) {
    this.graph = graph;
  }

  private record Redundancy(int item, short type) {}

  /**
   * An item that was reached.
   *
   * @param depth how many relationships away from a start item
   * @param path item numbers from a start item to this one, both included
   * @param relationships the types of relationship between them, one fewer
   */
  record Reached(long number, int depth, List<Long> path, List<String> relationships) {}

  /**
   * @param start numbers of the items that fail, or whose needs are asked for; unknown ones and
   *     those that are not live are left out
   * @param maxDepth how many relationships to follow at most
   */
  static Spread of(
      OutageGraph graph, Collection<Long> start, ImpactDirection direction, int maxDepth) {
    var spread = new Spread(graph);
    spread.begin(start);
    spread.follow(direction, maxDepth);
    return spread;
  }

  /** All items that were reached, nearest first, without the start items. */
  List<Reached> reached() {
    var all = new ArrayList<Reached>(count - starts);
    for (int place = starts; place < count; place++) {
      all.add(explained(place));
    }
    return all;
  }

  private void begin(Collection<Long> start) {
    for (long number : new TreeSet<>(start)) {
      int index = graph.indexOf(number);
      if (index >= 0 && graph.isLive(index)) {
        arrive(index, -1, (short) -1, 0);
      }
    }
    starts = count;
  }

  private void follow(ImpactDirection direction, int maxDepth) {
    int from = 0;
    for (int depth = 1; depth <= maxDepth && from < count; depth++) {
      int to = count;
      for (int place : inOrderOfNumbers(from, to)) {
        if (direction == ImpactDirection.DOWNSTREAM) {
          fail(place, depth);
        } else {
          need(place, depth);
        }
      }
      from = to;
    }
  }

  private void fail(int place, int depth) {
    OutageGraph.Ends sufferers = graph.suffering(items[place]);
    for (int at = sufferers.from(); at < sufferers.to(); at++) {
      int sufferer = sufferers.items()[at];
      short type = sufferers.types()[at];
      if (!reached.get(sufferer)
          && graph.isLive(sufferer)
          && !standsWithout(items[place], sufferer, type)) {
        arrive(sufferer, place, type, depth);
      }
    }
  }

  private void need(int place, int depth) {
    OutageGraph.Ends causes = graph.causing(items[place]);
    for (int at = causes.from(); at < causes.to(); at++) {
      int cause = causes.items()[at];
      if (!reached.get(cause) && graph.isLive(cause)) {
        arrive(cause, place, causes.types()[at], depth);
      }
    }
  }

  /** Whether redundancy keeps the item up although one more of its sources is lost. */
  private boolean standsWithout(int lost, int item, short type) {
    Map<Short, Integer> needs = graph.needs(item);
    if (needs.isEmpty()) {
      return false;
    }
    Integer needed = needs.get(type);
    if (needed == null) {
      return false;
    }
    Set<Integer> left =
        remaining.computeIfAbsent(new Redundancy(item, type), key -> liveSources(item, type));
    left.remove(lost);
    return left.size() >= needed;
  }

  private Set<Integer> liveSources(int item, short type) {
    OutageGraph.Ends causes = graph.causing(item);
    var sources = new HashSet<Integer>();
    for (int at = causes.from(); at < causes.to(); at++) {
      if (causes.types()[at] == type && graph.isLive(causes.items()[at])) {
        sources.add(causes.items()[at]);
      }
    }
    return sources;
  }

  private void arrive(int index, int from, short type, int depth) {
    if (count == items.length) {
      items = Arrays.copyOf(items, count * 2);
      reachedFrom = Arrays.copyOf(reachedFrom, count * 2);
      over = Arrays.copyOf(over, count * 2);
      depths = Arrays.copyOf(depths, count * 2);
    }
    reached.set(index);
    items[count] = index;
    reachedFrom[count] = from;
    over[count] = type;
    depths[count++] = depth;
  }

  private int[] inOrderOfNumbers(int from, int to) {
    var keyed = new long[to - from];
    for (int place = from; place < to; place++) {
      keyed[place - from] = ((long) items[place] << 32) | place;
    }
    Arrays.sort(keyed);
    int[] places = Arrays.stream(keyed).mapToInt(key -> (int) key).toArray();
    if (graph.isOrdered()) {
      return places;
    }
    return Arrays.stream(places)
        .boxed()
        .sorted(Comparator.comparingLong(place -> graph.numberOf(items[place])))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private Reached explained(int place) {
    var path = new ArrayList<Long>();
    var relationships = new ArrayList<String>();
    for (int at = place; at >= 0; at = reachedFrom[at]) {
      path.add(graph.numberOf(items[at]));
      if (reachedFrom[at] >= 0) {
        relationships.add(graph.typeName(over[at]));
      }
    }
    Collections.reverse(path);
    Collections.reverse(relationships);
    return new Reached(graph.numberOf(items[place]), depths[place], path, relationships);
  }
}
