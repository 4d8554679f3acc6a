package org.changecontrol.cmdb.imports;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.changecontrol.cmdb.Cause;
import org.changecontrol.cmdb.ItemKey;
import org.changecontrol.cmdb.Relationship;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** What is on record, asked for by set: one statement each, however many rows a report has. */
@Repository
class RecordedEstate {

  private final JdbcTemplate jdbc;

  RecordedEstate(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** A relationship that stands, its ends as {@code type:name} and by number. */
  record Standing(
      String type,
      long source,
      String sourceType,
      String sourceName,
      long target,
      String targetType,
      String targetName) {

    String identity() {
      return Relationship.standing(type, source, target);
    }
  }

  /**
   * Reports are taken in one after the other, and the configuration model stays as it is meanwhile.
   */
  void waitForTurn() {
    jdbc.queryForList("select version from cmdb_model where id = 1 for update", Integer.class);
  }

  /** Whether a report was taken in under this cause. */
  boolean knows(Cause cause) {
    return !jdbc.queryForList(
            """
            select item from cmdb_revision
            where cause_kind = ? and cause_reference = ? fetch first 1 rows only\
            """,
            Long.class,
            cause.kind(),
            cause.reference())
        .isEmpty();
  }

  /**
   * As {@link Relationship#standing} would have it, those that begin at one of the items and have
   * ended.
   */
  Set<String> ended(Collection<ItemKey> sources) {
    var ended = new HashSet<String>();
    if (!sources.isEmpty()) {
      jdbc.query(
          """
          select type, source, target from cmdb_relationship
          where standing is null and source = any(?)\
          """,
          row -> {
            ended.add(Relationship.standing(row.getString(1), row.getLong(2), row.getLong(3)));
          },
          numbers(sources));
    }
    return ended;
  }

  /** Those of the types that stand and have one of the items at either end. */
  List<Standing> standing(Collection<String> types, Collection<ItemKey> ends) {
    return types.isEmpty() || ends.isEmpty()
        ? List.of()
        : standing(
            "r.type = any(?) and (r.source = any(?) or r.target = any(?))",
            types.toArray(String[]::new),
            numbers(ends),
            numbers(ends));
  }

  /** Those that a source has reported and that stand. */
  List<Standing> reportedBy(String source) {
    return standing("r.reported_by = ?", source);
  }

  private List<Standing> standing(String condition, Object... parameters) {
    return jdbc.query(
        """
        select r.type, r.source, s.type, s.name, r.target, t.type, t.name
        from cmdb_relationship r
        join cmdb_item s on s.number = r.source
        join cmdb_item t on t.number = r.target
        where r.standing is not null and %s order by r.id\
        """
            .formatted(condition),
        (row, index) ->
            new Standing(
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getString(6),
                row.getString(7)),
        parameters);
  }

  /** A source has reported the items, and all it reported is as recorded: that confirms them. */
  void agreed(Collection<ItemKey> items, Instant at) {
    if (!items.isEmpty()) {
      var then = Timestamp.from(at);
      jdbc.update(
          """
          update cmdb_item set last_reported = ?, report_agreed = true, last_verified = ?
          where number = any(?)\
          """,
          then,
          then,
          numbers(items));
    }
  }

  /** A source has reported the items otherwise than recorded. */
  void disagreed(Collection<ItemKey> items, Instant at) {
    if (!items.isEmpty()) {
      jdbc.update(
          "update cmdb_item set last_reported = ?, report_agreed = false where number = any(?)",
          Timestamp.from(at),
          numbers(items));
    }
  }

  private static Object numbers(Collection<ItemKey> keys) {
    return keys.stream().map(ItemKey::number).distinct().toArray(Long[]::new);
  }
}
