/**
 * The engine's side of identity: its user and group tables with dated membership, who may do what
 * with the engine, the sign-in of its webapps. Owns the grants of the platform's groups; refuses to
 * know how somebody proves who he is.
 */
@org.jspecify.annotations.NullMarked
package org.changecontrol.engine.identity;
