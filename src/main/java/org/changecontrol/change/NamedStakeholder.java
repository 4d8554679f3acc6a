package org.changecontrol.change;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stakeholder whom no ownership tells of: a person named him, and says why. Whoever is struck off
 * again stays on record.
 *
 * @param id its number within the change, from 1
 * @param struckOff null while he counts
 */
record NamedStakeholder(
    int id, Stakeholder who, String reason, String by, Instant at, @Nullable StruckOff struckOff) {

  /** By whom he was struck off, and why. */
  record StruckOff(String by, Instant at, String reason) {}

  boolean counts() {
    return struckOff == null;
  }

  NamedStakeholder struckOff(StruckOff why) {
    return new NamedStakeholder(id, who, reason, by, at, why);
  }

  /** A list in a column of its own. */
  record Roll(List<NamedStakeholder> list) {
    static final Roll EMPTY = new Roll(List.of());
  }
}
