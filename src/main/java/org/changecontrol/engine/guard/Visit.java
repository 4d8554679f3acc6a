package org.changecontrol.engine.guard;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An element met on a path.
 *
 * @param progress before the element has done its work
 * @param before where the path comes from; null at a start
 */
record Visit(Place place, Progress progress, @Nullable Visit before) {

  /**
   * Where something is entered: a process, or what it calls or contains.
   *
   * @param entered the element of the outer frame whose inside this is; null for a started process
   * @param outerAside whether the outer frame was entered by a branch that runs beside
   */
  record Frame(Scope scope, @Nullable Node entered, @Nullable Frame outer, boolean outerAside) {

    static Frame started(Scope process) {
      return new Frame(process, null, null, false);
    }

    boolean isIn(Scope other) {
      return scope == other || outer != null && outer.isIn(other);
    }
  }

  /**
   * An element in its frame.
   *
   * @param aside whether it is on a branch that runs beside the main one and cannot end it
   */
  record Place(Frame frame, Node node, boolean aside) {}

  Node node() {
    return place.node();
  }

  /** Whether the path to here meets an element of that kind. */
  boolean passes(Predicate<Node> kind) {
    for (Visit visit = before; visit != null; visit = visit.before) {
      if (kind.test(visit.node())) {
        return true;
      }
    }
    return false;
  }

  /** Where the path to here has entered its frame the last time. */
  Visit entry() {
    Visit entry = this;
    for (Visit visit = this; visit != null; visit = visit.before) {
      if (visit.place.frame().equals(place.frame())) {
        entry = visit;
        if (visit.node().isStart()) {
          break;
        }
      }
    }
    return entry;
  }

  /** The path from the start, by ids; those of a called process with its name. */
  String path() {
    Deque<String> path = new ArrayDeque<>();
    Visit first = this;
    while (first.before != null) {
      first = first.before;
    }
    String process = first.node().scope().process();
    for (Visit visit = this; visit != null; visit = visit.before) {
      Scope scope = visit.node().scope();
      path.addFirst(
          scope.process().equals(process)
              ? visit.node().id()
              : scope.process() + ":" + visit.node().id());
    }
    return String.join(" → ", path);
  }
}
