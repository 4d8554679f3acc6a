package org.changecontrol.approval;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.changecontrol.policy.Section;

/**
 * A vote as it was cast.
 *
 * @param judged the hash of each section that the voter had before him
 * @param confirmsPriority1 whether the voter confirms that the linked incident has priority 1
 * @param intact whether the row still says what was written when it was cast
 */
record CastVote(
    String voter,
    Decision decision,
    String reason,
    Instant at,
    Map<Section, String> judged,
    boolean confirmsPriority1,
    boolean intact) {

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
