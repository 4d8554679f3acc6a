/**
 * The append-only, hash-chained trail and its verifier. Only listens: it refuses to be asked to
 * change or remove anything, and an action that it cannot write down does not happen.
 */
@org.jspecify.annotations.NullMarked
package org.changecontrol.audit;
