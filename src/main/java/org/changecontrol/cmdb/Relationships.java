package org.changecontrol.cmdb;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Repository;

/** All relationships. Reads by set, one statement each; takes part in the caller's transaction. */
@Repository
public class Relationships {

  private final EntityManager entityManager;

  Relationships(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  public void add(Relationship relationship) {
    entityManager.persist(relationship);
  }

  /** Those that stand, by {@link Relationship#standing}. */
  public Map<String, Relationship> standing(Collection<String> standing) {
    var found = new LinkedHashMap<String, Relationship>();
    if (!standing.isEmpty()) {
      entityManager
          .createQuery("from Relationship where standing in (:standing)", Relationship.class)
          .setParameter("standing", standing)
          .getResultList()
          .forEach(relationship -> found.put(relationship.standing(), relationship));
    }
    return found;
  }

  /** Those that stand and have one of the items at either end, oldest first. */
  public List<Relationship> standingOf(Collection<ItemKey> items) {
    return items.isEmpty()
        ? List.of()
        : entityManager
            .createQuery(
                """
                from Relationship
                where standing is not null and (source in (:items) or target in (:items))
                order by id\
                """,
                Relationship.class)
            .setParameter("items", numbers(items))
            .getResultList();
  }

  /**
   * Those of the types that stand and have one of the items at either end, with the types of their
   * ends.
   */
  List<Links.Link> links(
      Collection<String> types, Collection<ItemKey> items, ConfigurationModel model) {
    return types.isEmpty() || items.isEmpty()
        ? List.of()
        : entityManager
            .createQuery(
                """
                select r.type, r.source, s.type, r.target, t.type
                from Relationship r
                join Item s on s.number = r.source
                join Item t on t.number = r.target
                where r.standing is not null and r.type in (:types)
                  and (r.source in (:items) or r.target in (:items))
                  and s.state <> :ended and t.state <> :ended\
                """,
                Object[].class)
            .setParameter("types", types)
            .setParameter("items", numbers(items))
            .setParameter("ended", LifecycleState.PENDING_RETIREMENT)
            .getResultStream()
            .map(row -> link(row, model))
            .toList();
  }

  private static Links.Link link(Object[] row, ConfigurationModel model) {
    return new Links.Link(
        (String) row[0],
        ItemKey.of((Long) row[1]).value(),
        model.typeOf((String) row[2]),
        ItemKey.of((Long) row[3]).value(),
        model.typeOf((String) row[4]),
        -1);
  }

  /** By id, ended ones too. */
  public List<Relationship> byIds(Collection<Long> ids) {
    return ids.isEmpty()
        ? List.of()
        : entityManager
            .createQuery("from Relationship where id in (:ids) order by id", Relationship.class)
            .setParameter("ids", ids)
            .getResultList();
  }

  private static Collection<Long> numbers(Collection<ItemKey> items) {
    return items.stream().map(ItemKey::number).collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
