package org.changecontrol.cmdb.impact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The estate as outages see it: items as numbers, and between them only what carries an outage,
 * written in the direction the outage travels. Immutable. A large packed part holds nearly
 * everything in arrays; a small part beside it holds the items that changed since it was packed.
 */
final class OutageGraph {

  /** An estate without items. */
  static final OutageGraph EMPTY = new Draft().pack();

  private static final Ends NONE = new Ends(new int[0], new short[0], 0, 0);

  /** Beyond this share of the packed items, changed items are packed again. */
  private static final int REPACK_SHARE = 32;

  private static final int REPACK_AT_LEAST = 512;

  private final long[] packedItems;
  private final Packed suffering;
  private final Packed causing;
  private final BitSet live;
  private final Map<Integer, Map<Short, Integer>> needs;
  private final List<String> types;
  private final Changed changed;

  private OutageGraph(
      long[] packedItems,
      Packed suffering,
      Packed causing,
      BitSet live,
      Map<Integer, Map<Short, Integer>> needs,
      List<String> types,
      Changed changed) {
    this.packedItems = packedItems;
    this.suffering = suffering;
    this.causing = causing;
    this.live = live;
    this.needs = needs;
    this.types = types;
    this.changed = changed;
  }

  /**
   * An item as far as outages are concerned.
   *
   * @param number the number of its key
   * @param live whether its state counts in impact
   * @param needs by relationship type, how many sources must remain
   */
  record Node(long number, boolean live, Map<String, Integer> needs) {}

  /**
   * A hard relationship in the direction its outage travels.
   *
   * @param cause the number of the item whose failure is felt
   * @param sufferer the number of the item that feels it
   */
  record Edge(long cause, long sufferer, String type) {}

  /** The ends of one item's edges, as a stretch of two parallel arrays. */
  record Ends(int[] items, short[] types, int from, int to) {}

  private record Packed(int[] start, int[] items, short[] types) {

    Ends of(int index) {
      return new Ends(items, types, start[index], start[index + 1]);
    }
  }

  /**
   * Items that changed since the arrays were packed, by index; indices beyond the packed ones are
   * new items.
   */
  private record Changed(
      Map<Integer, Ends> suffering,
      Map<Integer, Ends> causing,
      Map<Integer, Boolean> live,
      Map<Integer, Map<Short, Integer>> needs,
      Map<Long, Integer> newItems,
      long[] newNumbers) {

    static final Changed NOTHING =
        new Changed(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), new long[0]);
  }

  /** How many items there are; indices run from 0 to below it. */
  int size() {
    return packedItems.length + changed.newNumbers.length;
  }

  /** The item's index, or a negative number where it is unknown. */
  int indexOf(long number) {
    int packed = Arrays.binarySearch(packedItems, number);
    return packed >= 0 ? packed : changed.newItems.getOrDefault(number, -1);
  }

  long numberOf(int index) {
    return index < packedItems.length
        ? packedItems[index]
        : changed.newNumbers[index - packedItems.length];
  }

  boolean isLive(int index) {
    Boolean now = changed.live.get(index);
    return now != null ? now : live.get(index);
  }

  /** Who feels the item's failure. */
  Ends suffering(int index) {
    Ends now = changed.suffering.get(index);
    return now != null ? now : packed(suffering, index);
  }

  /** Whose failure the item feels. */
  Ends causing(int index) {
    Ends now = changed.causing.get(index);
    return now != null ? now : packed(causing, index);
  }

  /** By relationship type, how many sources must remain; empty where the item is not redundant. */
  Map<Short, Integer> needs(int index) {
    Map<Short, Integer> now = changed.needs.get(index);
    return now != null ? now : needs.getOrDefault(index, Map.of());
  }

  String typeName(short type) {
    return types.get(type);
  }

  /** Whether indices run in the order of the items' numbers. */
  boolean isOrdered() {
    return changed.newNumbers.length == 0;
  }

  private Ends packed(Packed side, int index) {
    return index < packedItems.length ? side.of(index) : NONE;
  }

  /**
   * The same estate after some items changed.
   *
   * @param nodes the changed items as they are now
   * @param edges every edge that has a changed item at one end at least
   */
  OutageGraph with(Collection<Node> nodes, Collection<Edge> edges) {
    var next = new Patch(this);
    for (Node node : nodes) {
      next.put(node);
    }
    for (Edge edge : edges) {
      next.put(edge);
    }
    OutageGraph patched = next.freeze();
    int patchedItems = patched.changed.live.size();
    return patchedItems >= REPACK_AT_LEAST && patchedItems > packedItems.length / REPACK_SHARE
        ? patched.repacked()
        : patched;
  }

  /** The same estate, all of it packed. */
  OutageGraph repacked() {
    var draft = new Draft();
    for (int index = 0; index < size(); index++) {
      draft.add(numberOf(index), isLive(index), named(needs(index)));
    }
    for (int index = 0; index < size(); index++) {
      Ends ends = suffering(index);
      for (int at = ends.from; at < ends.to; at++) {
        draft.add(numberOf(index), numberOf(ends.items[at]), typeName(ends.types[at]));
      }
    }
    return draft.pack();
  }

  private Map<String, Integer> named(Map<Short, Integer> byType) {
    if (byType.isEmpty()) {
      return Map.of();
    }
    var named = new HashMap<String, Integer>();
    byType.forEach((type, count) -> named.put(typeName(type), count));
    return named;
  }

  /** Collects changed items beside a graph that stays as it is. */
  private static final class Patch {

    private final OutageGraph before;
    private final Map<Integer, Boolean> live;
    private final Map<Integer, Map<Short, Integer>> needs;
    private final Map<Integer, Ends> suffering;
    private final Map<Integer, Ends> causing;
    private final Map<Long, Integer> newItems;
    private final List<Long> newNumbers = new ArrayList<>();
    private final Map<Integer, List<int[]>> sufferers = new HashMap<>();
    private final Map<Integer, List<int[]>> causes = new HashMap<>();
    private final TypeIndex types;

    Patch(OutageGraph before) {
      this.before = before;
      live = new HashMap<>(before.changed.live);
      needs = new HashMap<>(before.changed.needs);
      suffering = new HashMap<>(before.changed.suffering);
      causing = new HashMap<>(before.changed.causing);
      newItems = new HashMap<>(before.changed.newItems);
      for (long number : before.changed.newNumbers) {
        newNumbers.add(number);
      }
      types = new TypeIndex(before.types);
    }

    void put(Node node) {
      int index = index(node.number());
      live.put(index, node.live());
      needs.put(index, types.indexed(node.needs()));
      sufferers.put(index, new ArrayList<>());
      causes.put(index, new ArrayList<>());
    }

    void put(Edge edge) {
      int cause = index(edge.cause());
      int sufferer = index(edge.sufferer());
      short type = types.of(edge.type());
      addTo(sufferers, cause, sufferer, type);
      addTo(causes, sufferer, cause, type);
    }

    /** An end that did not change knows the edge already. */
    private static void addTo(
        Map<Integer, List<int[]>> changedEnds, int index, int other, short type) {
      List<int[]> ends = changedEnds.get(index);
      if (ends != null) {
        ends.add(new int[] {other, type});
      }
    }

    private int index(long number) {
      int known = Arrays.binarySearch(before.packedItems, number);
      if (known >= 0) {
        return known;
      }
      return newItems.computeIfAbsent(
          number,
          unknown -> {
            newNumbers.add(unknown);
            return before.packedItems.length + newNumbers.size() - 1;
          });
    }

    OutageGraph freeze() {
      sufferers.forEach((index, ends) -> suffering.put(index, frozen(ends)));
      causes.forEach((index, ends) -> causing.put(index, frozen(ends)));
      return new OutageGraph(
          before.packedItems,
          before.suffering,
          before.causing,
          before.live,
          before.needs,
          types.names(),
          new Changed(
              suffering,
              causing,
              live,
              needs,
              newItems,
              newNumbers.stream().mapToLong(Long::longValue).toArray()));
    }

    private static Ends frozen(List<int[]> ends) {
      if (ends.isEmpty()) {
        return NONE;
      }
      var items = new int[ends.size()];
      var types = new short[ends.size()];
      for (int at = 0; at < items.length; at++) {
        items[at] = ends.get(at)[0];
        types[at] = (short) ends.get(at)[1];
      }
      return new Ends(items, types, 0, items.length);
    }
  }

  /** Relationship types as small numbers. */
  private static final class TypeIndex {

    private final List<String> names;
    private final Map<String, Short> numbers = new HashMap<>();

    TypeIndex(List<String> known) {
      names = new ArrayList<>(known);
      for (short number = 0; number < names.size(); number++) {
        numbers.put(names.get(number), number);
      }
    }

    short of(String name) {
      return numbers.computeIfAbsent(
          name,
          unknown -> {
            if (names.size() == Short.MAX_VALUE) {
              throw new IllegalStateException(
                  "more than " + Short.MAX_VALUE + " relationship types");
            }
            names.add(unknown);
            return (short) (names.size() - 1);
          });
    }

    Map<Short, Integer> indexed(Map<String, Integer> byName) {
      if (byName.isEmpty()) {
        return Map.of();
      }
      var indexed = new HashMap<Short, Integer>();
      byName.forEach((name, count) -> indexed.put(of(name), count));
      return Map.copyOf(indexed);
    }

    List<String> names() {
      return List.copyOf(names);
    }
  }

  /**
   * Collects a whole estate: first the items, then the edges between them, in any order. Used once.
   */
  static final class Draft {

    private long[] numbers = new long[64];
    private final BitSet liveInOrderOfArrival = new BitSet();
    private final Map<Long, Map<Short, Integer>> needs = new HashMap<>();
    private final TypeIndex types = new TypeIndex(List.of());
    private long[] causes = new long[64];
    private long[] sufferers = new long[64];
    private short[] edgeTypes = new short[64];
    private int items;
    private int edges;

    void add(long number, boolean live, Map<String, Integer> itemNeeds) {
      if (items == numbers.length) {
        numbers = Arrays.copyOf(numbers, items * 2);
      }
      numbers[items] = number;
      liveInOrderOfArrival.set(items, live);
      if (!itemNeeds.isEmpty()) {
        needs.put(number, types.indexed(itemNeeds));
      }
      items++;
    }

    void add(long cause, long sufferer, String type) {
      if (edges == causes.length) {
        causes = Arrays.copyOf(causes, edges * 2);
        sufferers = Arrays.copyOf(sufferers, edges * 2);
        edgeTypes = Arrays.copyOf(edgeTypes, edges * 2);
      }
      causes[edges] = cause;
      sufferers[edges] = sufferer;
      edgeTypes[edges] = types.of(type);
      edges++;
    }

    OutageGraph pack() {
      long[] sorted = Arrays.copyOf(numbers, items);
      Arrays.sort(sorted);
      var live = new BitSet(items);
      for (int at = 0; at < items; at++) {
        live.set(Arrays.binarySearch(sorted, numbers[at]), liveInOrderOfArrival.get(at));
      }
      var needsByIndex = new HashMap<Integer, Map<Short, Integer>>();
      needs.forEach((number, need) -> needsByIndex.put(Arrays.binarySearch(sorted, number), need));
      var from = new int[edges];
      var to = new int[edges];
      var kept = new short[edges];
      int count = 0;
      for (int at = 0; at < edges; at++) {
        int cause = Arrays.binarySearch(sorted, causes[at]);
        int sufferer = Arrays.binarySearch(sorted, sufferers[at]);
        if (cause >= 0 && sufferer >= 0) {
          from[count] = cause;
          to[count] = sufferer;
          kept[count++] = edgeTypes[at];
        }
      }
      return new OutageGraph(
          sorted,
          packed(from, to, kept, count),
          packed(to, from, kept, count),
          live,
          needsByIndex,
          types.names(),
          Changed.NOTHING);
    }

    private Packed packed(int[] from, int[] to, short[] kinds, int count) {
      var start = new int[items + 1];
      for (int at = 0; at < count; at++) {
        start[from[at] + 1]++;
      }
      for (int at = 0; at < items; at++) {
        start[at + 1] += start[at];
      }
      int[] next = Arrays.copyOf(start, items);
      var ends = new int[count];
      var endTypes = new short[count];
      for (int at = 0; at < count; at++) {
        int place = next[from[at]]++;
        ends[place] = to[at];
        endTypes[place] = kinds[at];
      }
      return new Packed(start, ends, endTypes);
    }
  }
}
