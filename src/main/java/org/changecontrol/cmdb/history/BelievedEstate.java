package org.changecontrol.cmdb.history;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.changecontrol.cmdb.ConfigurationModels;
import org.changecontrol.cmdb.Estate;
import org.changecontrol.cmdb.ItemKey;
import org.changecontrol.cmdb.ItemNames;
import org.changecontrol.cmdb.ItemSnapshot;
import org.changecontrol.cmdb.Items;
import org.changecontrol.cmdb.Relationship;
import org.changecontrol.cmdb.RelationshipSnapshot;
import org.changecontrol.cmdb.Relationships;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Answers from the records; what was believed once, from the revisions. */
@Service
@Transactional(readOnly = true)
class BelievedEstate implements Estate {

  private final Items items;
  private final Relationships relationships;
  private final ItemNames names;
  private final History history;
  private final ConfigurationModels models;

  BelievedEstate(
      Items items,
      Relationships relationships,
      ItemNames names,
      History history,
      ConfigurationModels models) {
    this.items = items;
    this.relationships = relationships;
    this.names = names;
    this.history = history;
    this.models = models;
  }

  @Override
  public Optional<ItemSnapshot> find(ItemKey key) {
    return Optional.ofNullable(find(Set.of(key)).get(key));
  }

  @Override
  public Map<ItemKey, ItemSnapshot> find(Collection<ItemKey> keys) {
    var model = models.current();
    var found = new LinkedHashMap<ItemKey, ItemSnapshot>();
    items.byKeys(keys).forEach((key, item) -> found.put(key, item.snapshot(model)));
    return found;
  }

  @Override
  public Map<String, ItemKey> resolve(Collection<String> texts) {
    var found = new LinkedHashMap<String, ItemKey>();
    names.resolve(texts).items().forEach((text, item) -> found.put(text, item.key()));
    return found;
  }

  @Override
  public Optional<ItemSnapshot> find(ItemKey key, Instant at) {
    return history.at(key, at);
  }

  @Override
  public List<RelationshipSnapshot> relationshipsOf(ItemKey key) {
    return relationshipsOf(Set.of(key));
  }

  @Override
  public List<RelationshipSnapshot> relationshipsOf(Collection<ItemKey> keys) {
    return relationships.standingOf(keys).stream().map(Relationship::snapshot).toList();
  }
}
