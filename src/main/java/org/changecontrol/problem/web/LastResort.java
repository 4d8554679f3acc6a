package org.changecontrol.problem.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers what escapes before or after a handler could be asked, above all a sign-in that cannot
 * reach the database: as a problem under {@code /api}, and at every door as an overload (503) where
 * it is one, and not as a fault.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 15)
class LastResort extends OncePerRequestFilter {

  private static final Logger log = LoggerFactory.getLogger(LastResort.class);

  private final ProblemWriter problems;
  private final ApiProblems ofApi;

  LastResort(ProblemWriter problems, ApplicationEventPublisher events) {
    this.problems = problems;
    this.ofApi = new ApiProblems(problems, events);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (IOException | ServletException | RuntimeException e) {
      if (response.isCommitted() || !answered(request, response, e)) {
        throw e;
      }
    }
  }

  private boolean answered(
      HttpServletRequest request, HttpServletResponse response, Exception exception)
      throws IOException {
    if (ofApi.resolveException(request, response, null, exception) != null) {
      return true;
    }
    if (!ApiProblems.isOverload(exception)) {
      return false;
    }
    log.warn("Refused {} {} for overload", request.getMethod(), request.getRequestURI(), exception);
    response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(ApiProblems.SECONDS_TO_COME_BACK));
    String path = ProblemWriter.path(request);
    if (path.startsWith("/engine-rest") || path.startsWith("/camunda/api")) {
      problems.writeForEngine(
          response, HttpStatus.SERVICE_UNAVAILABLE, "Overloaded", ApiProblems.OVERLOADED);
    } else {
      response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
    }
    return true;
  }
}
