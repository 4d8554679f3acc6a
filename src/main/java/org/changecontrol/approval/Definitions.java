package org.changecontrol.approval;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.changecontrol.policy.RequiredGate;
import org.changecontrol.policy.Section;

/** A required gate as it is kept with an opening, and how two of them compare. */
final class Definitions {

  private Definitions() {}

  static Map<String, Object> written(RequiredGate gate) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("key", gate.key());
    written.put("name", gate.name());
    written.put("group", gate.group());
    written.put("quorum", gate.quorum().name());
    written.put("votes", gate.votes());
    if (gate.votesIfPriority1() != null) {
      written.put("votesIfPriority1", gate.votesIfPriority1());
    }
    if (gate.percent() != null) {
      written.put("percent", gate.percent());
    }
    written.put("ownersVeto", gate.ownersVeto());
    written.put("judges", gate.judges().stream().map(Section::name).toList());
    written.put("overdueAfter", gate.overdueAfter().toString());
    if (gate.escalateTo() != null) {
      written.put("escalateTo", gate.escalateTo());
    }
    return written;
  }

  static RequiredGate read(Map<String, Object> written) {
    Set<Section> judges = EnumSet.noneOf(Section.class);
    if (written.get("judges") instanceof Collection<?> names) {
      names.forEach(name -> judges.add(Section.valueOf(name.toString())));
    }
    return new RequiredGate(
        text(written, "key"),
        text(written, "name"),
        text(written, "group"),
        RequiredGate.Quorum.valueOf(text(written, "quorum")),
        written.get("votes") instanceof Number votes ? votes.intValue() : 0,
        written.get("votesIfPriority1") instanceof Number votes ? votes.intValue() : null,
        written.get("percent") instanceof Number percent ? percent.intValue() : null,
        Boolean.TRUE.equals(written.get("ownersVeto")),
        judges,
        Duration.parse(text(written, "overdueAfter")),
        written.get("escalateTo") instanceof String group ? group : null);
  }

  /**
   * Whether what satisfies {@code bound} satisfies {@code demanded} as well; names and deadlines do
   * not matter.
   */
  static boolean covers(RequiredGate bound, RequiredGate demanded) {
    return bound.group().equals(demanded.group())
        && bound.quorum() == demanded.quorum()
        && bound.votes() >= demanded.votes()
        && least(bound) >= least(demanded)
        && share(bound) >= share(demanded)
        && (bound.ownersVeto() || !demanded.ownersVeto())
        && bound.judges().containsAll(demanded.judges());
  }

  /** The gate, judging these sections as well. */
  static RequiredGate judging(RequiredGate gate, Collection<Section> sections) {
    Set<Section> judges = EnumSet.copyOf(gate.judges());
    judges.addAll(sections);
    return with(gate, judges);
  }

  /** The gate, judging these sections and no others. */
  static RequiredGate judgingOnly(RequiredGate gate, Set<Section> sections) {
    return with(gate, sections);
  }

  private static RequiredGate with(RequiredGate gate, Set<Section> judges) {
    return new RequiredGate(
        gate.key(),
        gate.name(),
        gate.group(),
        gate.quorum(),
        gate.votes(),
        gate.votesIfPriority1(),
        gate.percent(),
        gate.ownersVeto(),
        judges,
        gate.overdueAfter(),
        gate.escalateTo());
  }

  private static int least(RequiredGate gate) {
    return gate.votesIfPriority1() == null ? gate.votes() : gate.votesIfPriority1();
  }

  private static int share(RequiredGate gate) {
    return gate.percent() == null ? 0 : gate.percent();
  }

  private static String text(Map<String, Object> written, String field) {
    return String.valueOf(written.get(field));
  }
}
