/** Freezes and maintenance windows over HTTP. */
@org.jspecify.annotations.NullMarked
package org.changecontrol.calendar.web;
