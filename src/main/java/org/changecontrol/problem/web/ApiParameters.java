package org.changecontrol.problem.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.RecordComponent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartRequest;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.WebUtils;

/**
 * Refuses query parameters and parts of a form that the handler does not declare, so that a
 * misspelt filter is a 400 and not a longer answer than was asked for. A parameter that takes one
 * value is taken once.
 */
final class ApiParameters implements HandlerInterceptor {

  /**
   * @param query names that may stand in the query; true where one may be repeated
   * @param parts names that may be parts of a form
   */
  private record Declared(Map<String, Boolean> query, Set<String> parts) {}

  private final Map<HandlerMethod, Declared> declared = new ConcurrentHashMap<>();

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method) {
      Declared taken =
          declared.computeIfAbsent(
              method.getResolvedFromHandlerMethod() == null
                  ? method
                  : method.getResolvedFromHandlerMethod(),
              ApiParameters::declaredBy);
      List<Problem> problems = new ArrayList<>();
      checkQuery(query(request.getQueryString()), taken, problems);
      MultipartRequest multipart = WebUtils.getNativeRequest(request, MultipartRequest.class);
      if (multipart != null) {
        checkParts(multipart, request, taken, problems);
      }
      if (!problems.isEmpty()) {
        throw new InvalidInput(problems);
      }
    }
    return true;
  }

  private static void checkQuery(
      Map<String, List<String>> sent, Declared taken, List<Problem> problems) {
    sent.forEach(
        (name, values) -> {
          Boolean repeatable = taken.query().get(name);
          if (repeatable == null) {
            problems.add(
                new Problem(name, values.get(0), "is not a query parameter here" + known(taken)));
          } else if (!repeatable && values.size() > 1) {
            problems.add(new Problem(name, values, "is taken once"));
          } else {
            for (String value : values) {
              if (value.indexOf('\0') >= 0) {
                problems.add(
                    new Problem(name, null, "holds the character U+0000, which no text may"));
              }
            }
          }
        });
  }

  private static void checkParts(
      MultipartRequest multipart,
      HttpServletRequest request,
      Declared taken,
      List<Problem> problems) {
    Set<String> sent = new LinkedHashSet<>(multipart.getMultiFileMap().keySet());
    sent.addAll(request.getParameterMap().keySet());
    sent.removeAll(query(request.getQueryString()).keySet());
    for (String name : sent) {
      if (!taken.parts().contains(name)) {
        problems.add(
            new Problem(
                name,
                null,
                "is not a part here; the parts are " + String.join(", ", taken.parts())));
      }
    }
  }

  private static String known(Declared taken) {
    return taken.query().isEmpty()
        ? "; none is taken"
        : "; taken are " + String.join(", ", taken.query().keySet());
  }

  /** The query alone: a form's fields do not count as query parameters. */
  private static Map<String, List<String>> query(@Nullable String query) {
    Map<String, List<String>> sent = new LinkedHashMap<>();
    if (query == null || query.isEmpty()) {
      return sent;
    }
    for (String pair : query.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        sent.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
      }
    }
    return sent;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new InvalidInput(
          new Problem("query", text, "is not percent-encoded as RFC 3986 has it"));
    }
  }

  private static Declared declaredBy(HandlerMethod method) {
    Map<String, Boolean> query = new LinkedHashMap<>();
    Set<String> parts = new LinkedHashSet<>();
    for (MethodParameter parameter : method.getMethodParameters()) {
      RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
      RequestPart part = parameter.getParameterAnnotation(RequestPart.class);
      if (part != null) {
        parts.add(name(part.name(), part.value(), parameter));
      } else if (named != null) {
        String name = name(named.name(), named.value(), parameter);
        query.put(name, takesMany(parameter.getParameterType()));
        parts.add(name);
      } else if (parameter.getParameterType() == Paging.class) {
        query.put("page", false);
        query.put("size", false);
      } else if (parameter.hasParameterAnnotation(ModelAttribute.class)
          && parameter.getParameterType().isRecord()) {
        for (RecordComponent component : parameter.getParameterType().getRecordComponents()) {
          query.put(component.getName(), takesMany(component.getType()));
        }
      }
    }
    return new Declared(query, parts);
  }

  private static boolean takesMany(Class<?> type) {
    return type.isArray() || Collection.class.isAssignableFrom(type);
  }

  private static String name(String name, String value, MethodParameter parameter) {
    if (!name.isEmpty()) {
      return name;
    }
    if (!value.isEmpty()) {
      return value;
    }
    return parameter.getParameter().getName();
  }
}
