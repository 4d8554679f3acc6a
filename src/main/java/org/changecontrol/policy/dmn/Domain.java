package org.changecontrol.policy.dmn;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an input can be.
 *
 * @param kind String, Boolean or BigDecimal
 * @param values all there are; empty for numbers between bounds and for texts of any kind
 * @param rare values that are asked only of some tables: they count where a cell names them
 * @param least the least number, or null
 * @param most the greatest number, or null
 * @param whole whether numbers have no fraction
 * @param missing whether it may be null
 */
record Domain(
    Class<?> kind,
    List<Object> values,
    Set<String> rare,
    @Nullable BigDecimal least,
    @Nullable BigDecimal most,
    boolean whole,
    boolean missing) {

  /** Stands for all texts that no cell names. */
  static final String ANYTHING_ELSE = "anything else";

  private static final BigDecimal HALF = new BigDecimal("0.5");

  static Domain oneOf(Class<?> kind, Collection<?> values) {
    return new Domain(kind, List.copyOf(values), Set.of(), null, null, false, false);
  }

  static Domain texts(String... values) {
    return oneOf(String.class, List.of(values));
  }

  static Domain truth() {
    return oneOf(Boolean.class, List.of(true, false));
  }

  static Domain anyText() {
    return oneOf(String.class, List.of());
  }

  static Domain numbers(boolean whole) {
    return new Domain(BigDecimal.class, List.of(), Set.of(), null, null, whole, false);
  }

  static Domain wholeFrom(int least) {
    return new Domain(
        BigDecimal.class, List.of(), Set.of(), BigDecimal.valueOf(least), null, true, false);
  }

  static Domain wholeBetween(int least, int most) {
    return new Domain(
        BigDecimal.class,
        List.of(),
        Set.of(),
        BigDecimal.valueOf(least),
        BigDecimal.valueOf(most),
        true,
        false);
  }

  Domain orMissing() {
    return new Domain(kind, values, rare, least, most, whole, true);
  }

  Domain rarely(String... texts) {
    return new Domain(kind, values, Set.of(texts), least, most, whole, missing);
  }

  /**
   * Enough of its values to meet every answer that cells can give.
   *
   * @param bounds the numbers that they name
   * @param texts the texts that they name
   */
  List<@Nullable Object> samples(Collection<BigDecimal> bounds, Collection<String> texts) {
    Set<@Nullable Object> samples = new LinkedHashSet<>(values);
    if (kind == BigDecimal.class && values.isEmpty()) {
      samples.addAll(numbers(bounds));
    } else if (kind == String.class && values.isEmpty()) {
      samples.addAll(texts);
      samples.add(ANYTHING_ELSE);
    } else {
      texts.stream().filter(rare::contains).forEach(samples::add);
    }
    if (missing) {
      samples.add(null);
    }
    return new ArrayList<>(samples);
  }

  /** Each bound, what lies between two of them, and what lies outside. */
  private SortedSet<BigDecimal> numbers(Collection<BigDecimal> bounds) {
    SortedSet<BigDecimal> ends = new TreeSet<>(bounds);
    if (least != null) {
      ends.add(least);
    }
    if (most != null) {
      ends.add(most);
    }
    if (ends.isEmpty()) {
      ends.add(BigDecimal.ZERO);
    }
    SortedSet<BigDecimal> all = new TreeSet<>();
    BigDecimal before = null;
    for (BigDecimal end : ends) {
      all.add(end);
      if (before != null) {
        all.add(before.add(end).multiply(HALF));
      }
      before = end;
    }
    all.add(ends.first().subtract(BigDecimal.ONE));
    all.add(ends.last().add(BigDecimal.ONE));
    SortedSet<BigDecimal> inside = new TreeSet<>();
    for (BigDecimal number : all) {
      for (RoundingMode way : List.of(RoundingMode.FLOOR, RoundingMode.CEILING)) {
        BigDecimal sample = whole ? number.setScale(0, way) : number;
        if (contains(sample)) {
          inside.add(sample);
        }
      }
    }
    return inside;
  }

  private boolean contains(BigDecimal number) {
    return (least == null || number.compareTo(least) >= 0)
        && (most == null || number.compareTo(most) <= 0);
  }

  /** The same with every small whole number, for what is computed from it. */
  List<@Nullable Object> samplesToComputeWith(Collection<BigDecimal> bounds, int upTo) {
    Set<BigDecimal> more = new LinkedHashSet<>(bounds);
    for (int i = 0; kind == BigDecimal.class && i <= upTo; i++) {
      more.add(BigDecimal.valueOf(i));
    }
    return samples(more, List.of());
  }
}
