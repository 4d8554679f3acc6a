package org.changecontrol.problem.web;

import java.util.ArrayList;
import java.util.List;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.Problem;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

/**
 * Which page of an answer is asked for. A parameter of this type in a handler of {@code /api} is
 * read from {@code ?page=&size=}; what is missing is page 0 of 50.
 *
 * @param number counted from 0
 * @param size how many at most, 1 to 500
 */
public record Paging(int number, int size) {

  /** How many a page holds where nobody asks for another number. */
  public static final int DEFAULT_SIZE = 50;

  /** How many a page may hold. */
  public static final int MAXIMUM_SIZE = 500;

  /** Totals are exact up to here; a count that has come this far plus one may stop. */
  public static final int COUNTED_UP_TO = 10_000;

  /**
   * @throws InvalidInput when the size is not 1 to 500, the number is negative, or the page lies
   *     beyond anything that can be counted
   */
  public Paging {
    List<Problem> problems = new ArrayList<>();
    if (size < 1 || size > MAXIMUM_SIZE) {
      problems.add(new Problem("size", size, "must be 1 to " + MAXIMUM_SIZE));
    }
    if (number < 0) {
      problems.add(new Problem("page", number, "must be 0 or more"));
    } else if (problems.isEmpty() && (long) number * size > Integer.MAX_VALUE - MAXIMUM_SIZE) {
      problems.add(
          new Problem("page", number, "lies too far out; narrow the query with its filters"));
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
  }

  /** How many come before this page. */
  public int offset() {
    return number * size;
  }

  /** The same in the words of Spring Data. */
  public PageRequest sortedBy(Sort sort) {
    return PageRequest.of(number, size, sort);
  }
}
