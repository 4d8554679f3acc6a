package org.changecontrol.change;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.changecontrol.calendar.CalendarFeed;
import org.changecontrol.calendar.ChangeWindow;
import org.changecontrol.calendar.FreeSlot;
import org.changecontrol.calendar.StandingDate;
import org.changecontrol.calendar.WindowKind;
import org.changecontrol.calendar.WorkingTimes;
import org.changecontrol.policy.Risk;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The change schedule: what is planned when, beside the freezes and maintenance windows, and when a
 * change could be carried out instead.
 */
@Component
@Transactional(readOnly = true)
public class ChangeSchedule {

  /** How many changes the calendar shows at most. */
  static final int MOST_CHANGES = 1_000;

  private static final Duration FEED_BACK = Duration.ofDays(31);
  private static final Duration FEED_AHEAD = Duration.ofDays(366);

  /** What was never to be carried out, or is not any more. */
  private static final Set<ChangeState> NOT_PLANNED =
      Set.of(ChangeState.DRAFT, ChangeState.REJECTED, ChangeState.CANCELLED);

  private static final Set<ChangeState> UNDECIDED =
      Set.of(ChangeState.ASSESSING, ChangeState.AUTHORISING);

  private final ChangeRegister register;
  private final Changes changes;
  private final WorkingTimes workingTimes;
  private final TouchedItems touchedItems;
  private final Clock clock;

  ChangeSchedule(
      ChangeRegister register,
      Changes changes,
      WorkingTimes workingTimes,
      TouchedItems touchedItems,
      Clock clock) {
    this.register = register;
    this.changes = changes;
    this.workingTimes = workingTimes;
    this.touchedItems = touchedItems;
    this.clock = clock;
  }

  /**
   * A change in the calendar.
   *
   * @param risk null before the assessment
   */
  public record PlannedChange(
      ChangeNumber number,
      ChangeType type,
      ChangeState state,
      @Nullable String title,
      @Nullable Risk risk,
      boolean onHold,
      String requester,
      @Nullable String implementer,
      Instant start,
      Instant end) {}

  /**
   * What is planned in a stretch of time.
   *
   * @param more whether there is more than it holds; ask for a shorter stretch
   */
  public record Schedule(
      Instant from,
      Instant to,
      List<PlannedChange> changes,
      List<StandingDate> windows,
      boolean more) {}

  /** What is planned between two instants, earliest first. */
  public Schedule between(Instant from, Instant to) {
    var planned =
        changes.planned(from, to, NOT_PLANNED, Limit.of(MOST_CHANGES + 1)).stream()
            .map(Changes.Planned::inCalendar)
            .toList();
    var dates = workingTimes.dates(new ChangeWindow(from, to));
    return new Schedule(
        from,
        to,
        planned.subList(0, Math.min(MOST_CHANGES, planned.size())),
        dates,
        planned.size() > MOST_CHANGES || dates.size() >= WorkingTimes.MOST_DATES);
  }

  /**
   * When a change could be carried out, earliest first.
   *
   * @param length how long it takes; null for as long as it is planned to take, or an hour where
   *     nothing is planned
   */
  public List<FreeSlot> slots(String number, @Nullable Duration length, Duration ahead) {
    var change = register.change(number);
    var now = clock.instant();
    return workingTimes.freeSlots(
        number,
        touchedItems.of(change),
        length == null ? plannedLength(change) : length,
        new ChangeWindow(now, now.plus(ahead)));
  }

  private static Duration plannedLength(Change change) {
    var content = change.content();
    return content.plannedStart() == null || content.plannedEnd() == null
        ? Duration.ofHours(1)
        : change.window().length();
  }

  /**
   * The calendar of the last month and the next year as iCalendar (RFC 5545).
   *
   * @param pages the address of the platform, without a slash at the end
   */
  public String feed(String pages) {
    var now = clock.instant();
    var schedule = between(now.minus(FEED_BACK), now.plus(FEED_AHEAD));
    var feed = new CalendarFeed("Changes and freezes", now);
    schedule.changes().forEach(change -> feed.with(entry(change, pages)));
    schedule.windows().stream()
        .filter(date -> !date.suspended())
        .forEach(date -> feed.with(entry(date)));
    return feed.written();
  }

  private static CalendarFeed.Entry entry(PlannedChange change, String pages) {
    var says = new ArrayList<String>();
    says.add("State: " + change.state());
    if (change.risk() != null) {
      says.add("Risk: " + change.risk());
    }
    if (change.onHold()) {
      says.add("On hold");
    }
    if (change.implementer() != null) {
      says.add("Implementer: " + change.implementer());
    }
    return new CalendarFeed.Entry(
        change.number().value(),
        change.start(),
        change.end(),
        change.number() + (change.title() == null ? "" : " " + change.title()),
        String.join("\n", says),
        List.of("Change", change.type().name()),
        !UNDECIDED.contains(change.state()) && !change.onHold(),
        pages + "/changes/" + change.number());
  }

  private static CalendarFeed.Entry entry(StandingDate date) {
    var frozen = date.kind() == WindowKind.FREEZE;
    return new CalendarFeed.Entry(
        date.id() + "-" + date.start().getEpochSecond(),
        date.start(),
        date.end(),
        (frozen ? "Freeze: " : "Maintenance: ") + date.name(),
        date.reason(),
        List.of(frozen ? "Freeze" : "Maintenance"),
        true,
        null);
  }
}
