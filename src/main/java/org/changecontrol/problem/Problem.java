package org.changecontrol.problem;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with what was sent.
 *
 * @param field where, as the sender wrote it, for example {@code changeSet[2].attributes.vcpus}
 * @param value what stood there, or null when it was missing
 * @param problem what is wrong with it and what would be right
 */
public record Problem(String field, @Nullable Object value, String problem) {

  /** A required field that was not sent; null and the empty text count as missing. */
  public static Problem missing(String field) {
    return new Problem(field, null, "is required");
  }
}
