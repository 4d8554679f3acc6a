package org.changecontrol.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeLineTest {

  private static final Instant MIDNIGHT = Instant.parse("2026-03-03T00:00:00Z");

  @Test
  void stretchesThatOverlapOrTouchAreOne() {
    assertThat(line(4, 6, 0, 2, 1, 3, 6, 7)).isEqualTo(line(0, 3, 4, 7));
    assertThat(line(0, 9, 1, 2)).isEqualTo(line(0, 9));
  }

  @Test
  void aWindowIsHeldByOneStretchOnly() {
    assertThat(line(0, 2, 3, 5).holds(hours(0, 2))).isTrue();
    assertThat(line(0, 2, 2, 5).holds(hours(1, 4))).isTrue();
    assertThat(line(0, 2, 3, 5).holds(hours(1, 4))).isFalse();
    assertThat(line(0, 2).holds(hours(1, 3))).isFalse();
    assertThat(line().holds(hours(0, 1))).isFalse();
  }

  @Test
  void whatLiesInBoth() {
    assertThat(line(0, 4, 6, 9).and(line(2, 7))).isEqualTo(line(2, 4, 6, 7));
    assertThat(line(0, 4).and(line(4, 5))).isEqualTo(TimeLine.NEVER);
    assertThat(line(0, 4).and(TimeLine.NEVER)).isEqualTo(TimeLine.NEVER);
  }

  @Test
  void whatIsLeftWithoutTheOther() {
    assertThat(line(0, 10).without(line(2, 3, 5, 6))).isEqualTo(line(0, 2, 3, 5, 6, 10));
    assertThat(line(0, 10).without(line(0, 2, 9, 12))).isEqualTo(line(2, 9));
    assertThat(line(2, 4).without(line(0, 9))).isEqualTo(TimeLine.NEVER);
    assertThat(line(2, 4).without(line(5, 9))).isEqualTo(line(2, 4));
    assertThat(line(2, 4, 6, 8).without(line(3, 7))).isEqualTo(line(2, 3, 7, 8));
  }

  /** Pairs of hours. */
  private static TimeLine line(int... hours) {
    List<ChangeWindow> stretches = new ArrayList<>();
    for (int i = 0; i < hours.length; i += 2) {
      stretches.add(hours(hours[i], hours[i + 1]));
    }
    return TimeLine.of(stretches);
  }

  private static ChangeWindow hours(int from, int to) {
    return new ChangeWindow(
        MIDNIGHT.plus(Duration.ofHours(from)), MIDNIGHT.plus(Duration.ofHours(to)));
  }
}
