package org.changecontrol.engine.guard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SignalEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;
import org.changecontrol.engine.ModelControls;
import org.changecontrol.engine.guard.Visit.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Models and code call things by the same names: what a model waits for is sent, what it catches is
 * thrown, what is thrown is caught, and what the code starts is there.
 */
final class KnownWords implements ProcessRule {

  private final Set<String> started;
  private final Set<String> messages;
  private final Set<String> errors;

  KnownWords(List<ModelControls> controls) {
    started = all(controls.stream().map(ModelControls::processes));
    messages = all(controls.stream().map(ModelControls::messages));
    errors = all(controls.stream().map(ModelControls::errors));
  }

  private static Set<String> all(Stream<Set<String>> words) {
    return words.flatMap(Set::stream).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  @Override
  public List<String> problems(Processes processes, Walk everywhere) {
    List<String> problems = new ArrayList<>();
    for (String process : started) {
      if (processes.process(process) == null) {
        problems.add("bpmn/: the process " + process + ", which the platform starts, is missing");
      }
    }
    Set<String> signals = thrownSignals(processes);
    Set<Node> met = new HashSet<>();
    for (Visit visit : everywhere.visits()) {
      Node node = visit.node();
      uncaught(visit, problems);
      if (!met.add(node)) {
        continue;
      }
      for (String problem : problems(node, visit.place().frame(), processes, signals)) {
        problems.add(node.named() + problem + ": " + visit.path());
      }
    }
    return problems.stream().distinct().toList();
  }

  private List<String> problems(Node node, Frame frame, Processes processes, Set<String> signals) {
    List<String> problems = new ArrayList<>();
    Message message = node.awaited();
    if (message != null && !messages.contains(String.valueOf(message.getName()))) {
      problems.add("waits for the message " + message.getName() + ", which nothing sends");
    }
    if (node.element() instanceof ReceiveTask && message == null) {
      problems.add("waits for no message, so it waits for ever");
    }
    if (!(node.element() instanceof CatchEvent)) {
      return problems;
    }
    var signal = node.event(SignalEventDefinition.class);
    if (signal != null
        && (signal.getSignal() == null || !signals.contains(signal.getSignal().getName()))) {
      problems.add("waits for a signal that nothing sends");
    }
    String error = error(node);
    if (error != null
        && !errors.contains(error)
        && !thrownAround(node, frame, processes).contains(error)) {
      problems.add("catches the error " + error + ", which nothing throws there");
    }
    return problems;
  }

  private static void uncaught(Visit visit, List<String> problems) {
    Node node = visit.node();
    String error = error(node);
    if (error == null || !node.isEnd()) {
      return;
    }
    for (Frame frame = visit.place().frame(); frame != null; frame = frame.outer()) {
      Stream<Node> catching =
          Stream.concat(
              frame.scope().eventSubProcesses().stream()
                  .map(Node::inner)
                  .flatMap(inner -> inner == null ? Stream.of() : inner.starts().stream()),
              frame.entered() == null ? Stream.of() : frame.entered().boundaries().stream());
      if (catching.anyMatch(event -> error.equals(error(event)))) {
        return;
      }
    }
    problems.add(
        node.named() + "throws the error " + error + ", which nobody catches: " + visit.path());
  }

  /** The errors that ends throw inside what an event is attached to or starts in. */
  private static Set<String> thrownAround(Node node, Frame frame, Processes processes) {
    Set<String> thrown = new HashSet<>();
    if (node.isStart() && frame.outer() != null) {
      collect(frame.outer().scope(), processes, thrown, new HashSet<>());
    }
    for (Node other : node.scope().nodes()) {
      Scope inside = processes.inside(other);
      if (inside != null && other.boundaries().contains(node)) {
        collect(inside, processes, thrown, new HashSet<>());
      }
    }
    return thrown;
  }

  private static void collect(
      Scope scope, Processes processes, Set<String> thrown, Set<Scope> met) {
    if (!met.add(scope)) {
      return;
    }
    for (Node node : scope.nodes()) {
      String error = error(node);
      if (error != null && node.isEnd()) {
        thrown.add(error);
      }
      Scope inside = processes.inside(node);
      if (inside != null) {
        collect(inside, processes, thrown, met);
      }
    }
  }

  private static Set<String> thrownSignals(Processes processes) {
    return processes
        .nodes()
        .filter(node -> node.element() instanceof ThrowEvent)
        .map(node -> node.event(SignalEventDefinition.class))
        .flatMap(
            event ->
                event == null || event.getSignal() == null
                    ? Stream.of()
                    : Stream.of(event.getSignal().getName()))
        .collect(Collectors.toSet());
  }

  private static @Nullable String error(Node node) {
    ErrorEventDefinition event = node.event(ErrorEventDefinition.class);
    return event == null || event.getError() == null ? null : event.getError().getErrorCode();
  }
}
