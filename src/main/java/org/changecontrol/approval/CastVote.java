package org.changecontrol.approval;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.changecontrol.policy.Section;
import org.jspecify.annotations.Nullable;

/**
 * A vote as it was cast.
 *
 * @param onBehalfOf whose vote it is where the voter stands in for him; null where it is his own
 * @param judged the hash of each section that the voter had before him
 * @param confirmsPriority1 whether the voter confirms that the linked incident has priority 1
 * @param intact whether the row still says what was written when it was cast
 */
record CastVote(
    String voter,
    @Nullable String onBehalfOf,
    Decision decision,
    String reason,
    Instant at,
    Map<Section, String> judged,
    boolean confirmsPriority1,
    boolean intact) {

  /** Whose one vote it is. */
  String place() {
    return onBehalfOf == null ? voter : onBehalfOf;
  }

  /** Everybody who has had his say with it: none of them has another. */
  Set<String> names() {
    return onBehalfOf == null || onBehalfOf.equals(voter) ? Set.of(voter) : Set.of(voter, place());
  }

  /**
   * Sections that are no longer what the voter judged; a section without a hash counts as changed.
   */
  Set<Section> outdated(Set<Section> sections, Map<Section, String> now) {
    Set<Section> outdated = EnumSet.noneOf(Section.class);
    for (var section : sections) {
      var then = judged.get(section);
      if (then == null || !then.equals(now.get(section))) {
        outdated.add(section);
      }
    }
    return outdated;
  }
}
