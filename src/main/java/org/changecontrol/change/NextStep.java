package org.changecontrol.change;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may happen to a change next.
 *
 * @param step by the name of the contract, for example {@code finish-implementation}
 * @param by groups or people who may take it
 * @param mine whether the present actor may
 * @param fields what the step is told
 * @param what which one it is, where the same step is due several times: the title of a task
 * @param seen for a vote: says what its gate judges as the change stands here; null for other steps
 */
public record NextStep(
    String step,
    List<String> by,
    boolean mine,
    String method,
    String href,
    List<String> fields,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String what,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String seen) {

  NextStep(
      String step, List<String> by, boolean mine, String method, String href, List<String> fields) {
    this(step, by, mine, method, href, fields, null, null);
  }
}
