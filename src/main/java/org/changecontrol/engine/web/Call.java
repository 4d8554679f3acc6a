package org.changecontrol.engine.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call of an engine API, read in one way only: the same under each of the addresses at which
 * the engine serves it.
 *
 * @param method the HTTP method
 * @param segments the path below the API's root, decoded, for example {@code task, 4711, claim}
 */
record Call(String method, List<String> segments) {

  static final String ENGINE_REST = "/engine-rest";
  static final String WEBAPPS = "/camunda/api";

  private static final String WEBAPP_ENGINE = WEBAPPS + "/engine";

  Call {
    segments = List.copyOf(segments);
  }

  /**
   * Reads a request; empty where its address can be read in more than one way: dots, empty
   * segments, path parameters, slashes or percent signs in disguise.
   */
  static Optional<Call> read(HttpServletRequest request) {
    String uri = request.getRequestURI();
    String context = request.getContextPath();
    List<String> path = split(uri.substring(context == null ? 0 : context.length()));
    if (path == null || request.getHeader("X-HTTP-Method-Override") != null) {
      return Optional.empty();
    }
    return below(ENGINE_REST, path)
        .or(() -> below(WEBAPP_ENGINE, path))
        .map(Call::withoutEngineName)
        .or(() -> below(WEBAPPS, path).map(Call::ofWebapp))
        .map(segments -> new Call(request.getMethod(), segments));
  }

  /** The address as one text, for messages and the record. */
  String path() {
    return String.join("/", segments);
  }

  boolean isReading() {
    return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
  }

  private static Optional<List<String>> below(String root, List<String> path) {
    List<String> prefix = List.of(root.substring(1).split("/"));
    return path.size() >= prefix.size() && path.subList(0, prefix.size()).equals(prefix)
        ? Optional.of(path.subList(prefix.size(), path.size()))
        : Optional.empty();
  }

  /** {@code /engine/default/task} is the same as {@code /task}. */
  private static List<String> withoutEngineName(List<String> path) {
    return path.size() > 2 && path.get(0).equals("engine") ? path.subList(2, path.size()) : path;
  }

  private static List<String> ofWebapp(List<String> path) {
    List<String> segments = new ArrayList<>();
    segments.add("webapp");
    segments.addAll(path);
    return segments;
  }

  private static @Nullable List<String> split(String path) {
    if (!path.startsWith("/") || path.indexOf(';') >= 0 || path.indexOf('\\') >= 0) {
      return null;
    }
    String trimmed =
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    List<String> segments = new ArrayList<>();
    for (String raw : trimmed.substring(1).split("/", -1)) {
      String segment = decoded(raw);
      if (segment == null || segment.isEmpty() || segment.chars().allMatch(c -> c == '.')) {
        return null;
      }
      segments.add(segment);
    }
    return segments;
  }

  private static @Nullable String decoded(String raw) {
    String text;
    try {
      text = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
    boolean ambiguous =
        text.chars()
            .anyMatch(
                c ->
                    c == '/'
                        || c == '\\'
                        || c == ';'
                        || c == '%'
                        || c == '?'
                        || c == '#'
                        || c == 0xFFFD
                        || Character.isISOControl(c));
    return ambiguous ? null : text;
  }
}
