/**
 * Risk and approval policy: DMN tables behind a plain Java face. Owns how risk is rated and which
 * gates a change needs; refuses to decide anything when no rule matches (it fails closed).
 */
@org.jspecify.annotations.NullMarked
package org.changecontrol.policy;
