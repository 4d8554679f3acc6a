package org.changecontrol.engine.guard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.changecontrol.engine.ModelControls;
import org.changecontrol.engine.guard.Visit.Frame;

/** On every path from a start, what touches something protected comes after a gate. */
final class GatesBeforeEffects implements ProcessRule {

  private final ModelControls controls;

  GatesBeforeEffects(ModelControls controls) {
    this.controls = controls;
  }

  @Override
  public List<String> problems(Processes processes, Walk everywhere) {
    if (controls.effects().isEmpty()) {
      return List.of();
    }
    Walk walk = new Walk(processes, controls);
    List<String> problems = new ArrayList<>();
    effectsWithoutAGate(walk, problems);
    if (problems.isEmpty()) {
      flowsThatNobodyTakes(walk, problems);
      endsThatTellNothing(walk, problems);
    }
    return problems;
  }

  /** The first on each path; what comes after it lacks the same. */
  private void effectsWithoutAGate(Walk walk, List<String> problems) {
    Set<Node> reported = new HashSet<>();
    for (Visit visit : walk.visits()) {
      Node node = visit.node();
      if (effects(node).isEmpty()
          || walk.marks().letThrough(visit.progress())
          || reported.contains(node)
          || visit.passes(reported::contains)) {
        continue;
      }
      reported.add(node);
      problems.add(
          node.named()
              + "touches "
              + controls.protectedThing()
              + " by ${"
              + String.join("}, ${", effects(node))
              + "} on a path that lacks "
              + walk.marks().lacking(visit.progress())
              + ": "
              + visit.path());
    }
  }

  private List<String> effects(Node node) {
    return node.delegates().stream().filter(controls.effects()::contains).toList();
  }

  private void flowsThatNobodyTakes(Walk walk, List<String> problems) {
    walk.neverTaken()
        .forEach(
            (flow, visit) ->
                problems.add(
                    flow.from().scope().file()
                        + ": "
                        + flow.id()
                        + " is for what was let through ("
                        + String.join(", ", walk.marks().proofs(flow))
                        + "), and no path to it has passed a gate; this one lacks "
                        + walk.marks().lacking(visit.progress())
                        + ": "
                        + visit.path()));
  }

  /**
   * What was let through inside a sub-process and what was not must leave it by different ends: the
   * path outside is the same.
   */
  private void endsThatTellNothing(Walk walk, List<String> problems) {
    Map<Frame, Set<Node>> with = new HashMap<>();
    Map<Frame, Map<Node, Visit>> without = new LinkedHashMap<>();
    for (Visit visit : walk.visits()) {
      Frame frame = visit.place().frame();
      if (frame.entered() == null || !finishes(visit)) {
        continue;
      }
      if (!walk.marks().letThrough(visit.progress())) {
        without
            .computeIfAbsent(frame, key -> new LinkedHashMap<>())
            .putIfAbsent(visit.node(), visit);
      } else if (!walk.marks().letThrough(visit.entry().progress())) {
        with.computeIfAbsent(frame, key -> new HashSet<>()).add(visit.node());
      }
    }
    without.forEach(
        (frame, ends) ->
            ends.forEach(
                (end, visit) -> {
                  if (with.getOrDefault(frame, Set.of()).contains(end)) {
                    problems.add(
                        end.named()
                            + "ends "
                            + frame.entered()
                            + " both for what a gate let through and for what it did not; give"
                            + " each an end of its own. This path lacks "
                            + walk.marks().lacking(visit.progress())
                            + ": "
                            + visit.path());
                  }
                }));
  }

  private static boolean finishes(Visit visit) {
    return visit.node().isEnd()
        && !visit.place().aside()
        && visit.node().event(ErrorEventDefinition.class) == null;
  }
}
