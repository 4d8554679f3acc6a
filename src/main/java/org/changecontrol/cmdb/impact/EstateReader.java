package org.changecontrol.cmdb.impact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.changecontrol.cmdb.ConfigurationModel;
import org.changecontrol.cmdb.LifecycleState;
import org.changecontrol.cmdb.OutageDirection;
import org.changecontrol.cmdb.RelationshipType;
import org.changecontrol.cmdb.impact.OutageGraph.Draft;
import org.changecontrol.cmdb.impact.OutageGraph.Edge;
import org.changecontrol.cmdb.impact.OutageGraph.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Reads of the estate what impact analysis wants to know, as rows and by set: one statement however
 * many items are asked for. Takes part in the caller's transaction and sees what it has written.
 */
@Repository
class EstateReader {

  private static final int ROWS_AT_A_TIME = 10_000;

  private static final TypeReference<Map<String, Integer>> COUNTS = new TypeReference<>() {};
  private static final TypeReference<Map<String, Object>> IMAGE = new TypeReference<>() {};

  private final JdbcTemplate jdbc;
  private final ObjectMapper json;

  EstateReader(JdbcTemplate jdbc, ObjectMapper json) {
    this.jdbc = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
    this.jdbc.setFetchSize(ROWS_AT_A_TIME);
    this.json = json;
  }

  /**
   * What was written to the estate after a version.
   *
   * @param version the last version that is visible, at least the one that was asked for
   * @param committed numbers of the items that others, or this transaction's forerunners, wrote to
   * @param own numbers of the items this transaction has written to and not committed yet
   */
  record Moves(long version, Set<Long> committed, Set<Long> own) {

    boolean none() {
      return committed.isEmpty() && own.isEmpty();
    }

    Set<Long> all() {
      var all = new HashSet<>(committed);
      all.addAll(own);
      return all;
    }
  }

  /**
   * An item as an answer shows it.
   *
   * @param lastVerified null when nobody ever has
   */
  record ItemRow(
      long number,
      String type,
      String name,
      LifecycleState state,
      @Nullable Integer criticality,
      @Nullable String owner,
      @Nullable Instant lastVerified) {}

  /**
   * What the record said at an instant in the past, where it says something else now.
   *
   * @param touched numbers of the items that were written to since, or related otherwise
   * @param before by number, the image of an item that was written to since; null where it did not
   *     exist
   */
  record Since(Set<Long> touched, Map<Long, @Nullable Map<String, Object>> before) {}

  /** The last version that is visible. */
  long version() {
    Long version = jdbc.queryForObject("select version from cmdb_head where id = 1", Long.class);
    return version == null ? 0 : version;
  }

  Moves movesSince(long version) {
    var committed = new HashSet<Long>();
    var own = new HashSet<Long>();
    var latest = new long[] {version};
    jdbc.query(
        """
        select item, counterpart, version from cmdb_revision where version > ?
        union all
        select item, counterpart, version from cmdb_revision where version is null\
        """,
        row -> {
          long item = row.getLong(1);
          long counterpart = row.getLong(2);
          boolean hasCounterpart = !row.wasNull();
          long at = row.getLong(3);
          var moved = row.wasNull() ? own : committed;
          moved.add(item);
          if (hasCounterpart) {
            moved.add(counterpart);
          }
          latest[0] = Math.max(latest[0], at);
        },
        version);
    return new Moves(latest[0], committed, own);
  }

  /** The whole estate. */
  OutageGraph read(ConfigurationModel model) {
    var draft = new Draft();
    jdbc.query(
        "select number, state, needs from cmdb_item",
        row -> {
          draft.add(row.getLong(1), isLive(row.getString(2)), counts(row.getString(3)));
        });
    var outages = outages(model);
    jdbc.query(
        "select type, source, target from cmdb_relationship where standing is not null and not soft",
        row -> {
          var edge = edge(row, outages);
          if (edge != null) {
            draft.add(edge.cause(), edge.sufferer(), edge.type());
          }
        });
    return draft.pack();
  }

  List<Node> nodes(Collection<Long> numbers) {
    return jdbc.query(
        "select number, state, needs from cmdb_item where number = any(?)",
        (row, index) ->
            new Node(row.getLong(1), isLive(row.getString(2)), counts(row.getString(3))),
        array(numbers));
  }

  /** Every edge that stands and has one of the items at one end at least. */
  List<Edge> edges(Collection<Long> numbers, ConfigurationModel model) {
    return edges(numbers, model, "standing is not null", List.of());
  }

  /** Every edge that stood at that instant and has one of the items at one end at least. */
  List<Edge> edges(Collection<Long> numbers, ConfigurationModel model, Instant at) {
    var then = Timestamp.from(at);
    return edges(
        numbers,
        model,
        "valid_from <= ? and (valid_until is null or valid_until > ?)",
        List.of(then, then));
  }

  private List<Edge> edges(
      Collection<Long> numbers, ConfigurationModel model, String standing, List<Object> when) {
    var outages = outages(model);
    var edges = new ArrayList<Edge>();
    var parameters = new ArrayList<Object>();
    for (int side = 0; side < 2; side++) {
      parameters.add(array(numbers));
      parameters.addAll(when);
    }
    jdbc.query(
        """
        select type, source, target from cmdb_relationship
        where source = any(?) and not soft and %1$s
        union
        select type, source, target from cmdb_relationship
        where target = any(?) and not soft and %1$s\
        """
            .formatted(standing),
        row -> {
          var edge = edge(row, outages);
          if (edge != null) {
            edges.add(edge);
          }
        },
        parameters.toArray());
    return edges;
  }

  List<ItemRow> items(Collection<Long> numbers) {
    return jdbc.query(
        """
        select number, type, name, state, criticality, owner, last_verified
        from cmdb_item where number = any(?)\
        """,
        (row, index) ->
            new ItemRow(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                LifecycleState.valueOf(row.getString(4)),
                row.getObject(5, Integer.class),
                row.getString(6),
                instant(row.getTimestamp(7))),
        array(numbers));
  }

  /** By relationship type and source, how many of these relationships stand. */
  Map<String, Map<Long, Integer>> targets(
      Collection<String> types, Collection<Long> sources, @Nullable Instant at) {
    var counted = new HashMap<String, Map<Long, Integer>>();
    var parameters = new ArrayList<Object>();
    parameters.add(array(sources));
    if (at != null) {
      parameters.add(Timestamp.from(at));
      parameters.add(Timestamp.from(at));
    }
    jdbc.query(
        """
        select type, source, count(*) from cmdb_relationship
        where source = any(?) and %s group by type, source\
        """
            .formatted(
                at == null
                    ? "standing is not null"
                    : "valid_from <= ? and (valid_until is null or valid_until > ?)"),
        row -> {
          if (types.contains(row.getString(1))) {
            counted
                .computeIfAbsent(row.getString(1), type -> new HashMap<>())
                .put(row.getLong(2), row.getInt(3));
          }
        },
        parameters.toArray());
    return counted;
  }

  /** What was written after an instant in the past. */
  Since since(Instant at) {
    var touched = new HashSet<Long>();
    var before = new HashMap<Long, @Nullable Map<String, Object>>();
    jdbc.query(
        """
        select item, counterpart, relationship, before_image
        from cmdb_revision where recorded_at > ? order by recorded_at, id\
        """,
        row -> {
          long item = row.getLong(1);
          touched.add(item);
          long counterpart = row.getLong(2);
          if (!row.wasNull()) {
            touched.add(counterpart);
          }
          row.getLong(3);
          if (row.wasNull() && !before.containsKey(item)) {
            before.put(item, image(row.getString(4)));
          }
        },
        Timestamp.from(at));
    return new Since(touched, before);
  }

  /** An item of the past as outages see it. */
  static Node node(long number, Map<String, Object> image) {
    var needs = new HashMap<String, Integer>();
    if (image.get("needs") instanceof Map<?, ?> counts) {
      counts.forEach((type, count) -> needs.put((String) type, ((Number) count).intValue()));
    }
    return new Node(number, isLive(text(image, "state")), needs);
  }

  /** An item of the past as an answer shows it. */
  static ItemRow row(long number, Map<String, Object> image) {
    var verified = (String) image.get("lastVerified");
    var criticality = (Number) image.get("criticality");
    return new ItemRow(
        number,
        text(image, "type"),
        text(image, "name"),
        LifecycleState.valueOf(text(image, "state")),
        criticality == null ? null : criticality.intValue(),
        (String) image.get("owner"),
        verified == null ? null : Instant.parse(verified));
  }

  private static String text(Map<String, Object> image, String field) {
    if (image.get(field) instanceof String text) {
      return text;
    }
    throw new IllegalStateException("a revision does not say the " + field + " of its item");
  }

  private static Map<String, OutageDirection> outages(ConfigurationModel model) {
    var outages = new HashMap<String, OutageDirection>();
    for (RelationshipType type : model.relationshipTypes()) {
      outages.put(type.key(), type.outage());
    }
    return outages;
  }

  private static @Nullable Edge edge(ResultSet row, Map<String, OutageDirection> outages)
      throws SQLException {
    var type = row.getString(1);
    return switch (outages.getOrDefault(type, OutageDirection.NONE)) {
      case SOURCE_TO_TARGET -> new Edge(row.getLong(2), row.getLong(3), type);
      case TARGET_TO_SOURCE -> new Edge(row.getLong(3), row.getLong(2), type);
      case NONE -> null;
    };
  }

  private static boolean isLive(String state) {
    return LifecycleState.valueOf(state).isLive();
  }

  private Map<String, Integer> counts(String text) {
    return text.length() <= 2 ? Map.of() : parse(text, COUNTS);
  }

  private @Nullable Map<String, Object> image(@Nullable String text) {
    return text == null ? null : parse(text, IMAGE);
  }

  private <T> T parse(String text, TypeReference<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("the record holds no JSON: " + text, broken);
    }
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }

  private static Object array(Collection<Long> numbers) {
    return numbers.toArray(Long[]::new);
  }
}
