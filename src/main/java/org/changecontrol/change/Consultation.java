package org.changecontrol.change;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.changecontrol.policy.Involvement;
import org.changecontrol.policy.Section;
import org.changecontrol.policy.Stake;

/**
 * How the stakeholders of a change were involved when its gates were determined last. It rests with
 * the change itself, so that a change about which nobody is asked costs no row and no question.
 *
 * @param round counts how often the questions were put anew because what they are about had
 *     changed; 0 while nobody was ever asked
 * @param sections what the questions are about, one hash per section
 * @param involvements what the policy said, once for each kind of stake
 */
record Consultation(
    int round, Instant at, Map<Section, String> sections, List<Involvement> involvements) {

  /** What an answer is about: how it is done, on what, and when. */
  static final Set<Section> ABOUT = Set.of(Section.PLAN, Section.SCOPE, Section.WINDOW);

  /** Whether anybody was ever asked about the change. */
  boolean everAsked() {
    return round > 0;
  }

  Involvement of(Stake stake) {
    return involvements.stream()
        .filter(involvement -> involvement.stake() == stake)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the policy was not asked about " + stake));
  }

  /** What a stakeholder has before him now. */
  static Map<Section, String> sectionsOf(Change change) {
    return Sections.of(change, List.of()).entrySet().stream()
        .filter(section -> ABOUT.contains(section.getKey()))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
  }

  /** The sections that are otherwise than they were for whoever answered. */
  static List<Section> moved(Map<Section, String> then, Map<Section, String> now) {
    return Arrays.stream(Section.values())
        .filter(ABOUT::contains)
        .filter(section -> !String.valueOf(now.get(section)).equals(then.get(section)))
        .toList();
  }
}
