/**
 * The engine's side of a change: delegates and facts that the process models name (incoming), and
 * the course that starts and moves processes (outgoing). Decides nothing.
 */
@org.jspecify.annotations.NullMarked
package org.changecontrol.change.process;
