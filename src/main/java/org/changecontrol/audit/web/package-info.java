/** The trail over HTTP, to read and to verify. Refuses every other method. */
@org.jspecify.annotations.NullMarked
package org.changecontrol.audit.web;
