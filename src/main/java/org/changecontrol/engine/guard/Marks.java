package org.changecontrol.engine.guard;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.changecontrol.engine.ModelControls;
import org.changecontrol.engine.ModelGate;
import org.changecontrol.engine.ModelGate.Kind;
import org.changecontrol.engine.ModelGate.Step;

/** Keeps account of the gates along a path. */
final class Marks {

  private final ModelControls controls;
  private final List<ModelGate> gates;

  Marks(ModelControls controls) {
    this.controls = controls;
    this.gates = controls.gates();
  }

  Progress atStart() {
    return new Progress(Collections.nCopies(gates.size(), 0), "start");
  }

  /** At an element, before it has done anything but make void what came before. */
  Progress arrived(Node node, Progress before) {
    Message message = node.awaited();
    boolean isVoid =
        node.delegates().stream().anyMatch(controls.voids()::contains)
            || message != null
                && message.getName() != null
                && controls.voids().contains(message.getName());
    return isVoid ? new Progress(atStart().passed(), node.id()) : before;
  }

  /** When an element is done as it should be. */
  Progress left(Node node, Progress arrived) {
    Progress progress = arrived;
    for (String delegate : node.delegates()) {
      progress = passed(new Step(Kind.DELEGATE, delegate), progress);
    }
    return node.element() instanceof UserTask
        ? passed(new Step(Kind.USER_TASK, node.id()), progress)
        : progress;
  }

  /** When a process is called. */
  Progress called(Node node, Progress arrived) {
    String process = node.called();
    return process == null ? arrived : passed(new Step(Kind.CALL, process), arrived);
  }

  /** Whether the record, not the model, says for how many it is called. */
  boolean isStepOfAGate(Node call) {
    String process = call.called();
    return process != null
        && gates.stream().anyMatch(gate -> gate.steps().contains(new Step(Kind.CALL, process)));
  }

  Progress taken(Flow flow, Progress progress) {
    Progress further = progress;
    for (String fact : flow.affirmed()) {
      further = passed(new Step(Kind.FACT, fact), further);
    }
    return further;
  }

  /** The facts of a flow that the record affirms only of what was let through. */
  Set<String> proofs(Flow flow) {
    return flow.affirmed().stream().filter(controls.proofs()::contains).collect(Collectors.toSet());
  }

  /** Whether a gate is passed. */
  boolean letThrough(Progress progress) {
    return IntStream.range(0, gates.size())
        .anyMatch(i -> progress.passed().get(i) == gates.get(i).steps().size());
  }

  /** The next step that each gate waits for. */
  String lacking(Progress progress) {
    return IntStream.range(0, gates.size())
        .mapToObj(
            i ->
                gates.get(i).steps().get(progress.passed().get(i))
                    + " ("
                    + gates.get(i).name()
                    + ")")
        .collect(Collectors.joining(" or "));
  }

  private Progress passed(Step step, Progress progress) {
    Progress further = progress;
    for (int i = 0; i < gates.size(); i++) {
      int next = further.passed().get(i);
      List<Step> steps = gates.get(i).steps();
      if (next < steps.size() && steps.get(next).equals(step)) {
        further = further.with(i, next + 1);
      }
    }
    return further;
  }
}
