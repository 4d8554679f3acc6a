package org.changecontrol.change;

import java.util.Set;
import java.util.TreeSet;

/**
 * Who carries out the tasks of a change: those they are assigned to and those who reported one.
 * Each of them implements the change, and is barred from judging it.
 */
record Workforce(Set<String> people) {

  Workforce {
    people = new TreeSet<>(people);
  }

  Workforce with(String person) {
    var more = new TreeSet<>(people);
    more.add(person);
    return new Workforce(more);
  }
}
