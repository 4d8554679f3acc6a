package org.changecontrol.engine.guard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.jspecify.annotations.Nullable;

/**
 * A process or a sub-process: elements that begin and end together. Flows are read from their own
 * source and target, as the engine does, not from what the elements say of them.
 */
final class Scope {

  private final String file;
  private final String process;
  private final @Nullable Node owner;
  private final Map<String, Node> nodes = new LinkedHashMap<>();

  private Scope(String file, String process, @Nullable Node owner) {
    this.file = file;
    this.process = process;
    this.owner = owner;
  }

  static Scope of(String file, Process process) {
    Scope scope = new Scope(file, process.getId(), null);
    scope.read(process.getFlowElements());
    return scope;
  }

  private void read(Collection<FlowElement> elements) {
    for (FlowElement element : elements) {
      if (element instanceof FlowNode node) {
        nodes.put(node.getId(), new Node(node, this));
      }
    }
    for (FlowElement element : elements) {
      if (element instanceof SequenceFlow flow) {
        connect(flow);
      } else if (element instanceof BoundaryEvent event && event.getAttachedTo() != null) {
        node(event.getAttachedTo().getId()).attach(node(event.getId()));
      } else if (element instanceof SubProcess sub) {
        Scope inner = new Scope(file, process, node(sub.getId()));
        inner.read(sub.getFlowElements());
        node(sub.getId()).contain(inner);
      }
    }
  }

  private void connect(SequenceFlow flow) {
    if (flow.getSource() != null && flow.getTarget() != null) {
      new Flow(node(flow.getSource().getId()), node(flow.getTarget().getId()), flow).connect();
    }
  }

  private Node node(String id) {
    Node node = nodes.get(id);
    if (node == null) {
      throw new IllegalArgumentException(
          file + ": " + id + " is connected with what is not in its own scope");
    }
    return node;
  }

  String file() {
    return file;
  }

  /** The id of the process that it is or belongs to. */
  String process() {
    return process;
  }

  /** The sub-process whose inside it is; null for a process. */
  @Nullable Node owner() {
    return owner;
  }

  Collection<Node> nodes() {
    return nodes.values();
  }

  List<Node> starts() {
    return nodes.values().stream().filter(Node::isStart).toList();
  }

  List<Node> eventSubProcesses() {
    return nodes.values().stream().filter(Node::isEventSubProcess).toList();
  }

  /** It and all that lies inside. */
  Stream<Scope> withInner() {
    List<Scope> all = new ArrayList<>(List.of(this));
    for (Node node : nodes.values()) {
      Scope inner = node.inner();
      if (inner != null) {
        all.addAll(inner.withInner().toList());
      }
    }
    return all.stream();
  }

  @Override
  public String toString() {
    return owner == null ? process : owner.id();
  }
}
