package org.changecontrol.calendar;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a calendar that others can subscribe to: iCalendar, RFC 5545. Every time is told in UTC,
 * so that no reader needs to know a zone or a rule to show the same minutes.
 */
public final class CalendarFeed {

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** RFC 5545, section 3.1: octets of a line without its break. */
  private static final int LONGEST_LINE = 75;

  private static final String BREAK = "\r\n";

  private final StringBuilder text = new StringBuilder();
  private final Instant stamp;

  /**
   * @param name what readers call the calendar
   * @param stamp when it is written
   */
  public CalendarFeed(String name, Instant stamp) {
    this.stamp = stamp;
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Change Control//Calendar//EN");
    line("CALSCALE", "GREGORIAN");
    line("METHOD", "PUBLISH");
    line("NAME", escaped(name));
    line("X-WR-CALNAME", escaped(name));
    line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
  }

  /**
   * Something in the calendar.
   *
   * @param id stays the same as long as it is the same thing
   * @param certain whether it will take place as far as anybody knows
   * @param url where to read more; null for nowhere
   */
  public record Entry(
      String id,
      Instant start,
      Instant end,
      String summary,
      String description,
      List<String> categories,
      boolean certain,
      @Nullable String url) {}

  /** Adds an entry. It shows nobody as busy: it is about the estate, not about the reader. */
  public CalendarFeed with(Entry entry) {
    line("BEGIN", "VEVENT");
    line("UID", escaped(entry.id() + "@change-control"));
    line("DTSTAMP", UTC.format(stamp));
    line("DTSTART", UTC.format(entry.start()));
    line("DTEND", UTC.format(entry.end()));
    line("SUMMARY", escaped(entry.summary()));
    if (!entry.description().isEmpty()) {
      line("DESCRIPTION", escaped(entry.description()));
    }
    if (!entry.categories().isEmpty()) {
      line(
          "CATEGORIES",
          String.join(",", entry.categories().stream().map(CalendarFeed::escaped).toList()));
    }
    line("STATUS", entry.certain() ? "CONFIRMED" : "TENTATIVE");
    line("TRANSP", "TRANSPARENT");
    if (entry.url() != null) {
      line("URL", entry.url());
    }
    line("END", "VEVENT");
    return this;
  }

  /** The calendar as it goes out. */
  public String written() {
    return text + "END:VCALENDAR" + BREAK;
  }

  private void line(String name, String value) {
    var octets = 0;
    var points = (name + ":" + value).codePoints().iterator();
    while (points.hasNext()) {
      var letter = Character.toString(points.nextInt());
      var size = letter.getBytes(StandardCharsets.UTF_8).length;
      if (octets + size > LONGEST_LINE) {
        text.append(BREAK).append(' ');
        octets = 1;
      }
      text.append(letter);
      octets += size;
    }
    text.append(BREAK);
  }

  /** RFC 5545, section 3.3.11. */
  private static String escaped(String value) {
    return value
        .replace("\\", "\\\\")
        .replace(";", "\\;")
        .replace(",", "\\,")
        .replace("\r\n", "\\n")
        .replace("\n", "\\n")
        .replace("\r", "\\n")
        .replaceAll("[\\p{Cc}&&[^\t]]", "");
  }
}
