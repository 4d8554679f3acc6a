/**
 * The guard on deployment: proves on the models themselves what an adopter may not break when he
 * edits them. Owns how a process is walked from its starts through called parts, sub-processes and
 * events, and what is wrong with what is met on the way; refuses what it cannot follow. What has to
 * come before what is declared by the trade.
 *
 * @see org.changecontrol.engine.ModelControls
 */
@org.jspecify.annotations.NullMarked
package org.changecontrol.engine.guard;
