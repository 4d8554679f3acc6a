package org.changecontrol.engine.guard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.changecontrol.engine.ModelControls;
import org.changecontrol.engine.guard.Visit.Frame;
import org.changecontrol.engine.guard.Visit.Place;
import org.jspecify.annotations.Nullable;

/**
 * Goes every way from the starts of all processes that may be started by themselves, into called
 * parts and sub-processes, through whatever event may come from outside at any moment, and keeps
 * the shortest path to each place for each state of the gates.
 */
final class Walk {

  private final Processes processes;
  private final Marks marks;
  private final Deque<Visit> open = new ArrayDeque<>();
  private final Set<State> met = new HashSet<>();
  private final List<Visit> visits = new ArrayList<>();
  private final Map<Flow, Visit> refused = new LinkedHashMap<>();
  private final Set<Flow> taken = new HashSet<>();
  private final Map<Place, Map<Flow, Set<Visit>>> waiting = new LinkedHashMap<>();

  private record State(Place place, Progress progress) {}

  Walk(Processes processes, ModelControls controls) {
    this.processes = processes;
    this.marks = new Marks(controls);
    for (Scope process : processes.startable()) {
      Frame frame = Frame.started(process);
      process
          .starts()
          .forEach(start -> arrive(new Place(frame, start, false), marks.atStart(), null));
    }
    while (!open.isEmpty()) {
      goOn(open.removeFirst());
    }
  }

  /** All that was met, the nearest first. */
  List<Visit> visits() {
    return visits;
  }

  Marks marks() {
    return marks;
  }

  /**
   * Flows that no path takes because the record would not affirm what they ask, each with the
   * nearest element that they lead from.
   */
  Map<Flow, Visit> neverTaken() {
    Map<Flow, Visit> never = new LinkedHashMap<>(refused);
    never.keySet().removeAll(taken);
    return never;
  }

  private void arrive(Place place, Progress before, @Nullable Visit from) {
    Progress progress = marks.arrived(place.node(), before);
    if (met.add(new State(place, progress))) {
      Visit visit = new Visit(place, progress, from);
      visits.add(visit);
      open.add(visit);
    }
  }

  private void goOn(Visit visit) {
    Place place = visit.place();
    Node node = place.node();
    interrupt(visit);
    Scope inside = node.isEventSubProcess() ? null : processes.inside(node);
    Progress left = marks.left(node, visit.progress());
    if (inside != null && !place.frame().isIn(inside)) {
      Frame frame = new Frame(inside, node, place.frame(), place.aside());
      Progress called = marks.called(node, left);
      inside.starts().forEach(start -> arrive(new Place(frame, start, false), called, visit));
      if (!node.isForEach() || marks.isStepOfAGate(node)) {
        return;
      }
    }
    if (node.isEnd()) {
      end(visit, left);
    } else {
      follow(place, left, visit);
    }
  }

  private void follow(Place from, Progress progress, Visit visit) {
    for (Node target : from.node().jumps()) {
      arrive(new Place(from.frame(), target, from.aside()), progress, visit);
    }
    for (Flow flow : from.node().outgoing()) {
      if (!marks.proofs(flow).isEmpty() && !marks.letThrough(progress)) {
        refused.putIfAbsent(flow, visit);
        continue;
      }
      taken.add(flow);
      Place to = new Place(from.frame(), flow.to(), from.aside());
      Progress further = marks.taken(flow, progress);
      if (flow.to().isParallelJoin()) {
        meet(to, flow, new Visit(from, further, visit));
      } else {
        arrive(to, further, visit);
      }
    }
  }

  /** A join goes on when every branch has come; each state of one meets each of the others. */
  private void meet(Place join, Flow flow, Visit branch) {
    Map<Flow, Set<Visit>> branches = waiting.computeIfAbsent(join, place -> new LinkedHashMap<>());
    boolean isNew =
        branches.computeIfAbsent(flow, key -> new LinkedHashSet<>()).stream()
            .noneMatch(other -> other.progress().equals(branch.progress()));
    if (!isNew) {
      return;
    }
    branches.get(flow).add(branch);
    if (branches.size() == join.node().incoming().size()) {
      Set<Progress> together = new LinkedHashSet<>(Set.of(branch.progress()));
      branches.forEach(
          (other, states) -> {
            if (!other.equals(flow)) {
              Set<Progress> wider = new LinkedHashSet<>();
              for (Progress one : together) {
                states.forEach(state -> wider.add(one.together(state.progress())));
              }
              together.clear();
              together.addAll(wider);
            }
          });
      together.forEach(progress -> arrive(join, progress, branch.before()));
    }
  }

  private void end(Visit visit, Progress progress) {
    Place place = visit.place();
    boolean main = !place.aside() || place.node().terminates();
    if (main && place.node().event(ErrorEventDefinition.class) == null) {
      finish(place.frame(), progress, visit);
    }
  }

  /** The outer frame goes on; an event sub-process that interrupted takes its scope along. */
  private void finish(Frame frame, Progress progress, Visit visit) {
    Node entered = frame.entered();
    Frame outer = frame.outer();
    if (entered == null || outer == null) {
      return;
    }
    if (!entered.isEventSubProcess()) {
      follow(new Place(outer, entered, frame.outerAside()), progress, visit);
    } else if (frame.scope().starts().stream().anyMatch(Node::interrupts)) {
      finish(outer, progress, visit);
    }
  }

  /** Events on the borders around an element and event sub-processes may come at any moment. */
  private void interrupt(Visit visit) {
    Place place = visit.place();
    place.node().boundaries().forEach(event -> interruptBy(event, place, visit));
    boolean aside = place.aside();
    for (Frame frame = place.frame(); frame != null; frame = frame.outer()) {
      for (Node sub : frame.scope().eventSubProcesses()) {
        Scope inside = sub.inner();
        if (inside != null) {
          Frame inner = new Frame(inside, sub, frame, aside);
          inside
              .starts()
              .forEach(start -> arrive(new Place(inner, start, false), visit.progress(), visit));
        }
      }
      Node entered = frame.entered();
      Frame outer = frame.outer();
      if (entered != null && outer != null) {
        Place around = new Place(outer, entered, frame.outerAside());
        entered.boundaries().forEach(event -> interruptBy(event, around, visit));
      }
      aside = frame.outerAside();
    }
  }

  private void interruptBy(Node event, Place attached, Visit visit) {
    boolean aside = attached.aside() || !event.interrupts();
    arrive(new Place(attached.frame(), event, aside), visit.progress(), visit);
  }
}
