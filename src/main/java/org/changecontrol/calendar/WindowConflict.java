package org.changecontrol.calendar;

/**
 * Another booking has the same item in an overlapping window.
 *
 * @param subject who holds the other booking, for example a change number
 * @param item the item both want
 */
public record WindowConflict(String subject, String item, ChangeWindow window) {}
