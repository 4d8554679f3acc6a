package org.changecontrol.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.changecontrol.calendar.Restrictions.Frozen;
import org.changecontrol.calendar.Restrictions.Outside;
import org.changecontrol.transaction.OncePerTransaction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Working times as the freezes and maintenance windows say that people have declared. */
@Component
@Transactional(readOnly = true)
class DeclaredWorkingTimes implements WorkingTimes {

  /** How many items are named with one freeze. */
  private static final int MOST_NAMED = 50;

  private static final long QUARTER = 15 * 60;

  private static final Duration A_YEAR = Duration.ofDays(366);

  /** A start is asked for twice: whether it may be, and when it is. */
  private final OncePerTransaction<String, InForce> inForce = new OncePerTransaction<>();

  private record InForce(Instant from, List<StandingWindow> windows) {}

  private final StandingWindows windows;
  private final ChangeCalendar calendar;

  DeclaredWorkingTimes(StandingWindows windows, ChangeCalendar calendar) {
    this.windows = windows;
    this.calendar = calendar;
  }

  @Override
  public Restrictions restrictions(
      ChangeWindow window, Supplier<? extends Collection<TouchedItem>> touched) {
    var inForce = inForceFrom(window.start());
    if (inForce.isEmpty()) {
      return Restrictions.NONE;
    }
    Collection<TouchedItem> items = touched.get();
    return new Restrictions(frozen(inForce, window, items), outside(inForce, window, items));
  }

  /** One that has ended before the later of two instants has no date after it. */
  private List<StandingWindow> inForceFrom(Instant from) {
    var read = inForce.get("", () -> new InForce(from, windows.inForceFrom(from)));
    return read.from().isAfter(from) ? windows.inForceFrom(from) : read.windows();
  }

  private static List<Frozen> frozen(
      List<StandingWindow> inForce, ChangeWindow window, Collection<TouchedItem> items) {
    var frozen = new ArrayList<Frozen>();
    for (var freeze : freezes(inForce, items)) {
      freeze
          .recurrence()
          .within(window)
          .findFirst()
          .ifPresent(
              standing ->
                  named(freeze.scope(), items)
                      .forEach(
                          item ->
                              frozen.add(
                                  new Frozen(freeze.number(), freeze.name(), item, standing))));
    }
    frozen.sort(Comparator.comparing(one -> one.standing().start()));
    return frozen;
  }

  private static List<StandingWindow> freezes(
      List<StandingWindow> inForce, Collection<TouchedItem> items) {
    return inForce.stream()
        .filter(window -> window.kind() == WindowKind.FREEZE)
        .filter(
            freeze -> freeze.scope().isWholeEstate() || !freeze.scope().covered(items).isEmpty())
        .toList();
  }

  private static List<@Nullable String> named(WindowScope scope, Collection<TouchedItem> items) {
    var named = new ArrayList<@Nullable String>();
    scope.covered(items).stream().limit(MOST_NAMED).forEach(item -> named.add(item.key()));
    if (named.isEmpty()) {
      named.add(null);
    }
    return named;
  }

  private static List<Outside> outside(
      List<StandingWindow> inForce, ChangeWindow window, Collection<TouchedItem> items) {
    var outside = new ArrayList<Outside>();
    maintained(inForce, items)
        .forEach(
            (maintenance, covered) -> {
              if (!dates(maintenance, window).holds(window)) {
                var numbers = maintenance.stream().map(StandingWindow::number).toList();
                var next = next(maintenance, window.start());
                covered.stream()
                    .limit(MOST_NAMED)
                    .forEach(item -> outside.add(new Outside(numbers, item.key(), next)));
              }
            });
    return outside;
  }

  /** The items that have maintenance windows, by the windows that cover them. */
  private static Map<List<StandingWindow>, List<TouchedItem>> maintained(
      List<StandingWindow> inForce, Collection<TouchedItem> items) {
    var maintained = new LinkedHashMap<List<StandingWindow>, List<TouchedItem>>();
    for (var item : items) {
      var covering =
          inForce.stream()
              .filter(window -> window.kind() == WindowKind.MAINTENANCE)
              .filter(window -> window.scope().covers(item))
              .toList();
      if (!covering.isEmpty()) {
        maintained.computeIfAbsent(covering, windows -> new ArrayList<>()).add(item);
      }
    }
    return maintained;
  }

  private static TimeLine dates(List<StandingWindow> standing, ChangeWindow range) {
    return TimeLine.of(
        standing.stream()
            .flatMap(window -> window.recurrence().within(range).limit(MOST_DATES))
            .toList());
  }

  private static @Nullable ChangeWindow next(List<StandingWindow> standing, Instant from) {
    var ahead = new ChangeWindow(from, from.plus(A_YEAR));
    return standing.stream()
        .flatMap(window -> window.recurrence().within(ahead).limit(1))
        .min(Comparator.comparing(ChangeWindow::start))
        .orElse(null);
  }

  @Override
  public List<FreeSlot> freeSlots(
      String subject, Collection<TouchedItem> touched, Duration length, ChangeWindow horizon) {
    var from = nextQuarter(horizon.start());
    if (!horizon.end().isAfter(from)) {
      return List.of();
    }
    var booked =
        calendar.conflicts(
            subject,
            touched.stream().map(TouchedItem::key).toList(),
            new ChangeWindow(from, horizon.end()));
    var until = knownUntil(booked, horizon.end());
    if (!until.isAfter(from)) {
      return List.of();
    }
    var known = new ChangeWindow(from, until);
    var inForce = windows.inForceFrom(from);
    var free =
        TimeLine.of(List.of(known))
            .without(TimeLine.of(booked.stream().map(WindowConflict::window).toList()))
            .without(dates(freezes(inForce, touched), known));
    for (var maintenance : maintained(inForce, touched).keySet()) {
      free = free.and(dates(maintenance, known));
    }
    return free.stretches().stream()
        .filter(stretch -> stretch.length().compareTo(length) >= 0)
        .limit(MOST_SLOTS)
        .map(stretch -> new FreeSlot(stretch.start(), stretch.start().plus(length), stretch.end()))
        .toList();
  }

  /** Where there are more bookings than are told, nothing is known behind the last of them. */
  private static Instant knownUntil(List<WindowConflict> booked, Instant end) {
    return booked.size() < ChangeCalendar.MOST_CONFLICTS
        ? end
        : booked.get(booked.size() - 1).window().start();
  }

  private static Instant nextQuarter(Instant instant) {
    var seconds = instant.getEpochSecond() + (instant.getNano() > 0 ? 1 : 0);
    return Instant.ofEpochSecond(-Math.floorDiv(-seconds, QUARTER) * QUARTER);
  }

  @Override
  public List<StandingDate> dates(ChangeWindow range) {
    return windows.onRecordFrom(range.start()).stream()
        .flatMap(window -> dates(window, range))
        .sorted(Comparator.comparing(StandingDate::start).thenComparing(date -> date.id().value()))
        .limit(MOST_DATES)
        .toList();
  }

  private static Stream<StandingDate> dates(StandingWindow window, ChangeWindow range) {
    return window
        .recurrence()
        .within(range)
        .limit(MOST_DATES)
        .map(
            date ->
                new StandingDate(
                    window.number(),
                    window.kind(),
                    window.name(),
                    date.start(),
                    date.end(),
                    window.scope(),
                    window.reason(),
                    window.isSuspended()));
  }
}
