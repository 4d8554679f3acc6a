package org.changecontrol.problem.web;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/**
 * Answers for the web server where it cannot read an address at all, with a NUL in it for example:
 * such a request belongs to no application and reaches no filter.
 */
@Component
class UnreadableAddresses
    implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

  private static final Logger log = LoggerFactory.getLogger(UnreadableAddresses.class);

  private final ErrorAnswers answers;

  UnreadableAddresses(ErrorAnswers answers) {
    this.answers = answers;
  }

  /** After the one that has the server's own page: who comes last answers first. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addContextCustomizers(
        context -> context.getParent().getPipeline().addValve(new Reported()));
  }

  private final class Reported extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
      int status = response.getStatus();
      if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
        return;
      }
      try {
        answers.answer(request, response, status);
      } catch (IOException | RuntimeException e) {
        log.debug("An unreadable request could not be answered", e);
      }
    }
  }
}
