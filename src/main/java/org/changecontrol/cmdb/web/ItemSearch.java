package org.changecontrol.cmdb.web;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.changecontrol.cmdb.ConfigurationModels;
import org.changecontrol.cmdb.Item;
import org.changecontrol.cmdb.ItemKey;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.Problem;
import org.changecontrol.problem.web.Page;
import org.changecontrol.problem.web.Paging;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds items for whoever looks for them; what was typed reaches the database as parameters only.
 */
@Component
class ItemSearch {

  private final EntityManager entityManager;
  private final ConfigurationModels models;

  ItemSearch(EntityManager entityManager, ConfigurationModels models) {
    this.entityManager = entityManager;
    this.models = models;
  }

  @Transactional(readOnly = true)
  public Page<ItemView> find(ItemFilter filter, Paging paging) {
    var model = models.current();
    var parameters = new LinkedHashMap<String, Object>();
    var where = where(filter, parameters);
    var content =
        bound(
                entityManager.createQuery(
                    "from Item item" + where + " order by item.number", Item.class),
                parameters)
            .setFirstResult(paging.offset())
            .setMaxResults(paging.size())
            .getResultList();
    var views = new ArrayList<ItemView>();
    for (var item : content) {
      views.add(ItemView.of(((Item) item).snapshot(model)));
    }
    return Page.of(paging, views, count(where, parameters, paging, views.size()));
  }

  /** Counts no further than anybody wants to know. */
  private long count(String where, Map<String, Object> parameters, Paging paging, int onThisPage) {
    if (onThisPage > 0 && onThisPage < paging.size()) {
      return (long) paging.offset() + onThisPage;
    }
    var counted =
        bound(
                entityManager.createQuery(
                    "select count(*) from (select item.number as number from Item item"
                        + where
                        + " order by item.number limit "
                        + (Paging.COUNTED_UP_TO + 1)
                        + ") counted",
                    Long.class),
                parameters)
            .getSingleResult();
    return ((Number) counted).longValue();
  }

  private static Query bound(Query query, Map<String, Object> parameters) {
    parameters.forEach(query::setParameter);
    return query;
  }

  private String where(ItemFilter filter, Map<String, Object> parameters) {
    var conditions = new ArrayList<String>();
    if (filter.type() != null) {
      var types = models.current().withSubtypes(filter.type());
      if (types.isEmpty()) {
        throw new InvalidInput(new Problem("type", filter.type(), "there is no such item type"));
      }
      conditions.add("item.type in (:types)");
      parameters.put("types", types);
    }
    if (filter.state() != null) {
      conditions.add("item.state = :state");
      parameters.put("state", filter.state());
    }
    if (filter.owner() != null) {
      conditions.add("item.owner = :owner");
      parameters.put("owner", filter.owner());
    }
    if (filter.name() != null) {
      conditions.add("item.name = :name");
      parameters.put("name", filter.name());
    }
    if (filter.q() != null) {
      if (ItemKey.isKey(filter.q())) {
        conditions.add("(lower(item.name) like :q escape '!' or item.number = :number)");
        parameters.put("number", new ItemKey(filter.q()).number());
      } else {
        conditions.add("lower(item.name) like :q escape '!'");
      }
      parameters.put("q", "%" + literal(filter.q().toLowerCase(Locale.ROOT)) + "%");
    }
    if (filter.source() != null) {
      // Each database writes JSON with or without a space after the colon.
      var quoted = literal(quoted(filter.source()));
      conditions.add(
          "(cast(item.sources as string) like :tight escape '!'"
              + " or cast(item.sources as string) like :spaced escape '!')");
      parameters.put("tight", "%\":" + quoted + "%");
      parameters.put("spaced", "%\": " + quoted + "%");
    }
    return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
  }

  private static String quoted(String text) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
  }

  /** Percent signs and underscores mean themselves. */
  private static String literal(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
