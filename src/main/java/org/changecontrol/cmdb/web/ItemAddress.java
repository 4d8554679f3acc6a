package org.changecontrol.cmdb.web;

import java.util.Set;
import org.changecontrol.cmdb.ItemKey;
import org.changecontrol.cmdb.ItemNames;
import org.changecontrol.cmdb.Items;
import org.changecontrol.problem.NotVisible;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Understands the {@code {key}} of a path: a key, or {@code type:name}. */
@Component
public class ItemAddress {

  private final ItemNames names;
  private final Items items;

  ItemAddress(ItemNames names, Items items) {
    this.names = names;
    this.items = items;
  }

  /**
   * The item that is meant: by name the one that has not ended, else the one that ended last.
   *
   * @throws NotVisible when there is none
   */
  @Transactional(readOnly = true)
  public ItemKey key(String text) {
    var item = names.resolve(Set.of(text)).items().get(text);
    if (item != null) {
      return item.key();
    }
    var colon = text.indexOf(':');
    return (colon < 1
            ? java.util.Optional.<ItemKey>empty()
            : items.lastNamed(text.substring(0, colon), text.substring(colon + 1)))
        .orElseThrow(() -> new NotVisible("There is no item " + text));
  }
}
