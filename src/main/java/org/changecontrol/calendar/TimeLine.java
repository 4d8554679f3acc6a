package org.changecontrol.calendar;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Stretches of time, earliest first, that neither overlap nor touch each other.
 *
 * @param stretches in that order
 */
record TimeLine(List<ChangeWindow> stretches) {

  static final TimeLine NEVER = new TimeLine(List.of());

  /** The stretches put together. */
  static TimeLine of(Collection<ChangeWindow> windows) {
    var together = new ArrayList<ChangeWindow>();
    windows.stream()
        .sorted(Comparator.comparing(ChangeWindow::start))
        .forEach(
            next -> {
              var last = together.isEmpty() ? null : together.get(together.size() - 1);
              if (last == null || next.start().isAfter(last.end())) {
                together.add(next);
              } else if (next.end().isAfter(last.end())) {
                together.set(together.size() - 1, new ChangeWindow(last.start(), next.end()));
              }
            });
    return new TimeLine(List.copyOf(together));
  }

  /** Whether all of the window lies in one of the stretches. */
  boolean holds(ChangeWindow window) {
    return stretches.stream()
        .anyMatch(
            stretch ->
                !stretch.start().isAfter(window.start()) && !stretch.end().isBefore(window.end()));
  }

  /** What lies in both. */
  TimeLine and(TimeLine other) {
    var both = new ArrayList<ChangeWindow>();
    for (var mine : stretches) {
      for (var theirs : other.stretches) {
        if (mine.overlaps(theirs)) {
          both.add(
              new ChangeWindow(
                  mine.start().isAfter(theirs.start()) ? mine.start() : theirs.start(),
                  mine.end().isBefore(theirs.end()) ? mine.end() : theirs.end()));
        }
      }
    }
    return of(both);
  }

  /** What is left of it without the other. */
  TimeLine without(TimeLine other) {
    var left = new ArrayList<ChangeWindow>();
    for (var mine : stretches) {
      var from = mine.start();
      for (var theirs : other.stretches) {
        if (theirs.end().isAfter(from) && theirs.start().isBefore(mine.end())) {
          if (theirs.start().isAfter(from)) {
            left.add(new ChangeWindow(from, theirs.start()));
          }
          from = theirs.end();
        }
      }
      if (from.isBefore(mine.end())) {
        left.add(new ChangeWindow(from, mine.end()));
      }
    }
    return of(left);
  }
}
