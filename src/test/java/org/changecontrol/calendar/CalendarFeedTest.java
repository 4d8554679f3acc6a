package org.changecontrol.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalendarFeedTest {

  private static final Instant NOW = Instant.parse("2026-03-03T09:00:00Z");

  @Test
  void aFeedIsWrittenAsRfc5545HasIt() {
    assertThat(feed("Replace a switch", "For good"))
        .isEqualTo(
            """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Change Control//Calendar//EN
            CALSCALE:GREGORIAN
            METHOD:PUBLISH
            NAME:Changes
            X-WR-CALNAME:Changes
            REFRESH-INTERVAL;VALUE=DURATION:PT1H
            BEGIN:VEVENT
            UID:CHG-000001@change-control
            DTSTAMP:20260303T090000Z
            DTSTART:20260327T170000Z
            DTEND:20260330T040000Z
            SUMMARY:Replace a switch
            DESCRIPTION:For good
            CATEGORIES:Change,NORMAL
            STATUS:TENTATIVE
            TRANSP:TRANSPARENT
            URL:http://localhost/changes/CHG-000001
            END:VEVENT
            END:VCALENDAR
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void whatMeansSomethingToReadersIsEscaped() {
    assertThat(feed("a;b,c\\d", "one\r\ntwo\nEND:VEVENT\u0007"))
        .contains("SUMMARY:a\\;b\\,c\\\\d\r\n")
        .contains("DESCRIPTION:one\\ntwo\\nEND:VEVENT\r\n");
  }

  @Test
  void noLineIsLongerThan75OctetsAndNoCharacterIsTornApart() {
    var summary = "Überprüfung der Klimaanlage 🧊 ".repeat(20).strip();
    var feed = feed(summary, "");

    assertThat(feed.split("\r\n"))
        .allSatisfy(
            line ->
                assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75));
    assertThat(feed.replace("\r\n ", "")).contains("SUMMARY:" + summary + "\r\n");
    assertThat(feed).doesNotContain("DESCRIPTION");
  }

  private static String feed(String summary, String description) {
    return new CalendarFeed("Changes", NOW)
        .with(
            new CalendarFeed.Entry(
                "CHG-000001",
                Instant.parse("2026-03-27T17:00:00Z"),
                Instant.parse("2026-03-30T04:00:00Z"),
                summary,
                description,
                List.of("Change", "NORMAL"),
                false,
                "http://localhost/changes/CHG-000001"))
        .written();
  }
}
