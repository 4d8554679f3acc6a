package org.changecontrol.calendar;

import java.time.Duration;
import java.time.Instant;

/**
 * When work is planned: from start, inclusive, until end, exclusive.
 *
 * @throws IllegalArgumentException when the end is not after the start
 */
public record ChangeWindow(Instant start, Instant end) {

  public ChangeWindow {
    if (!end.isAfter(start)) {
      throw new IllegalArgumentException("the end of a window must be after its start");
    }
  }

  public boolean overlaps(ChangeWindow other) {
    return start.isBefore(other.end) && other.start.isBefore(end);
  }

  public boolean contains(Instant instant) {
    return !instant.isBefore(start) && instant.isBefore(end);
  }

  public Duration length() {
    return Duration.between(start, end);
  }
}
