package org.changecontrol.problem.web;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;
import org.changecontrol.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error of {@code /api}: problem details as RFC 9457 has them.
 *
 * @param type names the kind of problem; see {@link ProblemKind}
 * @param title the kind in words
 * @param status the HTTP status, again
 * @param detail what is wrong with this request
 * @param instance the path that was asked
 * @param errors for bad input: all that is wrong with it
 * @param members extension members, for example {@code nextSteps} or {@code incident}
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "errors"})
record ProblemDetails(
    String type,
    String title,
    int status,
    String detail,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String instance,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Problem> errors,
    @JsonAnyGetter Map<String, Object> members) {}
