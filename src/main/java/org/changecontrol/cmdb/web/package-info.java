/**
 * The configuration database over {@code /api}: items, their history and relationships, and the
 * model. Owns reading; refuses to write, for a controlled item changes through a change.
 */
@org.jspecify.annotations.NullMarked
package org.changecontrol.cmdb.web;
