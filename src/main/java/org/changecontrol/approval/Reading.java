package org.changecontrol.approval;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.changecontrol.policy.Section;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What a voter had before him: the hash of each section that a gate judges. It is handed out with
 * the gate as one opaque text and comes back with the vote.
 */
record Reading(Map<Section, String> hashes) {

  static final String FIELD = "seen";

  private static final Pattern SECTION = Pattern.compile("([a-z]+)-([0-9a-f]{64})");

  /** The sections as they stand; one without a hash is left out, and so counts as changed. */
  static Reading of(Collection<Section> judged, Map<Section, String> now) {
    Map<Section, String> hashes = new EnumMap<>(Section.class);
    for (var section : judged) {
      var hash = now.get(section);
      if (hash != null) {
        hashes.put(section, hash);
      }
    }
    return new Reading(hashes);
  }

  /**
   * @throws InvalidInput when no gate has handed this out
   */
  static Reading parse(String seen) {
    Map<Section, String> hashes = new EnumMap<>(Section.class);
    for (var part : seen.split("\\.", -1)) {
      var said = SECTION.matcher(part);
      var section = said.matches() ? named(said.group(1)) : null;
      if (section == null || hashes.put(section, said.group(2)) != null) {
        throw new InvalidInput(
            new Problem(
                FIELD,
                seen.length() > 50 ? seen.substring(0, 50) + "…" : seen,
                "is nothing that a gate handed out; send it as the gate says, or leave it out"));
      }
    }
    return new Reading(hashes);
  }

  private static @Nullable Section named(String name) {
    for (var section : Section.values()) {
      if (section.name().toLowerCase(Locale.ROOT).equals(name)) {
        return section;
      }
    }
    return null;
  }

  /** The sections of what is there now that are others here, or were not read at all. */
  Set<Section> changedIn(Reading now) {
    Set<Section> changed = EnumSet.noneOf(Section.class);
    now.hashes()
        .forEach(
            (section, hash) -> {
              if (!hash.equals(hashes.get(section))) {
                changed.add(section);
              }
            });
    return changed;
  }

  @Override
  public String toString() {
    var text = new StringJoiner(".");
    hashes.forEach(
        (section, hash) -> text.add(section.name().toLowerCase(Locale.ROOT) + "-" + hash));
    return text.toString();
  }
}
