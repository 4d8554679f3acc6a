package org.changecontrol.engine;

import java.util.List;

/** The models cannot run as they are; each problem names the file and the element. */
class ModelsRefused extends RuntimeException {

  private final List<String> problems;

  ModelsRefused(List<String> problems) {
    super("The models are refused:\n  " + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  List<String> problems() {
    return problems;
  }
}
