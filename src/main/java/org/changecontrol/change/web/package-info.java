/**
 * Changes over {@code /api}: takes requests in, hands them to the course of a change, shows the
 * record. Decides nothing.
 */
@org.jspecify.annotations.NullMarked
package org.changecontrol.change.web;
