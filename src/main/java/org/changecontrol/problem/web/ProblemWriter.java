package org.changecontrol.problem.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.changecontrol.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Writes problem details, for filters and handlers that answer before or after a controller would.
 */
@Component
public class ProblemWriter {

  private static final int LONGEST_ECHO = 200;

  private final ObjectMapper json;

  public ProblemWriter(ObjectMapper json) {
    this.json = json;
  }

  /** Whether a request is for {@code /api}, the only door whose errors are written here. */
  public static boolean isForApi(HttpServletRequest request) {
    String path = path(request);
    return path.equals("/api") || path.startsWith("/api/");
  }

  static String path(HttpServletRequest request) {
    return request.getRequestURI().substring(request.getContextPath().length());
  }

  /**
   * Answers with problem details of the kind that belongs to the status. Headers that are set
   * already stay. Does nothing when the answer is under way.
   *
   * @param detail what is wrong with this request and what would be right
   */
  public void write(
      HttpServletRequest request,
      HttpServletResponse response,
      HttpStatusCode status,
      String detail)
      throws IOException {
    write(request, response, ProblemKind.of(status), status.value(), detail, null, Map.of());
  }

  /** The same for the engine's own APIs, in the engine's shape. */
  void writeForEngine(
      HttpServletResponse response, HttpStatusCode status, String type, String message)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("type", type);
    body.put("message", message);
    body.put("code", null);
    response.getOutputStream().write(json.writeValueAsBytes(body));
    response.flushBuffer();
  }

  void write(
      HttpServletRequest request,
      HttpServletResponse response,
      ProblemKind kind,
      int status,
      String detail,
      @Nullable List<Problem> errors,
      Map<String, Object> members)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(status);
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setHeader("Cache-Control", "no-store");
    ProblemDetails details =
        new ProblemDetails(
            kind.type(),
            kind.title(),
            status,
            wellFormed(detail),
            shortened(path(request)),
            errors == null ? null : errors.stream().map(this::echoing).toList(),
            members);
    byte[] body = json.writeValueAsBytes(details);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.flushBuffer();
  }

  /** A value is told back in short: who sent ten megabytes knows them. */
  private Problem echoing(Problem problem) {
    Object value = problem.value();
    Object echo;
    if (value == null || value instanceof Number || value instanceof Boolean) {
      echo = value;
    } else if (value instanceof CharSequence || value instanceof Enum<?>) {
      echo = shortened(value.toString());
    } else {
      echo = shortened(asJson(value));
    }
    return new Problem(shortened(problem.field()), echo, wellFormed(problem.problem()));
  }

  private String asJson(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (IOException e) {
      return value.toString();
    }
  }

  private static String shortened(String text) {
    return wellFormed(text.length() <= LONGEST_ECHO ? text : text.substring(0, LONGEST_ECHO) + "…");
  }

  /** Half a surrogate pair, sent or cut, cannot be written as UTF-8. */
  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
