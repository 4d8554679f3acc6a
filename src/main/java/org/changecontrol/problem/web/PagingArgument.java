package org.changecontrol.problem.web;

import java.util.ArrayList;
import java.util.List;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads {@code ?page=&size=} for handlers that take a {@link Paging}. */
final class PagingArgument implements HandlerMethodArgumentResolver {

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Paging.class;
  }

  @Override
  public Paging resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    List<Problem> problems = new ArrayList<>();
    int number = number(request, "page", 0, problems);
    int size = number(request, "size", Paging.DEFAULT_SIZE, problems);
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
    return new Paging(number, size);
  }

  private static int number(
      NativeWebRequest request, String name, int otherwise, List<Problem> problems) {
    String sent = request.getParameter(name);
    if (sent == null) {
      return otherwise;
    }
    try {
      return Integer.parseInt(sent);
    } catch (NumberFormatException e) {
      problems.add(new Problem(name, sent, UnreadableBody.right(int.class)));
      return otherwise;
    }
  }
}
