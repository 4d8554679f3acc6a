package org.changecontrol.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.changecontrol.PlatformIT;
import org.junit.jupiter.api.Test;
import org.springframework.boot.http.client.ClientHttpRequestFactorySettings;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** What people look at, asked over HTTP. */
abstract class WorkspaceScenarios extends PlatformIT {

  private static final List<String> PAGES =
      List.of(
          "/",
          "/changes",
          "/changes/new",
          "/changes/CHG-000001",
          "/calendar",
          "/delegations",
          "/items",
          "/items/CI-000001",
          "/import");

  @Test
  void everyPageOpensForWhoeverIsSignedIn() {
    for (String page : PAGES) {
      var answer = browse(page, signedIn("auditor"));

      assertThat(answer.getStatusCode()).as(page).isEqualTo(HttpStatus.OK);
      assertThat(answer.getHeaders().getContentType())
          .as(page)
          .isNotNull()
          .matches(MediaType.TEXT_HTML::includes);
      assertThat(answer.getBody()).as(page).contains("/workspace/change-control.css");
    }
  }

  @Test
  void noPageOpensForWhoeverIsNotSignedIn() {
    for (String page : PAGES) {
      var answer = browse(page, new HttpHeaders());

      assertThat(answer.getStatusCode().is3xxRedirection()).as(page).isTrue();
      assertThat(answer.getHeaders().getLocation()).as(page).hasPath("/sign-in");
    }
  }

  @Test
  void peopleLearnWhoThePlatformTakesThemFor() {
    var me = as("requester2").getForObject(address() + "/api/me", JsonNode.class);

    assertThat(me.get("id").asText()).isEqualTo("requester2");
    assertThat(me.get("groups"))
        .extracting(JsonNode::asText)
        .containsExactly("peers", "requesters");
  }

  @Test
  void aTaskThatIsNotThereBelongsToNoChange() {
    var answer =
        as("peer").getForEntity(address() + "/api/tasks/no-such-task/change", JsonNode.class);

    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
    assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
  }

  @Test
  void theTasklistIsToldToLoadTheTab() {
    var headers = signedIn("peer");

    assertThat(browse("/camunda/app/tasklist/scripts/config.js", headers).getBody())
        .contains("scripts/change-tab");
    assertThat(browse("/camunda/app/tasklist/scripts/change-tab.js", headers).getBody())
        .contains("tasklist.task.detail");
    assertThat(browse("/workspace/change-view.js", headers).getStatusCode())
        .isEqualTo(HttpStatus.OK);
  }

  /** A browser after the sign-in page. */
  private HttpHeaders signedIn(String account) {
    var headers = new HttpHeaders();
    headers.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
    headers.setOrigin(address());
    var answer =
        stayingPut()
            .exchange(
                address() + "/sign-in",
                HttpMethod.POST,
                new HttpEntity<>("username=" + account + "&password=demo", headers),
                String.class);
    var session = new HttpHeaders();
    for (String cookie : answer.getHeaders().getOrEmpty(HttpHeaders.SET_COOKIE)) {
      session.add(HttpHeaders.COOKIE, cookie.substring(0, cookie.indexOf(';')));
    }
    return session;
  }

  private ResponseEntity<String> browse(String path, HttpHeaders session) {
    var headers = new HttpHeaders();
    headers.addAll(session);
    headers.setAccept(List.of(MediaType.TEXT_HTML, MediaType.ALL));
    return stayingPut()
        .exchange(address() + path, HttpMethod.GET, new HttpEntity<>(headers), String.class);
  }

  /** Does not follow redirects. */
  private TestRestTemplate stayingPut() {
    return http.withRequestFactorySettings(
        settings -> settings.withRedirects(ClientHttpRequestFactorySettings.Redirects.DONT_FOLLOW));
  }
}
