/**
 * The change calendar: which items are booked when, the conflicts between bookings, and the freezes
 * and maintenance windows that say when may be worked on what. Owns when items are taken and when
 * they may be worked on; refuses to know why somebody wants them.
 */
@org.jspecify.annotations.NullMarked
package org.changecontrol.calendar;
