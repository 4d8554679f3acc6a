package org.changecontrol.cmdb.web;

import java.time.Instant;
import org.changecontrol.cmdb.Item;
import org.changecontrol.cmdb.LifecycleState;
import org.changecontrol.cmdb.RelationshipSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * A relationship as the contract shows it.
 *
 * @param name how it reads from the item that was asked about, for example "hosts"
 * @param soft whether it does not carry an outage
 */
record RelationshipView(
    long id,
    String type,
    String name,
    End source,
    End target,
    boolean soft,
    Instant since,
    @Nullable Instant until) {

  /** One end, with what a reader knows it by. */
  record End(String key, String type, String name, LifecycleState state) {

    static End of(Item item) {
      return new End(item.key().value(), item.type(), item.name(), item.state());
    }
  }

  static RelationshipView of(
      RelationshipSnapshot relationship, String name, Item source, Item target) {
    return new RelationshipView(
        relationship.id(),
        relationship.type(),
        name,
        End.of(source),
        End.of(target),
        relationship.soft(),
        relationship.since(),
        relationship.until());
  }
}
