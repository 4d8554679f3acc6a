/**
 * The change record, its change set, its states and the desk that moves it. Owns the life of a
 * change; refuses every effect on the estate that its approvals do not cover.
 */
@org.jspecify.annotations.NullMarked
package org.changecontrol.change;
