package org.changecontrol.policy;

import org.jspecify.annotations.Nullable;

/**
 * Tables that were put in force together. A change is judged to its end by the set it began with,
 * whatever is put in force meanwhile.
 *
 * @param id under which the set was deployed; null for the one that is in force now
 */
public record PolicySet(@Nullable String id) {

  /** What is in force now, for what begins now. */
  public static final PolicySet IN_FORCE = new PolicySet(null);

  public PolicySet {
    if (id != null && id.isBlank()) {
      throw new IllegalArgumentException("a set of policies has an id");
    }
  }
}
