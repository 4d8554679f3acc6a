package org.changecontrol.cmdb.web;

import org.changecontrol.cmdb.LifecycleState;
import org.jspecify.annotations.Nullable;

/**
 * Which items are asked for; what is null does not matter.
 *
 * @param type subtypes included
 * @param name exact
 * @param q contained in the name, whatever its case, or the key itself
 * @param source who reported any of it
 */
record ItemFilter(
    @Nullable String type,
    @Nullable LifecycleState state,
    @Nullable String owner,
    @Nullable String name,
    @Nullable String q,
    @Nullable String source) {

  ItemFilter {
    type = given(type);
    owner = given(owner);
    name = given(name);
    q = given(q);
    source = given(source);
  }

  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
