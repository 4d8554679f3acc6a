package org.changecontrol.problem.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.changecontrol.PlatformIT;
import org.changecontrol.identity.signin.Browser;
import org.junit.jupiter.api.Test;

/** What is said where nothing is, where nobody is let in, and where an address cannot be read. */
abstract class ErrorPageScenarios extends PlatformIT {

  private static final List<String> FOREIGN_WORDS =
      List.of("Whitelabel", "Apache Tomcat", "HTTP Status", "timestamp", "java.");

  @Test
  void aPersonReadsAPageWhereNothingIsOrHeIsNotLetIn() {
    Browser requester = Browser.signedIn(address(), "requester", "demo");

    assertPage(requester.page("/nothing/here"), 404, "There is no such thing");
    assertPage(requester.page("/camunda/app/admin/default/setup/"), 403, "Not allowed");
  }

  @Test
  void aScriptGetsProblemDetailsWhereNothingIs() {
    Browser requester = Browser.signedIn(address(), "requester", "demo");

    assertProblem(requester.get("/nothing/here"), 404, "/nothing/here");
  }

  @Test
  void anAddressThatCannotBeReadIsAnsweredInOurWords() {
    Browser requester = Browser.signedIn(address(), "requester", "demo");
    for (String address :
        List.of(
            "/%00",
            "/changes/%00",
            "//changes",
            "/changes;x=1",
            "/api/../changes",
            "/api/%2F../changes",
            "/api/%2e%2e/changes")) {
      HttpResponse<String> page = requester.page(address);
      HttpResponse<String> problem = requester.get(address);

      assertThat(page.statusCode()).as(address).isEqualTo(400);
      assertThat(page.body()).as(address).doesNotContain(FOREIGN_WORDS);
      assertProblem(problem, 400, address);
      if (!address.startsWith("/api")) {
        assertPage(page, 400, "The input is wrong");
      }
    }
  }

  private static void assertPage(HttpResponse<String> answer, int status, String title) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(answer.body())
        .contains("<h1>" + title + "</h1>", "href=\"/\"")
        .doesNotContain(FOREIGN_WORDS);
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String address) {
    assertThat(answer.statusCode()).as(address).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .as(address)
        .isEqualTo("application/problem+json");
    assertThat(answer.body())
        .contains("\"status\":" + status, "\"instance\":\"" + address + "\"")
        .doesNotContain(FOREIGN_WORDS);
  }
}
