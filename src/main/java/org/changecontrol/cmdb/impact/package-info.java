/**
 * Impact analysis: which items suffer from, or are needed by, others. Owns a compact picture of the
 * live estate and keeps it true to the database; refuses to judge what an impact means.
 */
@org.jspecify.annotations.NullMarked
package org.changecontrol.cmdb.impact;
