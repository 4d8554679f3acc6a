/** The doors of {@code /api} that answer what an outage reaches. */
@org.jspecify.annotations.NullMarked
package org.changecontrol.cmdb.impact.web;
