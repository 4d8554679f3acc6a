package org.changecontrol.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrenceTest {

  private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

  /** From Friday 18:00 to Monday 06:00. */
  private final Recurrence weekend =
      recurring("2026-01-02T18:00", "2026-01-05T06:00", "FREQ=WEEKLY;BYDAY=FR");

  @Test
  void aWeekendFreezeIsRightToTheMinuteWhereClocksAreSetForward() {
    assertThat(standing(weekend, "2026-03-24T00:00:00Z", "2026-04-06T00:00:00Z"))
        .containsExactly(
            window("2026-03-27T17:00:00Z", "2026-03-30T04:00:00Z"),
            window("2026-04-03T16:00:00Z", "2026-04-06T04:00:00Z"));
    assertThat(window("2026-03-27T17:00:00Z", "2026-03-30T04:00:00Z").length())
        .isEqualTo(Duration.ofHours(59));
  }

  @Test
  void aWeekendFreezeIsRightToTheMinuteWhereClocksAreSetBack() {
    assertThat(standing(weekend, "2026-10-20T00:00:00Z", "2026-11-02T00:00:00Z"))
        .containsExactly(
            window("2026-10-23T16:00:00Z", "2026-10-26T05:00:00Z"),
            window("2026-10-30T17:00:00Z", "2026-11-02T05:00:00Z"));
    assertThat(window("2026-10-23T16:00:00Z", "2026-10-26T05:00:00Z").length())
        .isEqualTo(Duration.ofHours(61));
  }

  @Test
  void aWeekendFreezeStandsFromFridayEveningToMondayMorningAllTheYear() {
    var year = standing(weekend, "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");

    assertThat(year)
        .hasSize(52)
        .allSatisfy(
            freeze -> {
              var from = freeze.start().atZone(AMSTERDAM);
              var until = freeze.end().atZone(AMSTERDAM);
              assertThat(from.getDayOfWeek()).isEqualTo(DayOfWeek.FRIDAY);
              assertThat(from.toLocalTime()).isEqualTo(LocalTime.of(18, 0));
              assertThat(until.getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
              assertThat(until.toLocalTime()).isEqualTo(LocalTime.of(6, 0));
            });
    assertThat(year)
        .extracting(freeze -> freeze.length().toHours())
        .containsOnlyOnce(59L, 61L)
        .containsOnly(59L, 60L, 61L);
  }

  @Test
  void aMinuteBeforeItIsFreeAndAMinuteLaterItIsNot() {
    assertThat(standing(weekend, "2026-03-27T16:59:00Z", "2026-03-27T17:00:00Z")).isEmpty();
    assertThat(standing(weekend, "2026-03-27T16:59:00Z", "2026-03-27T17:01:00Z")).hasSize(1);
    assertThat(standing(weekend, "2026-03-30T03:59:00Z", "2026-03-30T04:01:00Z")).hasSize(1);
    assertThat(standing(weekend, "2026-03-30T04:00:00Z", "2026-03-30T04:01:00Z")).isEmpty();
    assertThat(standing(weekend, "2026-10-26T04:59:00Z", "2026-10-26T05:00:00Z")).hasSize(1);
    assertThat(standing(weekend, "2026-10-26T05:00:00Z", "2026-10-26T05:01:00Z")).isEmpty();
  }

  @Test
  void aTimeThatTheClocksLeaveOutIsTakenAsIfTheyHadNotBeenSet() {
    var nightly = recurring("2026-03-27T02:30", "2026-03-27T04:00", "FREQ=DAILY");
    assertThat(standing(nightly, "2026-03-29T00:00:00Z", "2026-03-29T12:00:00Z"))
        .containsExactly(window("2026-03-29T01:30:00Z", "2026-03-29T02:00:00Z"));
  }

  @Test
  void aWindowThatTheClocksLeaveOutInPartBeginsWhenTheyAreSet() {
    var nightly = recurring("2026-03-27T02:30", "2026-03-27T03:15", "FREQ=DAILY");
    assertThat(standing(nightly, "2026-03-29T00:00:00Z", "2026-03-29T12:00:00Z"))
        .containsExactly(window("2026-03-29T01:00:00Z", "2026-03-29T01:15:00Z"));
  }

  @Test
  void ofATimeThatTheClocksShowTwiceTheFirstOneCounts() {
    var nightly = recurring("2026-10-23T02:30", "2026-10-23T04:00", "FREQ=DAILY");
    assertThat(standing(nightly, "2026-10-25T00:00:00Z", "2026-10-25T12:00:00Z"))
        .containsExactly(window("2026-10-25T00:30:00Z", "2026-10-25T03:00:00Z"));
  }

  @Test
  void withoutARuleItStandsOnce() {
    var once = recurring("2026-12-18T18:00", "2027-01-04T06:00", null);
    assertThat(standing(once, "2026-01-01T00:00:00Z", "2028-01-01T00:00:00Z"))
        .containsExactly(window("2026-12-18T17:00:00Z", "2027-01-04T05:00:00Z"));
    assertThat(once.lastsUntil()).contains(Instant.parse("2027-01-04T05:00:00Z"));
  }

  @Test
  void whatIsCountedEndsAndWhatLastsUntilAnInstantBeginsNoLater() {
    var counted = recurring("2026-01-02T18:00", "2026-01-05T06:00", "FREQ=WEEKLY;COUNT=3");
    var until =
        recurring("2026-01-02T18:00", "2026-01-05T06:00", "FREQ=WEEKLY;UNTIL=20260116T170000Z");
    var shorter =
        recurring("2026-01-02T18:00", "2026-01-05T06:00", "FREQ=WEEKLY;UNTIL=20260116T165959Z");

    assertThat(standing(counted, "2026-01-01T00:00:00Z", "2030-01-01T00:00:00Z")).hasSize(3);
    assertThat(standing(until, "2026-01-01T00:00:00Z", "2030-01-01T00:00:00Z")).hasSize(3);
    assertThat(standing(shorter, "2026-01-01T00:00:00Z", "2030-01-01T00:00:00Z")).hasSize(2);
    assertThat(counted.lastsUntil().orElseThrow()).isAfter(Instant.parse("2026-01-19T05:00:00Z"));
    assertThat(until.lastsUntil().orElseThrow()).isAfter(Instant.parse("2026-01-19T05:00:00Z"));
    assertThat(weekend.lastsUntil()).isEmpty();
  }

  @Test
  void aRangeInTheMiddleOfItFindsItWhole() {
    assertThat(standing(weekend, "2026-03-28T12:00:00Z", "2026-03-28T13:00:00Z"))
        .containsExactly(window("2026-03-27T17:00:00Z", "2026-03-30T04:00:00Z"));
  }

  @Test
  void farInTheFutureItIsFoundAsQuickly() {
    long start = System.nanoTime();
    var found = standing(weekend, "9998-01-01T00:00:00Z", "9998-01-31T00:00:00Z");
    assertThat(found).hasSizeBetween(4, 5);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FREQ=WEEKLY",
        "freq=weekly;byday=fr",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
        "FREQ=MONTHLY;BYDAY=1FR",
        "FREQ=MONTHLY;BYDAY=FR;BYSETPOS=1",
        "FREQ=YEARLY;BYMONTH=1;BYDAY=1FR",
        "FREQ=WEEKLY;WKST=SU;COUNT=10000"
      })
  void rulesOfRfc5545AreTaken(String rule) {
    recurring("2026-01-02T18:00", "2026-01-05T06:00", rule).requireUsable();
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "every friday | rrule | such as FREQ=WEEKLY;BYDAY=FR",
        "FREQ=FORTNIGHTLY | rrule | such as FREQ=WEEKLY;BYDAY=FR",
        "RRULE:FREQ=WEEKLY | rrule | such as FREQ=WEEKLY;BYDAY=FR",
        "FREQ=WEEKLY;INTERVAL=0 | rrule | such as FREQ=WEEKLY;BYDAY=FR",
        "FREQ=WEEKLY;X-LUNAR=1 | rrule | such as FREQ=WEEKLY;BYDAY=FR",
        "FREQ=WEEKLY;COUNT=2;UNTIL=20270101T000000Z | rrule | such as FREQ=WEEKLY;BYDAY=FR",
        "FREQ=HOURLY | rrule | FREQ must be DAILY, WEEKLY, MONTHLY or YEARLY",
        "FREQ=SECONDLY | rrule | FREQ must be DAILY, WEEKLY, MONTHLY or YEARLY",
        "FREQ=WEEKLY;UNTIL=20270101 | rrule | must be in UTC",
        "FREQ=WEEKLY;UNTIL=20270101T000000 | rrule | must be in UTC",
        "FREQ=WEEKLY;UNTIL=20250101T000000Z | rrule | ends before the window has begun",
        "FREQ=WEEKLY;COUNT=10001 | rrule | COUNT above 10000",
        "FREQ=WEEKLY;BYDAY=SA | start | the first one is 2026-01-03T18:00",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 | rrule | never comes",
        "FREQ=DAILY | rrule | before the window that begins at 2026-01-02T18:00 has ended"
      })
  void otherRulesAreRefusedWithWhatWouldBeRight(String rule, String field, String remedy) {
    var recurrence = recurring("2026-01-02T18:00", "2026-01-05T06:00", rule);
    assertThatThrownBy(recurrence::requireUsable)
        .hasMessageContaining(remedy)
        .extracting(refused -> ((UnusableRule) refused).field())
        .isEqualTo(field);
  }

  @Test
  void aRuleThatBeginsEveryMinuteIsRefused() {
    var minutes =
        java.util.stream.IntStream.range(0, 60)
            .mapToObj(String::valueOf)
            .collect(java.util.stream.Collectors.joining(","));
    var recurrence =
        recurring(
            "2026-01-02T18:00",
            "2026-01-02T18:01",
            "FREQ=YEARLY;INTERVAL=2;BYMONTH=1;BYMONTHDAY=2;BYHOUR="
                + "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23;BYMINUTE="
                + minutes);
    assertThatThrownBy(recurrence::requireUsable).hasMessageContaining("more than 1000 times");
  }

  private static Recurrence recurring(String start, String end, String rule) {
    return new Recurrence(LocalDateTime.parse(start), LocalDateTime.parse(end), AMSTERDAM, rule);
  }

  private static List<ChangeWindow> standing(Recurrence recurrence, String from, String until) {
    return recurrence.within(window(from, until)).toList();
  }

  private static ChangeWindow window(String start, String end) {
    return new ChangeWindow(Instant.parse(start), Instant.parse(end));
  }
}
