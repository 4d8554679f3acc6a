package org.changecontrol.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The calendar on its table. In SQL, because a booking is replaced as a whole: two statements to
 * book and one to find conflicts, whatever the number of items.
 */
@Component
@Transactional
class BookedWindows implements ChangeCalendar {

  /** A longer window moves the bound that says how far back a check looks. */
  private static final long USUAL_SECONDS = 2_678_400;

  private final JdbcTemplate jdbc;

  BookedWindows(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void book(String subject, Collection<String> items, ChangeWindow window) {
    release(subject);
    bookFirst(subject, items, window);
  }

  @Override
  public void bookFirst(String subject, Collection<String> items, ChangeWindow window) {
    var rows =
        new TreeSet<>(items)
            .stream()
                .map(item -> new Object[] {subject, item, at(window.start()), at(window.end())})
                .toList();
    if (!rows.isEmpty()) {
      jdbc.batchUpdate(
          "insert into calendar_booking (subject, item, window_start, window_end) values (?, ?, ?, ?)",
          rows);
    }
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
  public Duration longestWindow() {
    return Duration.ofSeconds(
        Objects.requireNonNull(
            jdbc.queryForObject(
                "select seconds from calendar_longest_window where id = 1", Long.class)));
  }

  @Override
  @Transactional(readOnly = true)
  public List<WindowConflict> conflicts(
      String subject, Collection<String> items, ChangeWindow window) {
    if (items.isEmpty()) {
      return List.of();
    }
    List<String> wanted = padded(items);
    return jdbc.query(
        """
        select subject, item, window_start, window_end
          from calendar_booking
         where item in (%s)
           and window_start < ?
           and window_start > cast(? as timestamp(6) with time zone)
                 - (select seconds from calendar_longest_window where id = 1) * interval '1' second
           and window_end > ?
           and subject <> ?
         order by window_start, subject, item
         limit ?
        """
            .formatted(String.join(", ", Collections.nCopies(wanted.size(), "?"))),
        statement -> {
          int place = 0;
          for (String item : wanted) {
            statement.setString(++place, item);
          }
          statement.setObject(++place, at(window.end()));
          statement.setObject(++place, at(window.start()));
          statement.setObject(++place, at(window.start()));
          statement.setString(++place, subject);
          statement.setInt(++place, MOST_CONFLICTS);
        },
        (row, number) ->
            new WindowConflict(
                row.getString(1),
                row.getString(2),
                new ChangeWindow(
                    row.getObject(3, OffsetDateTime.class).toInstant(),
                    row.getObject(4, OffsetDateTime.class).toInstant())));
  }

  /**
   * Each item once, the last one repeated up to the next power of two, so that few different
   * statements are prepared. Named one by one: H2 looks into its index for a list of values, but
   * not for an array.
   */
  private static List<String> padded(Collection<String> items) {
    List<String> padded = new ArrayList<>(new TreeSet<>(items));
    String last = padded.get(padded.size() - 1);
    while (Integer.bitCount(padded.size()) != 1) {
      padded.add(last);
    }
    return padded;
  }

  /** The database keeps microseconds. */
  private static OffsetDateTime at(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
