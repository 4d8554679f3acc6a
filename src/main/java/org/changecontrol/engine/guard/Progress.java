package org.changecontrol.engine.guard;

import java.util.ArrayList;
import java.util.List;

/**
 * How far a path has come.
 *
 * @param passed how many steps of each gate, in the order in which the gates are declared
 * @param since the element that made everything before it void, or the start
 */
record Progress(List<Integer> passed, String since) {

  Progress {
    passed = List.copyOf(passed);
  }

  Progress with(int gate, int steps) {
    List<Integer> further = new ArrayList<>(passed);
    further.set(gate, steps);
    return new Progress(further, since);
  }

  /**
   * Where branches meet that go on together: what any of them has passed, if nothing became void on
   * one of them meanwhile; otherwise what all of them have passed.
   */
  Progress together(Progress other) {
    boolean same = since.equals(other.since);
    List<Integer> joint = new ArrayList<>();
    for (int i = 0; i < passed.size(); i++) {
      int one = passed.get(i);
      int two = other.passed.get(i);
      joint.add(same ? Math.max(one, two) : Math.min(one, two));
    }
    return new Progress(joint, same ? since : since + "+" + other.since);
  }
}
