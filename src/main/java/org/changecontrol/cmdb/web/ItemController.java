package org.changecontrol.cmdb.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.changecontrol.cmdb.ConfigurationModels;
import org.changecontrol.cmdb.Estate;
import org.changecontrol.cmdb.ItemKey;
import org.changecontrol.cmdb.ItemSnapshot;
import org.changecontrol.cmdb.Items;
import org.changecontrol.cmdb.LifecycleState;
import org.changecontrol.cmdb.RelationshipSnapshot;
import org.changecontrol.cmdb.history.History;
import org.changecontrol.problem.NotNow;
import org.changecontrol.problem.NotVisible;
import org.changecontrol.problem.web.Page;
import org.changecontrol.problem.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Items over {@code /api}, to be read by anybody who is signed in. */
@RestController
@RequestMapping("/api/items")
class ItemController {

  private final ItemSearch search;
  private final ItemAddress address;
  private final Estate estate;
  private final History history;
  private final Items items;
  private final ConfigurationModels models;

  ItemController(
      ItemSearch search,
      ItemAddress address,
      Estate estate,
      History history,
      Items items,
      ConfigurationModels models) {
    this.search = search;
    this.address = address;
    this.estate = estate;
    this.history = history;
    this.items = items;
    this.models = models;
  }

  @GetMapping
  Page<ItemView> find(
      @RequestParam(required = false) @Nullable String type,
      @RequestParam(required = false) @Nullable LifecycleState state,
      @RequestParam(required = false) @Nullable String owner,
      @RequestParam(required = false) @Nullable String name,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String source,
      Paging paging) {
    return search.find(new ItemFilter(type, state, owner, name, q, source), paging);
  }

  @GetMapping("/{key}")
  ItemView item(@PathVariable String key, @RequestParam(required = false) @Nullable Instant at) {
    return ItemView.of(snapshot(address.key(key), key, at));
  }

  private ItemSnapshot snapshot(ItemKey item, String asked, @Nullable Instant at) {
    var found = at == null ? estate.find(item) : estate.find(item, at);
    return found.orElseThrow(
        () -> new NotVisible("There was no item " + asked + " on record at " + at));
  }

  @GetMapping("/{key}/revisions")
  Page<RevisionView> revisions(@PathVariable String key, Paging paging) {
    var item = address.key(key);
    return Page.of(
            paging,
            history.revisionsOf(item, paging.offset(), paging.size()),
            history.countRevisionsOf(item))
        .map(RevisionView::of);
  }

  @GetMapping("/{key}/relationships")
  @Transactional(readOnly = true)
  public List<RelationshipView> relationships(
      @PathVariable String key, @RequestParam(required = false) @Nullable Instant at) {
    var item = address.key(key);
    return views(
        item, at == null ? estate.relationshipsOf(item) : history.relationshipsAt(item, at));
  }

  private List<RelationshipView> views(ItemKey item, List<RelationshipSnapshot> relationships) {
    var keys = new TreeSet<ItemKey>();
    relationships.forEach(
        relationship -> {
          keys.add(relationship.source());
          keys.add(relationship.target());
        });
    var ends = items.byKeys(keys);
    var model = models.current();
    var views = new ArrayList<RelationshipView>();
    for (var relationship : relationships) {
      var type = model.relationshipType(relationship.type()).orElseThrow();
      views.add(
          RelationshipView.of(
              relationship,
              relationship.source().equals(item) ? type.name() : type.reverseName(),
              Objects.requireNonNull(ends.get(relationship.source())),
              Objects.requireNonNull(ends.get(relationship.target()))));
    }
    return views;
  }

  /** The estate changes through a change: whoever writes here is told where that begins. */
  @RequestMapping(
      path = {"", "/{key}", "/{key}/relationships", "/{key}/revisions"},
      method = {RequestMethod.POST, RequestMethod.PUT, RequestMethod.PATCH, RequestMethod.DELETE})
  void write() {
    throw new NotNow(
        "An item is controlled and changes through a change; start one with POST /api/changes",
        Map.of("startsWith", Map.of("method", "POST", "href", "/api/changes")));
  }
}
