package org.changecontrol.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.changecontrol.PlatformIT;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

abstract class CalendarScenarios extends PlatformIT {

  private static final Instant NINE = Instant.parse("2026-03-03T09:00:00Z");
  private static final AtomicInteger NUMBER = new AtomicInteger();

  @Autowired ChangeCalendar calendar;
  @Autowired JdbcTemplate table;

  private final String mine = "BOOKED-" + NUMBER.incrementAndGet();
  private final String switchItem = mine + "-switch";
  private final String routerItem = mine + "-router";

  @Test
  void twoWhoWantOneItemInOverlappingWindowsAreInConflict() {
    calendar.book(mine, List.of(switchItem, routerItem), hours(0, 2));

    assertThat(calendar.conflicts(mine + "b", List.of(switchItem), hours(1, 3)))
        .containsExactly(new WindowConflict(mine, switchItem, hours(0, 2)));
  }

  @Test
  void aWindowThatBeginsWhereTheOtherEndsIsFree() {
    calendar.book(mine, List.of(switchItem), hours(0, 2));
    assertThat(calendar.conflicts(mine + "b", List.of(switchItem), hours(2, 3))).isEmpty();
    assertThat(calendar.conflicts(mine + "b", List.of(switchItem), hours(-1, 0))).isEmpty();
    assertThat(calendar.conflicts(mine + "b", List.of(switchItem), hours(-1, 1))).hasSize(1);
    assertThat(calendar.conflicts(mine + "b", List.of(switchItem), hours(-5, 9))).hasSize(1);
  }

  @Test
  void nobodyIsInConflictWithHimself() {
    calendar.book(mine, List.of(switchItem), hours(0, 2));
    assertThat(calendar.conflicts(mine, List.of(switchItem), hours(0, 2))).isEmpty();
  }

  @Test
  void otherItemsAreFreeAndNoItemsMakeNoConflict() {
    calendar.book(mine, List.of(switchItem), hours(0, 2));
    assertThat(calendar.conflicts(mine + "b", List.of(routerItem), hours(0, 2))).isEmpty();
    assertThat(calendar.conflicts(mine + "b", List.of(), hours(0, 2))).isEmpty();
  }

  @Test
  void aNewBookingReplacesTheOldOneAndAReleasedOneIsGone() {
    calendar.book(mine, List.of(switchItem), hours(0, 2));
    calendar.book(mine, List.of(routerItem, routerItem), hours(4, 6));
    assertThat(calendar.conflicts(mine + "b", List.of(switchItem), hours(0, 2))).isEmpty();
    assertThat(calendar.conflicts(mine + "b", List.of(routerItem), hours(5, 7))).hasSize(1);
    calendar.release(mine);
    assertThat(calendar.conflicts(mine + "b", List.of(routerItem), hours(5, 7))).isEmpty();
  }

  @Test
  void aWindowLongerThanAnyBeforeIsStillFoundAtItsEnd() {
    calendar.book(mine, List.of(switchItem), hours(0, 24 * 400));
    assertThat(calendar.conflicts(mine + "b", List.of(switchItem), hours(24 * 399, 24 * 401)))
        .extracting(WindowConflict::subject)
        .containsExactly(mine);
  }

  @Test
  void conflictsComeEarliestFirstAndAtMostFiveHundred() {
    for (int other = 0; other < 6; other++) {
      List<String> items = new ArrayList<>();
      for (int item = 0; item < 100; item++) {
        items.add(mine + "-" + item);
      }
      calendar.book(mine + "-" + other, items, hours(10 - other, 20));
    }
    List<String> wanted = new ArrayList<>();
    for (int item = 0; item < 1_000; item++) {
      wanted.add(mine + "-" + item);
    }
    var conflicts = calendar.conflicts(mine, wanted, hours(12, 13));
    assertThat(conflicts).hasSize(500);
    assertThat(conflicts.get(0).subject()).isEqualTo(mine + "-5");
    assertThat(conflicts)
        .isSortedAccordingTo(java.util.Comparator.comparing(conflict -> conflict.window().start()));
  }

  @Test
  void aFullCalendarAnswersFromTheIndexOfTheItem() {
    List<Object[]> rows = new ArrayList<>();
    for (int row = 0; row < 20_000; row++) {
      var start = NINE.plus(Duration.ofMinutes(row % 5_000L * 90));
      rows.add(
          new Object[] {
            mine + "-full-" + row,
            mine + "-item-" + row % 200,
            start.atOffset(java.time.ZoneOffset.UTC),
            start.plus(Duration.ofHours(2)).atOffset(java.time.ZoneOffset.UTC)
          });
    }
    table.batchUpdate("insert into calendar_booking values (?, ?, ?, ?)", rows);
    calendar.conflicts(mine, List.of(mine + "-item-1"), hours(0, 2));

    long start = System.nanoTime();
    for (int check = 0; check < 20; check++) {
      calendar.conflicts(
          mine,
          List.of(mine + "-item-" + check, mine + "-item-" + (check + 100)),
          hours(100 * check, 100 * check + 4));
    }
    long each = (System.nanoTime() - start) / 20;

    assertThat(Duration.ofNanos(each)).isLessThan(Duration.ofMillis(200));
    assertThat(plan()).containsIgnoringCase("calendar_booking_item");
    table.update("delete from calendar_booking where subject like ?", mine + "-full-%");
  }

  private String plan() {
    return String.join(
        "\n",
        table.queryForList(
            """
            explain select subject from calendar_booking
             where item = '%s-item-1'
               and window_start < timestamp with time zone '2026-03-04 09:00:00+00:00'
               and window_start > timestamp with time zone '2026-02-01 09:00:00+00:00'
               and window_end > timestamp with time zone '2026-03-03 09:00:00+00:00'
            """
                .formatted(mine),
            String.class));
  }

  private static ChangeWindow hours(int from, int to) {
    return new ChangeWindow(NINE.plus(Duration.ofHours(from)), NINE.plus(Duration.ofHours(to)));
  }
}
