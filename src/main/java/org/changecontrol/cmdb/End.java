package org.changecontrol.cmdb;

import org.jspecify.annotations.Nullable;

/**
 * One end of a relationship to be: an item that exists, or one that an operation before creates.
 *
 * @param text an item key or {@code ref:NAME}
 * @param item null when it is yet to be created
 * @param position the operation that creates it; -1 when it exists
 */
record End(String text, ItemType type, @Nullable Item item, int position) {

  private static final String REF = "ref:";

  static End of(Item item, ItemType type) {
    return new End(item.key().value(), type, item, -1);
  }

  static End created(String ref, ItemType type, int position) {
    return new End(REF + ref, type, null, position);
  }

  static boolean isRef(String text) {
    return text.startsWith(REF);
  }

  static String ref(String text) {
    return text.substring(REF.length());
  }
}
