package org.changecontrol.calendar;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The calendar on its table. In SQL, because a booking is replaced as a whole and looked up by an
 * array of items: two statements to book and one to find conflicts, whatever the number of items.
 */
@Component
@Transactional
class BookedWindows implements ChangeCalendar {

  private static final int MOST_CONFLICTS = 500;

  /** A longer window moves the bound that says how far back a check looks. */
  private static final long USUAL_SECONDS = 2_678_400;

  private final JdbcTemplate jdbc;

  BookedWindows(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void book(String subject, Collection<String> items, ChangeWindow window) {
    release(subject);
    var rows =
        new TreeSet<>(items)
            .stream()
                .map(item -> new Object[] {subject, item, at(window.start()), at(window.end())})
                .toList();
    if (rows.isEmpty()) {
      return;
    }
    jdbc.batchUpdate(
        "insert into calendar_booking (subject, item, window_start, window_end) values (?, ?, ?, ?)",
        rows);
    long seconds = window.length().toSeconds() + 1;
    if (seconds > USUAL_SECONDS) {
      jdbc.update(
          "update calendar_longest_window set seconds = ? where id = 1 and seconds < ?",
          seconds,
          seconds);
    }
  }

  @Override
  public void release(String subject) {
    jdbc.update("delete from calendar_booking where subject = ?", subject);
  }

  @Override
  @Transactional(readOnly = true)
  public List<WindowConflict> conflicts(
      String subject, Collection<String> items, ChangeWindow window) {
    if (items.isEmpty()) {
      return List.of();
    }
    String[] wanted = new TreeSet<>(items).toArray(String[]::new);
    return jdbc.query(
        """
        select subject, item, window_start, window_end
          from calendar_booking
         where item = any(?)
           and window_start < ?
           and window_start > cast(? as timestamp with time zone)
                 - (select seconds from calendar_longest_window where id = 1) * interval '1' second
           and window_end > ?
           and subject <> ?
         order by window_start, subject, item
         limit ?
        """,
        statement -> {
          statement.setArray(1, statement.getConnection().createArrayOf("varchar", wanted));
          statement.setObject(2, at(window.end()));
          statement.setObject(3, at(window.start()));
          statement.setObject(4, at(window.start()));
          statement.setString(5, subject);
          statement.setInt(6, MOST_CONFLICTS);
        },
        (row, number) ->
            new WindowConflict(
                row.getString(1),
                row.getString(2),
                new ChangeWindow(
                    row.getObject(3, OffsetDateTime.class).toInstant(),
                    row.getObject(4, OffsetDateTime.class).toInstant())));
  }

  /** The database keeps microseconds. */
  private static OffsetDateTime at(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
