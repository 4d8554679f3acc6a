package org.changecontrol.cmdb;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the configuration database as it is or was believed to be. */
public interface Estate {

  Optional<ItemSnapshot> find(ItemKey key);

  /** Several at once, in one query; unknown keys are absent from the answer. */
  Map<ItemKey, ItemSnapshot> find(Collection<ItemKey> keys);

  /**
   * Resolves what people write: a key, or {@code type:name} of a live or planned item; one or two
   * queries for all.
   *
   * @return by the text as written; texts that name nothing are absent
   */
  Map<String, ItemKey> resolve(Collection<String> names);

  /** The item as it was believed to be at that instant; empty before it existed. */
  Optional<ItemSnapshot> find(ItemKey key, Instant at);

  List<RelationshipSnapshot> relationshipsOf(ItemKey key);

  /** Those that stand at any of the items, in one query. */
  List<RelationshipSnapshot> relationshipsOf(Collection<ItemKey> keys);
}
