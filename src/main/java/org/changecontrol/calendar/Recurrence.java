package org.changecontrol.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.RfcMode;
import org.jspecify.annotations.Nullable;

/**
 * When a window stands: once, or again and again by a recurrence rule (RFC 5545, section 3.3.10).
 * It is told in what a clock in the zone shows, and so it recurs: from Friday 18:00 to Monday 06:00
 * stays so when clocks are set in between, whatever length that is. A time that the clocks leave
 * out or show twice is taken as RFC 5545, section 3.3.5, has it: as if they had not been set yet,
 * and the first of the two.
 *
 * @param start what the clock shows when it begins for the first time
 * @param end what the clock shows when it ends for the first time, exclusive; later than the start
 * @param rrule null: once
 */
record Recurrence(LocalDateTime start, LocalDateTime end, ZoneId zone, @Nullable String rrule) {

  /** Beginnings within 366 days. */
  static final int MOST_IN_A_YEAR = 1_000;

  /** The highest COUNT. */
  static final int MOST_COUNTED = 10_000;

  private static final int LOOKED_AT = 2 * MOST_IN_A_YEAR;

  Recurrence {
    if (!end.isAfter(start)) {
      throw new IllegalArgumentException("the end of a window must be after its start");
    }
  }

  /**
   * Refuses a rule that is none, that does not begin where the window begins, or by which the
   * window would stand in its own way.
   *
   * @throws UnusableRule saying what would be right
   */
  void requireUsable() {
    if (rrule == null) {
      return;
    }
    var rule = strict(rrule);
    requireModest(rule);
    try {
      requireApart(beginnings());
    } catch (IllegalArgumentException barren) {
      throw new UnusableRule("rrule", "never comes to a second date");
    }
  }

  private static RecurrenceRule strict(String rrule) {
    try {
      return new RecurrenceRule(rrule, RfcMode.RFC5545_STRICT);
    } catch (InvalidRecurrenceRuleException | IllegalArgumentException invalid) {
      throw new UnusableRule(
          "rrule",
          "is no recurrence rule of RFC 5545 such as FREQ=WEEKLY;BYDAY=FR (%s)"
              .formatted(invalid.getMessage()));
    }
  }

  private static void requireModest(RecurrenceRule rule) {
    if (rule.getFreq().compareTo(Freq.DAILY) > 0) {
      throw new UnusableRule(
          "rrule",
          "recurs more often than daily; FREQ must be DAILY, WEEKLY, MONTHLY or YEARLY, and BYHOUR"
              + " names several times of a day");
    }
    var until = rule.getUntil();
    if (until != null && (until.isAllDay() || until.isFloating())) {
      throw new UnusableRule(
          "rrule",
          "has an UNTIL that is no instant; it must be in UTC, such as UNTIL=20271231T225959Z");
    }
    if (rule.getCount() != null && rule.getCount() > MOST_COUNTED) {
      throw new UnusableRule("rrule", "has a COUNT above " + MOST_COUNTED);
    }
  }

  private void requireApart(Iterator<LocalDateTime> beginnings) {
    if (!beginnings.hasNext()) {
      throw new UnusableRule("rrule", "ends before the window has begun");
    }
    var first = beginnings.next();
    if (!first.equals(start)) {
      throw new UnusableRule(
          "start",
          "is no date of the rrule %s; the first one is %s: let it start there"
              .formatted(rrule, first));
    }
    var length = length();
    var last = first;
    var year = new ArrayDeque<LocalDateTime>();
    year.add(first);
    for (var looked = 1; looked < LOOKED_AT && beginnings.hasNext(); looked++) {
      var next = beginnings.next();
      if (next.isBefore(last.plus(length))) {
        throw new UnusableRule(
            "rrule",
            "begins again at %s, before the window that begins at %s has ended"
                .formatted(next, last));
      }
      year.add(next);
      while (year.getFirst().plusDays(366).isBefore(next)) {
        year.removeFirst();
      }
      if (year.size() > MOST_IN_A_YEAR) {
        throw new UnusableRule(
            "rrule", "begins more than %d times within a year".formatted(MOST_IN_A_YEAR));
      }
      last = next;
    }
  }

  /** An instant after which it does not stand any more; empty when it goes on without end. */
  Optional<Instant> lastsUntil() {
    if (rrule == null) {
      return Optional.of(end.atZone(zone).toInstant());
    }
    var rule = rule();
    if (rule.getUntil() != null) {
      return Optional.of(
          local(rule.getUntil()).plus(length()).plusDays(1).atZone(zone).toInstant());
    }
    if (rule.getCount() == null) {
      return Optional.empty();
    }
    var last = start;
    for (var all = beginnings(); all.hasNext(); ) {
      last = all.next();
    }
    return Optional.of(last.plus(length()).plusDays(1).atZone(zone).toInstant());
  }

  /** When it stands within the range, wholly or in part; earliest first, each as a whole. */
  Stream<ChangeWindow> within(ChangeWindow range) {
    var before = LocalDateTime.ofInstant(range.start(), zone).minus(length()).minusDays(1);
    var after = LocalDateTime.ofInstant(range.end(), zone).plusDays(1);
    return beginningsFrom(before)
        .takeWhile(beginning -> beginning.isBefore(after))
        .map(this::standing)
        .filter(Objects::nonNull)
        .filter(standing -> standing.overlaps(range));
  }

  private Stream<LocalDateTime> beginningsFrom(LocalDateTime from) {
    var beginnings = rrule == null ? null : rule().iterator(floating(start));
    if (beginnings == null) {
      return Stream.of(start);
    }
    if (from.isAfter(start)) {
      beginnings.fastForward(floating(from));
    }
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(
                beginnings(beginnings), Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .filter(beginning -> !beginning.isBefore(from));
  }

  private Iterator<LocalDateTime> beginnings() {
    return beginnings(rule().iterator(floating(start)));
  }

  private static Iterator<LocalDateTime> beginnings(
      org.dmfs.rfc5545.recur.RecurrenceRuleIterator iterator) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public LocalDateTime next() {
        return local(iterator.nextDateTime());
      }
    };
  }

  /** Null where the clocks leave all of it out. */
  private @Nullable ChangeWindow standing(LocalDateTime beginning) {
    var from = beginning.atZone(zone).toInstant();
    var until = beginning.plus(length()).atZone(zone).toInstant();
    var set = zone.getRules().getTransition(beginning);
    if (!until.isAfter(from) && set != null) {
      from = set.getInstant();
    }
    return until.isAfter(from) ? new ChangeWindow(from, until) : null;
  }

  /** In what the clock shows, not in time that passes. */
  private Duration length() {
    return Duration.between(start, end);
  }

  /** The rule in the time of the zone, as the window is told. */
  private RecurrenceRule rule() {
    var rule = strict(Objects.requireNonNull(rrule));
    var until = rule.getUntil();
    if (until != null) {
      rule.setUntil(
          floating(LocalDateTime.ofInstant(Instant.ofEpochMilli(until.getTimestamp()), zone)));
    }
    return rule;
  }

  private static DateTime floating(LocalDateTime time) {
    return new DateTime(
        time.getYear(),
        time.getMonthValue() - 1,
        time.getDayOfMonth(),
        time.getHour(),
        time.getMinute(),
        time.getSecond());
  }

  private static LocalDateTime local(DateTime time) {
    return LocalDateTime.of(
        time.getYear(),
        time.getMonth() + 1,
        time.getDayOfMonth(),
        time.getHours(),
        time.getMinutes(),
        time.getSeconds());
  }
}
