package org.changecontrol.calendar;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to work on, as far as it matters to windows.
 *
 * @param key what it is called on record; of an item that is still to be created {@code type:name}
 * @param types its type with all ancestors
 * @param owner the group that owns it
 * @param environment where it is used, for example {@code production}
 */
public record TouchedItem(
    String key, Set<String> types, @Nullable String owner, @Nullable String environment) {

  public TouchedItem {
    types = Set.copyOf(types);
  }
}
