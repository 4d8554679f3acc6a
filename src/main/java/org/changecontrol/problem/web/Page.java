package org.changecontrol.problem.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of an answer.
 *
 * @param content what is on it, in the order of the query
 * @param page where it lies in the whole
 */
public record Page<T>(List<T> content, Position page) {

  public Page {
    content = List.copyOf(content);
  }

  /**
   * @param number counted from 0
   * @param size how many it holds at most
   * @param totalElements exact up to 10 000
   * @param totalPages of the elements that were counted
   * @param more true where there are more than were counted, otherwise absent
   */
  public record Position(
      int number,
      int size,
      long totalElements,
      long totalPages,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean more) {}

  /**
   * @param counted how many there are in all; a count that stopped at 10 001 is enough
   */
  public static <T> Page<T> of(Paging paging, List<T> content, long counted) {
    boolean more = counted > Paging.COUNTED_UP_TO;
    long total = more ? Paging.COUNTED_UP_TO : counted;
    long pages = (total + paging.size() - 1) / paging.size();
    return new Page<>(
        content, new Position(paging.number(), paging.size(), total, pages, more ? true : null));
  }

  /** A page that Spring Data has read. */
  public static <T> Page<T> of(org.springframework.data.domain.Page<T> read) {
    return of(
        new Paging(read.getNumber(), read.getSize()), read.getContent(), read.getTotalElements());
  }

  public <R> Page<R> map(Function<? super T, ? extends R> shape) {
    return new Page<R>(content.stream().<R>map(shape).toList(), page);
  }
}
