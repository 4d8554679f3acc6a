package org.changecontrol.calendar;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Knows which items are booked when. A booking stands from submission until its subject ends. */
public interface ChangeCalendar {

  /** How many conflicts are told at most. */
  int MOST_CONFLICTS = 500;

  /** Books the items for the window; replaces what the subject had booked. */
  void book(String subject, Collection<String> items, ChangeWindow window);

  /** Books the items for the window, for a subject that has booked nothing yet. */
  void bookFirst(String subject, Collection<String> items, ChangeWindow window);

  /** Gives back all that the subject had booked. */
  void release(String subject);

  /**
   * No window that was ever booked is longer. What began earlier than that before a window does not
   * overlap it.
   */
  Duration longestWindow();

  /**
   * Bookings of others that have one of the items in an overlapping window, earliest first; at most
   * {@link #MOST_CONFLICTS}.
   */
  List<WindowConflict> conflicts(String subject, Collection<String> items, ChangeWindow window);
}
