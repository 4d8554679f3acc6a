package org.changecontrol.engine.guard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.jspecify.annotations.Nullable;

/**
 * Every user task is for somebody, shows a form, is answered for by a rule of the platform, and,
 * where it waits for an approval or a review, does not wait for ever.
 */
final class PeopleAtTasks implements ProcessRule {

  private final Set<String> known;
  private final Map<String, String> escalations;

  /**
   * @param known ids of the user tasks that a rule answers for
   * @param escalations user tasks that must be escalated, with the delegate that does it
   */
  PeopleAtTasks(Set<String> known, Map<String, String> escalations) {
    this.known = known;
    this.escalations = escalations;
  }

  @Override
  public List<String> problems(Processes processes, Walk everywhere) {
    List<String> problems = new ArrayList<>();
    Set<Node> met = new HashSet<>();
    for (Visit visit : everywhere.visits()) {
      if (visit.node().element() instanceof UserTask task && met.add(visit.node())) {
        for (String problem : problems(visit.node(), task)) {
          problems.add(visit.node().named() + problem + ": " + visit.path());
        }
      }
    }
    return problems;
  }

  private List<String> problems(Node node, UserTask task) {
    List<String> problems = new ArrayList<>();
    if (isBlank(task.getCamundaAssignee()) && isBlank(task.getCamundaCandidateGroups())) {
      problems.add("is for nobody; it has neither an assignee nor candidate groups");
    }
    if (isBlank(task.getCamundaFormRef())) {
      problems.add("shows no form");
    }
    if (!known.contains(node.id())) {
      problems.add("is known to no rule of the platform, so nobody could complete it");
    }
    String escalation = escalations.get(node.id());
    if (escalation != null && !isEscalated(node, escalation)) {
      problems.add(
          "may wait for ever; a timer on it that interrupts must lead to ${" + escalation + "}");
    }
    return problems;
  }

  private static boolean isEscalated(Node task, String delegate) {
    return task.boundaries().stream()
        .filter(event -> event.event(TimerEventDefinition.class) != null && event.interrupts())
        .anyMatch(event -> leadsTo(event, delegate, new HashSet<>()));
  }

  /** Without anybody having to do anything before. */
  private static boolean leadsTo(Node node, String delegate, Set<Node> met) {
    if (!met.add(node) || node.element() instanceof UserTask) {
      return false;
    }
    return node.delegates().contains(delegate)
        || node.outgoing().stream().anyMatch(flow -> leadsTo(flow.to(), delegate, met));
  }

  private static boolean isBlank(@Nullable String value) {
    return value == null || value.isBlank();
  }
}
