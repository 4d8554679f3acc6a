package org.changecontrol.cmdb;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.changecontrol.fact.Fact;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/** One cause at work on the estate: each write leaves its revision and its fact. */
final class Work {

  private final Worksite site;
  private final Instant at;
  private final EntityManager entityManager;
  private final Relationships relationships;
  private final Revisions revisions;
  private final ApplicationEventPublisher facts;
  private final Set<ItemKey> written = new HashSet<>();
  private final Set<String> ended = new HashSet<>();

  Work(
      Worksite site,
      Instant at,
      EntityManager entityManager,
      Relationships relationships,
      Revisions revisions,
      ApplicationEventPublisher facts) {
    this.site = site;
    this.at = at;
    this.entityManager = entityManager;
    this.relationships = relationships;
    this.revisions = revisions;
    this.facts = facts;
  }

  Worksite site() {
    return site;
  }

  Instant at() {
    return at;
  }

  boolean hasWritten(ItemKey item) {
    return written.contains(item);
  }

  /**
   * An operation writes the item within its lifecycle; its maintenance for this cause ends with it.
   */
  void write(
      Item item,
      Map<String, ? extends @Nullable Object> values,
      Revision.Action action,
      @Nullable Integer operation,
      String fact) {
    var before = item.image();
    endMaintenance(item);
    item.take(values, site.typeOf(item), at);
    item.credit(values.keySet(), site.cause().reference());
    record(item, before, action, operation, fact);
  }

  /** The item is put back, against the lifecycle where that is what undoing takes. */
  void restore(
      Item item,
      Map<String, ? extends @Nullable Object> values,
      Revision.Action action,
      @Nullable Integer operation,
      String fact) {
    var before = item.image();
    endMaintenance(item);
    item.restore(values, site.typeOf(item), at);
    item.credit(values.keySet(), null);
    record(item, before, action, operation, fact);
  }

  private void endMaintenance(Item item) {
    if (item.state() == LifecycleState.MAINTENANCE
        && site.isMaintainedByCause(item.key())
        && !site.isMaintainedByAnother(item.key())
        && !written.contains(item.key())) {
      item.restore(Map.of(Fields.STATE, LifecycleState.IN_USE.name()), site.typeOf(item), at);
    }
  }

  /** Work on the item ends and left it as it was. */
  void resume(Item item) {
    if (hasWritten(item.key())
        || item.state() != LifecycleState.MAINTENANCE
        || site.isMaintainedByAnother(item.key())) {
      return;
    }
    write(item, Map.of(), Revision.Action.MAINTENANCE_ENDED, null, "MaintenanceEnded");
  }

  private void record(
      Item item,
      Map<String, Object> before,
      Revision.Action action,
      @Nullable Integer operation,
      String fact) {
    written.add(item.key());
    revisions.record(item, before, action, site.cause(), operation);
    tell(item, fact, before);
  }

  private void tell(Item item, String fact, Map<String, Object> before) {
    var after = item.image();
    var from = new LinkedHashMap<String, Object>();
    var to = new LinkedHashMap<String, Object>();
    after.forEach(
        (field, value) -> {
          if (!value.equals(before.get(field))) {
            to.put(field, value);
          }
        });
    before.forEach(
        (field, value) -> {
          if (!value.equals(after.get(field))) {
            from.put(field, value);
          }
        });
    facts.publishEvent(
        new Fact(
            item.key().value(),
            fact,
            null,
            Map.of("cause", site.cause().reference(), "before", from, "after", to)));
  }

  void add(
      Relationship relationship, Revision.Action action, @Nullable Integer operation, String fact) {
    if (ended.contains(relationship.standing())) {
      // The one it takes the place of has to be gone from the database first.
      entityManager.flush();
    }
    relationships.add(relationship);
    revisions.record(relationship, null, action, site.cause(), operation);
    tell(relationship, fact);
  }

  void end(
      Relationship relationship, Revision.Action action, @Nullable Integer operation, String fact) {
    var before = relationship.image();
    ended.add(String.valueOf(relationship.standing()));
    relationship.end(at);
    revisions.record(relationship, before, action, site.cause(), operation);
    tell(relationship, fact);
  }

  private void tell(Relationship relationship, String fact) {
    facts.publishEvent(
        new Fact(
            relationship.source().value(),
            fact,
            null,
            Map.of(
                "cause", site.cause().reference(),
                "type", relationship.type(),
                "target", relationship.target().value())));
  }
}
