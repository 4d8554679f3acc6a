/**
 * The append-only, hash-chained trail and its verifier. Only listens: it refuses to be asked to
 * change or remove anything.
 */
@org.jspecify.annotations.NullMarked
package org.changecontrol.audit;
