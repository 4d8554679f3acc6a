package org.changecontrol.engine.guard;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.LinkEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TerminateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.jspecify.annotations.Nullable;

/** An element of a process, with what leads to it and away from it. */
final class Node {

  static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

  private static final Pattern BEAN = Pattern.compile("\\s*[$#]\\{\\s*(\\w+)\\s*}\\s*");

  private final FlowNode element;
  private final Scope scope;
  private final List<Flow> incoming = new ArrayList<>();
  private final List<Flow> outgoing = new ArrayList<>();
  private final List<Node> boundaries = new ArrayList<>();
  private @Nullable Scope inner;
  private final Set<String> delegates = new LinkedHashSet<>();

  Node(FlowNode element, Scope scope) {
    this.element = element;
    this.scope = scope;
    collectDelegates(element.getDomElement());
  }

  /** What it runs itself and what listens to it; not what runs inside a sub-process. */
  private void collectDelegates(DomElement dom) {
    String own = dom.getAttribute(CAMUNDA, "delegateExpression");
    String expression = own == null ? dom.getAttribute("delegateExpression") : own;
    if (expression != null) {
      var bean = BEAN.matcher(expression);
      delegates.add(bean.matches() ? bean.group(1) : expression);
    }
    boolean isSubProcess = dom.getLocalName().equals("subProcess");
    for (DomElement child : dom.getChildElements()) {
      if (!isSubProcess || child.getLocalName().equals("extensionElements")) {
        collectDelegates(child);
      }
    }
  }

  void leadOn(Flow flow) {
    outgoing.add(flow);
  }

  void ledTo(Flow flow) {
    incoming.add(flow);
  }

  void attach(Node boundary) {
    boundaries.add(boundary);
  }

  void contain(Scope scope) {
    inner = scope;
  }

  FlowNode element() {
    return element;
  }

  String id() {
    return element.getId();
  }

  Scope scope() {
    return scope;
  }

  List<Flow> incoming() {
    return incoming;
  }

  List<Flow> outgoing() {
    return outgoing;
  }

  /** Events on its border. */
  List<Node> boundaries() {
    return boundaries;
  }

  /** The inside of a sub-process. */
  @Nullable Scope inner() {
    return inner;
  }

  /** The process that it calls. */
  @Nullable String called() {
    return element instanceof CallActivity call ? call.getCalledElement() : null;
  }

  /** The beans that it runs. */
  Set<String> delegates() {
    return delegates;
  }

  boolean isStart() {
    return element instanceof StartEvent;
  }

  boolean isEnd() {
    return element instanceof EndEvent;
  }

  boolean isEventSubProcess() {
    return element instanceof SubProcess sub && sub.triggeredByEvent();
  }

  /** Whether what happens here takes the place of what went on before. */
  boolean interrupts() {
    if (element instanceof BoundaryEvent boundary) {
      return boundary.cancelActivity();
    }
    return !(element instanceof StartEvent start) || start.isInterrupting();
  }

  boolean isParallelJoin() {
    return element instanceof ParallelGateway && incoming.size() > 1;
  }

  /** Whether it is done for each of many, of whom there may be none. */
  boolean isForEach() {
    return element instanceof Activity activity && activity.getLoopCharacteristics() != null;
  }

  List<EventDefinition> events() {
    if (element instanceof CatchEvent event) {
      return List.copyOf(event.getEventDefinitions());
    }
    return element instanceof ThrowEvent event
        ? List.copyOf(event.getEventDefinitions())
        : List.of();
  }

  <E extends EventDefinition> @Nullable E event(Class<E> kind) {
    return events().stream().filter(kind::isInstance).map(kind::cast).findFirst().orElse(null);
  }

  boolean terminates() {
    return event(TerminateEventDefinition.class) != null;
  }

  /** The name of the link that it jumps to or arrives from. */
  @Nullable String link() {
    LinkEventDefinition link = event(LinkEventDefinition.class);
    return link == null ? null : link.getName();
  }

  /** The elements of its scope at which a jump from here arrives. */
  List<Node> jumps() {
    String link = link();
    if (link == null || element instanceof CatchEvent) {
      return List.of();
    }
    return scope.nodes().stream()
        .filter(node -> node.element instanceof CatchEvent && link.equals(node.link()))
        .toList();
  }

  /** The message that it waits for. */
  @Nullable Message awaited() {
    if (element instanceof ReceiveTask task) {
      return task.getMessage();
    }
    MessageEventDefinition event = event(MessageEventDefinition.class);
    return event == null || !(element instanceof CatchEvent) ? null : event.getMessage();
  }

  /** How a refusal begins: the file and the element. */
  String named() {
    return scope.file() + ": " + id() + " ";
  }

  @Override
  public String toString() {
    return id();
  }
}
