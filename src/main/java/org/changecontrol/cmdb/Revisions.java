package org.changecontrol.cmdb;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.changecontrol.identity.Actors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Every write that was ever made to the estate. Rows are added and never changed. */
@Repository
public class Revisions {

  private final EntityManager entityManager;
  private final Actors actors;
  private final Clock clock;
  private final EstateVersions versions;

  Revisions(EntityManager entityManager, Actors actors, Clock clock, EstateVersions versions) {
    this.entityManager = entityManager;
    this.actors = actors;
    this.clock = clock;
    this.versions = versions;
  }

  /**
   * Records that an item was written.
   *
   * @param before its {@link Item#image} before the write; null when it is new
   * @param operation the operation of the cause, or null for the platform's own moves and for
   *     reports
   */
  public void record(
      Item item,
      @Nullable Map<String, Object> before,
      Revision.Action action,
      Cause cause,
      @Nullable Integer operation) {
    // The version in memory is the one before the write until it is flushed; a confirmation does
    // not count.
    var revision =
        before == null || action == Revision.Action.CONFIRMED
            ? item.revision()
            : item.revision() + 1;
    add(
        new Revision(
            item.number(),
            null,
            null,
            revision,
            action,
            before,
            item.image(),
            cause,
            operation,
            actors.current().id(),
            clock.instant()));
  }

  /** Records that a relationship was written; as for an item. */
  public void record(
      Relationship relationship,
      @Nullable Map<String, Object> before,
      Revision.Action action,
      Cause cause,
      @Nullable Integer operation) {
    add(
        new Revision(
            relationship.source().number(),
            relationship.id(),
            relationship.target().number(),
            before == null ? relationship.version() : relationship.version() + 1,
            action,
            before,
            relationship.image(),
            cause,
            operation,
            actors.current().id(),
            clock.instant()));
  }

  /** What the items held at their revisions; those that are not on record are absent. */
  Map<ItemKey, Map<Integer, Map<String, Object>>> images(Map<ItemKey, Set<Integer>> wanted) {
    var images = new HashMap<ItemKey, Map<Integer, Map<String, Object>>>();
    if (wanted.isEmpty()) {
      return images;
    }
    var numbers = wanted.keySet().stream().map(ItemKey::number).toList();
    var revisions = wanted.values().stream().flatMap(Set::stream).distinct().toList();
    entityManager
        .createQuery(
            """
            from Revision
            where item in (:items) and revision in (:revisions) and relationship is null
            order by recordedAt, id\
            """,
            Revision.class)
        .setParameter("items", numbers)
        .setParameter("revisions", revisions)
        .getResultStream()
        .forEach(
            revision ->
                images
                    .computeIfAbsent(revision.item(), key -> new HashMap<>())
                    .put(revision.revision(), revision.after()));
    return images;
  }

  /** How many the present transaction has recorded so far: whether and how often it has written. */
  public int recordedSoFar() {
    return versions.recorded();
  }

  private void add(Revision revision) {
    versions.giveBeforeCommit();
    entityManager.persist(revision);
  }
}
