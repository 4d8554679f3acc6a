/**
 * Sign-in over HTTP: Basic for scripts, one form for pages and webapps. Owns who is let in, how
 * attackers are slowed and how long a sign-in lasts; refuses to know what the person who came in
 * may do.
 */
@org.jspecify.annotations.NullMarked
package org.changecontrol.identity.signin;
