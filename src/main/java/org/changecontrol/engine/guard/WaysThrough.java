package org.changecontrol.engine.guard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.jspecify.annotations.Nullable;

/**
 * Every element can be reached from where its scope starts, leads on, and from everywhere an end
 * can be reached.
 */
final class WaysThrough implements ProcessRule {

  @Override
  public List<String> problems(Processes processes, Walk everywhere) {
    List<String> problems = new ArrayList<>();
    processes.scopes().forEach(scope -> check(scope, problems));
    everywhere.visits().stream()
        .filter(visit -> isPartOf(visit, processes.process(visit.node().called())))
        .map(
            visit ->
                visit.node().named()
                    + "calls "
                    + visit.node().called()
                    + ", of which it is a part itself: "
                    + visit.path())
        .distinct()
        .forEach(problems::add);
    return problems;
  }

  private static boolean isPartOf(Visit visit, @Nullable Scope called) {
    return called != null && visit.place().frame().isIn(called);
  }

  private static void check(Scope scope, List<String> problems) {
    if (scope.starts().isEmpty()) {
      problems.add(scope.file() + ": " + scope + " has no start");
      return;
    }
    Set<Node> reached = closure(starts(scope), WaysThrough::onward);
    for (Node node : scope.nodes()) {
      if (!reached.contains(node) && isWorthTelling(node)) {
        problems.add(
            node.named()
                + "is reached on no path from a start; the way to it begins at "
                + String.join(" → ", wayTo(node)));
      }
      if (leadsNowhere(node)) {
        problems.add(node.named() + "leads nowhere and is no end: " + wayFromStart(scope, node));
      }
    }
    if (scope.nodes().stream().noneMatch(WaysThrough::leadsNowhere)) {
      neverEnding(scope, reached, problems);
    }
  }

  private static void neverEnding(Scope scope, Set<Node> reached, List<String> problems) {
    Set<Node> ending =
        closure(scope.nodes().stream().filter(Node::isEnd).toList(), WaysThrough::backward);
    scope.nodes().stream()
        .filter(reached::contains)
        .filter(node -> !ending.contains(node) && !node.isEventSubProcess())
        .findFirst()
        .ifPresent(
            node ->
                problems.add(node.named() + "never comes to an end: " + wayFromStart(scope, node)));
  }

  /** An end, or that from which the unreachable part begins. */
  private static boolean isWorthTelling(Node node) {
    return node.isEnd() || backward(node).isEmpty();
  }

  private static boolean leadsNowhere(Node node) {
    return node.outgoing().isEmpty()
        && node.jumps().isEmpty()
        && !node.isEnd()
        && !node.isEventSubProcess();
  }

  private static List<Node> starts(Scope scope) {
    return Stream.concat(scope.starts().stream(), scope.eventSubProcesses().stream()).toList();
  }

  private static List<Node> onward(Node node) {
    return Stream.of(
            node.outgoing().stream().map(Flow::to),
            node.boundaries().stream(),
            node.jumps().stream())
        .flatMap(Function.identity())
        .toList();
  }

  private static List<Node> backward(Node node) {
    List<Node> before =
        node.incoming().stream().map(Flow::from).collect(Collectors.toCollection(ArrayList::new));
    if (node.element() instanceof CatchEvent) {
      node.scope().nodes().stream()
          .filter(other -> other.boundaries().contains(node) || other.jumps().contains(node))
          .forEach(before::add);
    }
    return before;
  }

  private static Set<Node> closure(Collection<Node> from, Function<Node, List<Node>> neighbours) {
    Set<Node> all = new HashSet<>(from);
    Deque<Node> open = new ArrayDeque<>(from);
    while (!open.isEmpty()) {
      for (Node next : neighbours.apply(open.removeFirst())) {
        if (all.add(next)) {
          open.add(next);
        }
      }
    }
    return all;
  }

  private static List<String> wayTo(Node node) {
    Deque<String> way = new ArrayDeque<>();
    Set<Node> met = new HashSet<>();
    Node at = node;
    while (at != null && met.add(at)) {
      way.addFirst(at.id());
      at = backward(at).stream().filter(one -> !met.contains(one)).findFirst().orElse(null);
    }
    return List.copyOf(way);
  }

  /** The shortest way inside the scope. */
  private static String wayFromStart(Scope scope, Node to) {
    Deque<List<Node>> open = new ArrayDeque<>();
    starts(scope).forEach(start -> open.add(List.of(start)));
    Set<Node> met = new HashSet<>(starts(scope));
    while (!open.isEmpty()) {
      List<Node> way = open.removeFirst();
      Node last = way.get(way.size() - 1);
      if (last == to) {
        return way.stream().map(Node::id).collect(Collectors.joining(" → "));
      }
      for (Node next : onward(last)) {
        if (met.add(next)) {
          open.add(Stream.concat(way.stream(), Stream.of(next)).toList());
        }
      }
    }
    return to.id();
  }
}
