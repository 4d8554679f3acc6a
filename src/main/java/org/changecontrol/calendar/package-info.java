/**
 * The change calendar: booked windows and the conflicts between them. Owns when items are taken;
 * refuses to know why.
 */
@org.jspecify.annotations.NullMarked
package org.changecontrol.calendar;
