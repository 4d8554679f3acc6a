/**
 * The configuration database: item types, items, relationships, their history, impact, and the
 * controlled way to change them. Owns what the estate is and was; refuses to know why a change is
 * made: it records an opaque cause.
 */
@org.jspecify.annotations.NullMarked
package org.changecontrol.cmdb;
