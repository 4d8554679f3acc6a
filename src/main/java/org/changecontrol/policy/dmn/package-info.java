/**
 * The policy as DMN tables: reads and evaluates them. Owns what a rule of a table means to the rest
 * of the platform; refuses to let an engine type out, and keeps no decision history in the
 * database: what was asked and which rules matched is on the record of what it was asked for.
 */
@org.jspecify.annotations.NullMarked
package org.changecontrol.policy.dmn;
