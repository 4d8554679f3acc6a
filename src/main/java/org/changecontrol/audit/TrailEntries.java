package org.changecontrol.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.IncorrectUpdateSemanticsDataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * The rows of the trail. SQL, because an entry is no object with a life of its own: it is locked,
 * appended and streamed.
 */
@Repository
class TrailEntries {

  private static final String COLUMNS =
      "seq, at, actor, subject, name, reason, detail, evidence, prev_hash, hash";
  private static final TypeReference<Map<String, Object>> DETAIL = new TypeReference<>() {};

  /**
   * The one row, as a parameter: so that the statement is prepared once for a connection and not
   * parsed each time.
   */
  private static final int HEAD = 1;

  private static final String APPEND =
      "insert into audit_entry (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  /** The entry and the head that it moves on, in one statement; not every database can say so. */
  private static final String APPEND_AND_MOVE_ON =
      "with appended as ("
          + APPEND
          + " returning seq, hash) update audit_head set seq = appended.seq, hash = appended.hash"
          + " from appended where audit_head.id = 1";

  private final JdbcTemplate jdbc;
  private final ObjectMapper json;
  private final boolean movesOnByItself;

  TrailEntries(JdbcTemplate jdbc, ObjectMapper json) {
    this.jdbc = jdbc;
    this.json = json;
    this.movesOnByItself = "PostgreSQL".equals(product(jdbc));
  }

  private static @Nullable String product(JdbcTemplate jdbc) {
    return jdbc.execute(
        (ConnectionCallback<String>)
            connection -> connection.getMetaData().getDatabaseProductName());
  }

  /**
   * Appends in the running transaction, which from here to its end keeps all others from appending:
   * two executions on PostgreSQL and three elsewhere, however many entries.
   *
   * @return where the trail ends if the transaction commits
   */
  Head append(List<Noted> notes) {
    Head head =
        one(
            jdbc.query(
                "select seq, hash from audit_head where id = ? for update", this::head, HEAD));
    List<Object[]> rows = new ArrayList<>(notes.size());
    for (Noted noted : notes) {
      Link link = Link.after(head.seq() + 1, head.hash(), noted);
      rows.add(
          new Object[] {
            link.seq(),
            OffsetDateTime.ofInstant(link.at(), ZoneOffset.UTC),
            link.actor(),
            link.subject(),
            link.name(),
            link.reason(),
            link.detail(),
            link.evidence(),
            link.prevHash(),
            link.hash()
          });
      head = new Head(link.seq(), link.hash());
    }
    if (moveOn(rows, head) != 1) {
      throw new IncorrectUpdateSemanticsDataAccessException("The trail has no head");
    }
    return head;
  }

  private int moveOn(List<Object[]> rows, Head head) {
    if (movesOnByItself) {
      return Arrays.stream(jdbc.batchUpdate(APPEND_AND_MOVE_ON, rows)).min().orElse(0);
    }
    jdbc.batchUpdate(APPEND, rows);
    return jdbc.update(
        "update audit_head set seq = ?, hash = ? where id = 1", head.seq(), head.hash());
  }

  Head head() {
    return one(jdbc.query("select seq, hash from audit_head where id = ?", this::head, HEAD));
  }

  /** The links that follow a place, in order. */
  List<Link> after(long seq, long last, int limit) {
    return jdbc.query(
        "select "
            + COLUMNS
            + " from audit_entry where seq > ? and seq <= ? order by seq fetch first ? rows only",
        this::link,
        seq,
        last,
        limit);
  }

  /** Places of entries before the first one or beyond the head, where none can be; in one look. */
  List<Long> outside(int limit) {
    return jdbc.queryForList(
        "select seq from audit_entry where seq < 1 or seq > (select seq from audit_head where id = ?)"
            + " order by seq fetch first ? rows only",
        Long.class,
        HEAD,
        limit);
  }

  /** The hashes at some places. */
  Map<Long, String> hashes(Collection<Long> places) {
    Map<Long, String> hashes = new HashMap<>();
    jdbc.query(
        "select seq, hash from audit_entry where seq in (" + questionMarks(places) + ")",
        row -> {
          hashes.put(row.getLong(1), row.getString(2));
        },
        places.toArray());
    return hashes;
  }

  /**
   * Where the last word on each of these rows elsewhere stands; rows that no entry vouches for are
   * not in the map.
   */
  Map<String, Long> vouched(Collection<String> evidence) {
    Map<String, Long> vouched = new HashMap<>();
    jdbc.query(
        "select evidence, max(seq) from audit_entry where evidence in ("
            + questionMarks(evidence)
            + ") group by evidence",
        row -> {
          vouched.put(row.getString(1), row.getLong(2));
        },
        evidence.toArray());
    return vouched;
  }

  List<AuditEntry> of(String subject, int limit) {
    return jdbc.query(
        "select "
            + COLUMNS
            + " from audit_entry where subject = ? order by seq fetch first ? rows only",
        this::entry,
        subject,
        limit);
  }

  List<AuditEntry> newest(@Nullable String subject, int offset, int limit) {
    String page = " order by seq desc offset ? rows fetch next ? rows only";
    return subject == null
        ? jdbc.query("select " + COLUMNS + " from audit_entry" + page, this::entry, offset, limit)
        : jdbc.query(
            "select " + COLUMNS + " from audit_entry where subject = ?" + page,
            this::entry,
            subject,
            offset,
            limit);
  }

  long count(@Nullable String subject, int limit) {
    String capped = " fetch first ? rows only) counted";
    Long count =
        subject == null
            ? jdbc.queryForObject(
                "select count(*) from (select 1 as one from audit_entry" + capped,
                Long.class,
                limit)
            : jdbc.queryForObject(
                "select count(*) from (select 1 as one from audit_entry where subject = ?" + capped,
                Long.class,
                subject,
                limit);
    return count == null ? 0 : count;
  }

  Map<String, Object> detail(String text) {
    try {
      return json.readValue(text, DETAIL);
    } catch (JsonProcessingException e) {
      return Map.of("unreadable", text);
    }
  }

  private Head head(ResultSet row, int number) throws SQLException {
    return new Head(row.getLong("seq"), row.getString("hash"));
  }

  private Link link(ResultSet row, int number) throws SQLException {
    return new Link(
        row.getLong("seq"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("actor"),
        row.getString("subject"),
        row.getString("name"),
        row.getString("reason"),
        row.getString("detail"),
        row.getString("evidence"),
        row.getString("prev_hash"),
        row.getString("hash"));
  }

  private AuditEntry entry(ResultSet row, int number) throws SQLException {
    Link link = link(row, number);
    return new AuditEntry(
        link.seq(),
        link.at(),
        link.actor(),
        link.subject(),
        link.name(),
        link.reason(),
        detail(link.detail()),
        link.prevHash(),
        link.hash());
  }

  private static Head one(List<Head> heads) {
    if (heads.size() != 1) {
      throw new IncorrectUpdateSemanticsDataAccessException("The trail has no head");
    }
    return heads.get(0);
  }

  private static String questionMarks(Collection<?> values) {
    return String.join(", ", Collections.nCopies(values.size(), "?"));
  }
}
