package org.changecontrol.problem.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * What is answered where no handler was reached: a page to a person with a browser, the engine's
 * shape at the engine's doors, problem details to everybody else. Tells of the status and nothing
 * of what was sent.
 */
@Component
class ErrorAnswers {

  private final ProblemWriter problems;
  private final String page;

  ErrorAnswers(ProblemWriter problems) throws IOException {
    this.problems = problems;
    this.page =
        new ClassPathResource("error.html", ErrorAnswers.class)
            .getContentAsString(StandardCharsets.UTF_8);
  }

  /**
   * @param request the one that was refused, with its own address
   */
  void answer(HttpServletRequest request, HttpServletResponse response, int code)
      throws IOException {
    HttpStatus status = HttpStatus.resolve(code);
    HttpStatusCode known = status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    String path = ProblemWriter.path(request);
    if (path.startsWith("/engine-rest") || path.startsWith("/camunda/api")) {
      problems.writeForEngine(response, known, ProblemKind.of(known).name(), sentence(known));
    } else if (isForPerson(request)) {
      write(request, response, known);
    } else {
      problems.write(
          request, response, ProblemKind.of(known), known.value(), sentence(known), null, Map.of());
    }
  }

  private static boolean isForPerson(HttpServletRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return !ProblemWriter.isForApi(request)
        && accept != null
        && accept.contains(MediaType.TEXT_HTML_VALUE);
  }

  private void write(
      HttpServletRequest request, HttpServletResponse response, HttpStatusCode status)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    byte[] body =
        page.replace("{{base}}", HtmlUtils.htmlEscape(request.getContextPath()))
            .replace("{{title}}", ProblemKind.of(status).title())
            .replace("{{sentence}}", sentence(status))
            .getBytes(StandardCharsets.UTF_8);
    response.resetBuffer();
    response.setStatus(status.value());
    response.setContentType("text/html;charset=UTF-8");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.flushBuffer();
  }

  private static String sentence(HttpStatusCode status) {
    return switch (status.value()) {
      case 400 -> "The address or what was sent with it cannot be read in one way only.";
      case 401 -> "This needs a sign-in.";
      case 403 -> "This account has no part in it.";
      case 404 -> "Nothing is kept at this address.";
      case 405 -> "This address does not take that method.";
      case 503 -> ApiProblems.OVERLOADED;
      default ->
          status.is4xxClientError()
              ? "The request is not taken in this form."
              : "The platform failed; its log says why, at this time.";
    };
  }
}
