package org.changecontrol.engine.guard;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CompensateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ComplexGateway;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.Transaction;
import org.jspecify.annotations.Nullable;

/** Nothing stands in a process that the guard cannot follow, and every task does something. */
final class Followable implements ProcessRule {

  @Override
  public List<String> problems(Processes processes, Walk everywhere) {
    List<String> problems = new ArrayList<>();
    processes
        .nodes()
        .forEach(
            node -> {
              String problem = problem(node);
              if (problem != null) {
                problems.add(node.named() + problem);
              }
            });
    return problems;
  }

  private static @Nullable String problem(Node node) {
    if (node.element() instanceof Transaction
        || node.element() instanceof ComplexGateway
        || node.event(CompensateEventDefinition.class) != null) {
      return "is a "
          + node.element().getElementType().getTypeName()
          + " that cannot be followed from its start to its end; use gateways and error events";
    }
    boolean works =
        node.element() instanceof ServiceTask
            || node.element() instanceof SendTask
            || node.element() instanceof BusinessRuleTask task
                && task.getCamundaDecisionRef() == null;
    return works && node.delegates().isEmpty()
        ? "does nothing: it names no delegate of the platform"
        : null;
  }
}
