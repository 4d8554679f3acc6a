package org.changecontrol.calendar;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** Knows when may be worked on what: freezes and maintenance windows. */
public interface WorkingTimes {

  /** How many free slots are named at most. */
  int MOST_SLOTS = 50;

  /** How many dates a calendar shows at most. */
  int MOST_DATES = 5_000;

  /**
   * What stands against working on the items in the window; one query. Only an item that a
   * maintenance window covers can be outside of them.
   *
   * @param touched asked for only where any window is in force
   */
  Restrictions restrictions(
      ChangeWindow window, Supplier<? extends Collection<TouchedItem>> touched);

  /**
   * The next windows of that length in which the items are booked by nobody else, not frozen, and
   * within the maintenance windows that cover them; earliest first, at most {@link #MOST_SLOTS}.
   *
   * @param subject whose own bookings do not count
   * @param horizon where to look; slots begin at full quarters of an hour, or where something ends
   */
  List<FreeSlot> freeSlots(
      String subject, Collection<TouchedItem> touched, Duration length, ChangeWindow horizon);

  /**
   * The dates of all freezes and maintenance windows within the range, suspended ones too; earliest
   * first, at most {@link #MOST_DATES}.
   */
  List<StandingDate> dates(ChangeWindow range);
}
