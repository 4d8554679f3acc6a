package org.changecontrol.problem;

import java.util.List;
import java.util.stream.Collectors;

/** The input is wrong; every problem is listed at once. HTTP status 400. */
public final class InvalidInput extends Refusal {

  private final List<Problem> problems;

  public InvalidInput(List<Problem> problems) {
    super(
        problems.stream()
            .map(problem -> problem.field() + " " + problem.problem())
            .collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  public InvalidInput(Problem problem) {
    this(List.of(problem));
  }

  /** All that is wrong, never empty, in the order of the input. */
  public List<Problem> problems() {
    return problems;
  }
}
