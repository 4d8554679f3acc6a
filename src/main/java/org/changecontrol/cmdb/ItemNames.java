package org.changecontrol.cmdb;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the items that people write as a key or as {@code type:name}; two statements for any number
 * of them.
 */
@Component
public class ItemNames {

  private final Items items;

  ItemNames(Items items) {
    this.items = items;
  }

  /** A key names any item that ever was; {@code type:name} names one that has not ended. */
  public Resolved resolve(Collection<String> texts) {
    var keys = new LinkedHashSet<ItemKey>();
    var names = new LinkedHashMap<String, QualifiedName>();
    for (var text : texts) {
      if (ItemKey.isKey(text)) {
        keys.add(new ItemKey(text));
      } else {
        var name = QualifiedName.of(text);
        if (name != null) {
          names.put(text, name);
        }
      }
    }
    var found = new LinkedHashMap<String, Item>();
    items.byKeys(keys).forEach((key, item) -> found.put(key.value(), item));
    return byName(names, found);
  }

  private Resolved byName(Map<String, QualifiedName> names, Map<String, Item> found) {
    var byName = new LinkedHashMap<QualifiedName, Item>();
    var twice = new LinkedHashSet<QualifiedName>();
    var wanted = new LinkedHashSet<String>();
    names.values().forEach(name -> wanted.add(name.name()));
    for (var item : items.named(wanted)) {
      var name = new QualifiedName(item.type(), item.name());
      if (byName.put(name, item) != null) {
        twice.add(name);
      }
    }
    var ambiguous = new LinkedHashSet<String>();
    names.forEach(
        (text, name) -> {
          var item = byName.get(name);
          if (twice.contains(name)) {
            ambiguous.add(text);
          } else if (item != null) {
            found.put(text, item);
          }
        });
    return new Resolved(found, ambiguous);
  }

  /**
   * @param items by the text that names them; texts that name nothing are absent
   * @param ambiguous texts that name several items, which their type identifies by more than the
   *     name
   */
  public record Resolved(Map<String, Item> items, Set<String> ambiguous) {}

  private record QualifiedName(String type, String name) {

    static @Nullable QualifiedName of(String text) {
      var colon = text.indexOf(':');
      return colon < 1 || colon == text.length() - 1
          ? null
          : new QualifiedName(text.substring(0, colon), text.substring(colon + 1));
    }
  }
}
