package org.changecontrol.calendar;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What stands against working in a window.
 *
 * @param frozen every freeze that the window runs into, for each item that it covers; each freeze
 *     with its first date in the window, earliest first
 * @param outside items that have maintenance windows, none of which the window lies in
 */
public record Restrictions(List<Frozen> frozen, List<Outside> outside) {

  /** Nothing stands against it. */
  public static final Restrictions NONE = new Restrictions(List.of(), List.of());

  public Restrictions {
    frozen = List.copyOf(frozen);
    outside = List.copyOf(outside);
  }

  /**
   * A freeze covers an item.
   *
   * @param window the number of the freeze
   * @param item what it covers; null where nothing is touched and the whole estate is frozen
   * @param standing its first date that the window runs into, as a whole
   */
  public record Frozen(
      WindowNumber window, String name, @Nullable String item, ChangeWindow standing) {}

  /**
   * An item is to be worked on outside of its maintenance windows.
   *
   * @param windows the numbers of the maintenance windows that cover the item
   * @param next their first date that ends after the window begins, as a whole; null when there is
   *     none within a year
   */
  public record Outside(List<WindowNumber> windows, String item, @Nullable ChangeWindow next) {}

  /** The freezes, each once. */
  public Set<String> freezes() {
    var freezes = new TreeSet<String>();
    frozen.forEach(one -> freezes.add(one.window().value()));
    return freezes;
  }

  /** Whether nothing stands here that did not stand there: no other freeze, no other item. */
  public boolean isNoMoreThan(Restrictions then) {
    return then.freezes().containsAll(freezes())
        && items(then.outside()).containsAll(items(outside));
  }

  private static Set<String> items(List<Outside> outside) {
    var items = new TreeSet<String>();
    outside.forEach(one -> items.add(one.item()));
    return items;
  }
}
