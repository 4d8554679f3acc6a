package org.changecontrol.problem.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where the web server sends what no handler answered. */
@Controller
class ErrorPages implements ErrorController {

  private final ErrorAnswers answers;

  ErrorPages(ErrorAnswers answers) {
    this.answers = answers;
  }

  @RequestMapping("${server.error.path:/error}")
  void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    answers.answer(
        asItCame(request),
        response,
        status instanceof Integer code ? code : HttpStatus.NOT_FOUND.value());
  }

  /** With the address that was asked for, in place of the one of errors. */
  private static HttpServletRequest asItCame(HttpServletRequest request) {
    Object address = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    return new HttpServletRequestWrapper(request) {
      @Override
      public String getRequestURI() {
        return address instanceof String uri ? uri : super.getRequestURI();
      }
    };
  }
}
