/**
 * Standard-change models: what a routine may do without being approved each time. Owns their
 * versions, from proposal to retirement, and says what of a piece of work a model does not cover;
 * refuses to change a version once it is proposed. Knows nothing of the changes that use it.
 */
@org.jspecify.annotations.NullMarked
package org.changecontrol.changemodel;
