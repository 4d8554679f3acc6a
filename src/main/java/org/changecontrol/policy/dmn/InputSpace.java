package org.changecontrol.policy.dmn;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a table can be asked: every combination of what its axes let match. Looks for one that
 * no rule answers and for one that two rules answer.
 */
final class InputSpace {

  /** How many combinations are looked at, at most. */
  private static final int MOST = 2_000_000;

  private final List<Axis> axes;
  private final int rules;
  private int seen;

  InputSpace(List<Axis> axes, int rules) {
    this.axes = axes;
    this.rules = rules;
  }

  /** Two rules, by their index, that answer the same. */
  record Pair(int one, int other) {}

  /** An example that no rule matches, or null. */
  @Nullable String gap() {
    seen = 0;
    return gap(0, all(), new ArrayList<>());
  }

  private @Nullable String gap(int axis, BitSet matching, List<String> example) {
    if (matching.isEmpty()) {
      List<String> whole = new ArrayList<>(example);
      axes.subList(axis, axes.size())
          .forEach(rest -> whole.add(rest.matches().values().iterator().next()));
      return String.join(", ", whole);
    }
    if (axis == axes.size()) {
      return null;
    }
    for (Map.Entry<BitSet, String> entry : axes.get(axis).matches().entrySet()) {
      example.add(entry.getValue());
      String found = gap(axis + 1, both(matching, entry.getKey()), example);
      example.remove(example.size() - 1);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Every pair of rules that match together, with an example. */
  Map<Pair, String> overlaps() {
    seen = 0;
    Map<Pair, String> found = new LinkedHashMap<>();
    overlaps(0, all(), new ArrayList<>(), found);
    return found;
  }

  private void overlaps(int axis, BitSet matching, List<String> example, Map<Pair, String> found) {
    if (matching.cardinality() < 2) {
      return;
    }
    if (axis == axes.size()) {
      int one = matching.nextSetBit(0);
      found.putIfAbsent(new Pair(one, matching.nextSetBit(one + 1)), String.join(", ", example));
      return;
    }
    for (Map.Entry<BitSet, String> entry : axes.get(axis).matches().entrySet()) {
      example.add(entry.getValue());
      overlaps(axis + 1, both(matching, entry.getKey()), example, found);
      example.remove(example.size() - 1);
    }
  }

  /** Rules, by their index, that match nothing that can be asked. */
  BitSet idle() {
    BitSet idle = new BitSet();
    axes.forEach(
        axis -> {
          BitSet never = all();
          never.andNot(axis.ever());
          idle.or(never);
        });
    return idle;
  }

  private BitSet all() {
    BitSet all = new BitSet();
    all.set(0, rules);
    return all;
  }

  private BitSet both(BitSet one, BitSet other) {
    seen++;
    if (seen > MOST) {
      throw new IllegalArgumentException("has more combinations of inputs than can be looked at");
    }
    BitSet both = (BitSet) one.clone();
    both.and(other);
    return both;
  }
}
