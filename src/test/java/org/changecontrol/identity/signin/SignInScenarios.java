package org.changecontrol.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.changecontrol.PlatformIT;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

abstract class SignInScenarios extends PlatformIT {

  @Autowired IdentityService identity;
  @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping;

  // --- nobody signed in (abuse case 1)

  @Test
  void nobodySignedInGetsNothingAnywhereButHealthAndTheSignInPage() {
    List<String> open = new ArrayList<>();
    for (String route : routes()) {
      HttpStatus script = status(get(route, "*/*"));
      ResponseEntity<String> browser = get(route, "text/html,application/xhtml+xml,*/*;q=0.8");
      String to = String.valueOf(browser.getHeaders().getLocation());
      if (script != HttpStatus.UNAUTHORIZED
          || status(browser) != HttpStatus.FOUND
          || !to.contains("/sign-in")) {
        open.add(route + ": " + script + ", browser " + browser.getStatusCode() + " " + to);
      }
    }

    assertThat(open).isEmpty();
  }

  @Test
  void healthIsOpenAndTellsNoDetails() {
    ResponseEntity<JsonNode> health = http.getForEntity("/actuator/health", JsonNode.class);

    assertThat(health.getStatusCode()).isEqualTo(HttpStatus.OK);
    assertThat(health.getBody().has("components")).isFalse();
  }

  @Test
  void aScriptIsAskedForCredentialsInTheShapeOfItsDoor() {
    ResponseEntity<JsonNode> api = http.getForEntity("/api/types", JsonNode.class);
    assertThat(api.getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
    assertThat(api.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
    assertThat(api.getHeaders().getFirst(HttpHeaders.WWW_AUTHENTICATE)).startsWith("Basic ");
    assertThat(api.getBody().get("status").intValue()).isEqualTo(401);

    ResponseEntity<JsonNode> engine = http.getForEntity("/engine-rest/task", JsonNode.class);
    assertThat(engine.getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
    assertThat(engine.getHeaders().getFirst(HttpHeaders.WWW_AUTHENTICATE)).startsWith("Basic ");
    assertThat(engine.getBody().fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("type", "message", "code");
  }

  @Test
  void aScriptInAPageDoesNotMakeTheBrowserAskForAPassword() {
    HttpResponse<String> answer =
        new Browser(address()).call("GET", "/api/types", "", "X-Requested-With", "XMLHttpRequest");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
        .doesNotStartWith("Basic");
  }

  // --- signing in and out

  @Test
  void whoSignsInArrivesWhereHeWantedToGo() {
    Browser browser = new Browser(address());
    String wanted = "/camunda/app/tasklist/default/?filter=x";

    String asked = Browser.location(browser.page(wanted));
    assertThat(asked).contains("/sign-in?to=%2Fcamunda%2Fapp%2Ftasklist%2Fdefault%2F%3Ffilter%3Dx");
    assertThat(browser.page("/sign-in?to=" + wanted).body())
        .contains("Change Control", "value=\"" + wanted + "\"");
    HttpResponse<String> in =
        browser.submit("/sign-in", "username", "peer", "password", "demo", "to", wanted);

    assertThat(Browser.location(in)).endsWith(wanted);
    assertThat(browser.page(wanted).statusCode()).isEqualTo(200);
  }

  @Test
  void oneSignInOpensThePagesTheWebappsAndTheApi() {
    Browser browser = Browser.signedIn(address(), "manager", "demo");

    var tasklist = browser.page("/camunda/app/tasklist/default/");
    assertThat(tasklist.statusCode()).isEqualTo(200);
    assertThat(tasklist.headers().firstValue("Cache-Control"))
        .as("its scripts are allowed by a word that is new each time")
        .hasValueSatisfying(kept -> assertThat(kept).contains("no-store"));
    assertThat(browser.page("/camunda/app/cockpit/default/").statusCode()).isEqualTo(200);
    assertThat(browser.get("/camunda/api/admin/auth/user/default").body())
        .contains("\"userId\":\"manager\"");
    assertThat(browser.get("/camunda/api/engine/engine/default/task").statusCode()).isEqualTo(200);
    assertThat(browser.get("/api/types").statusCode()).isEqualTo(200);
    assertThat(browser.get("/engine-rest/task").statusCode()).isEqualTo(200);
  }

  @Test
  void aWebappThatIsNotForTheRoleStaysClosed() {
    Browser browser = Browser.signedIn(address(), "requester", "demo");

    assertThat(browser.page("/camunda/app/cockpit/default/").statusCode()).isNotEqualTo(200);
    assertThat(browser.page("/camunda/app/admin/default/").statusCode()).isNotEqualTo(200);
  }

  @Test
  void theSignInOutlivesTheSessionOfANode() {
    Browser browser = Browser.signedIn(address(), "peer", "demo");
    browser.page("/camunda/app/tasklist/default/");
    browser.forget("JSESSIONID");

    assertThat(browser.get("/camunda/api/engine/engine/default/task").statusCode()).isEqualTo(200);
    assertThat(browser.get("/camunda/api/admin/auth/user/default").body()).contains("peer");
  }

  @Test
  void signingOutEndsEverythingAtOnce() {
    Browser browser = Browser.signedIn(address(), "peer", "demo");
    browser.page("/camunda/app/tasklist/default/");
    String stolen = browser.cookies();

    HttpResponse<String> out = browser.submit("/sign-out");

    assertThat(Browser.location(out)).contains("/sign-in?signed-out");
    Browser thief = new Browser(address());
    for (String path :
        List.of("/api/types", "/engine-rest/task", "/camunda/api/engine/engine/default/task")) {
      assertThat(browser.get(path).statusCode()).as(path).isEqualTo(401);
      assertThat(thief.call("GET", path, "", "Cookie", stolen).statusCode())
          .as(path + " with the old cookies")
          .isEqualTo(401);
    }
  }

  @Test
  void theFormOfAWebappLeadsToTheSameSignIn() {
    Browser browser = new Browser(address());
    String form = "/camunda/api/admin/auth/user/default/login/tasklist";

    assertThat(browser.submit(form, "username", "peer", "password", "wrong").statusCode())
        .isEqualTo(401);
    assertThat(browser.submit(form, "username", "operator", "password", "demo").statusCode())
        .as("Tasklist is not for operators")
        .isEqualTo(403);
    HttpResponse<String> in = browser.submit(form, "username", "peer", "password", "demo");

    assertThat(in.statusCode()).isEqualTo(200);
    assertThat(in.body()).contains("\"userId\":\"peer\"", "tasklist").doesNotContain("cockpit");
    assertThat(browser.get("/api/types").statusCode()).isEqualTo(200);
    assertThat(browser.submit("/camunda/api/admin/auth/user/default/logout").statusCode())
        .isEqualTo(200);
    assertThat(browser.get("/api/types").statusCode()).isEqualTo(401);
  }

  @Test
  void aWrongPasswordIsToldOnThePageAndWhatWasTypedIsNotRepeated() {
    Browser browser = new Browser(address());
    HttpResponse<String> answer =
        browser.submit(
            "/sign-in", "username", "<b>x</b>", "password", "wrong", "to", "/changes/CHG-000001");

    assertThat(Browser.location(answer)).contains("/sign-in?refused&to=%2Fchanges");
    String page = browser.page("/sign-in?refused&to=%22%3E%3Cscript%3E").body();
    assertThat(page).contains("role=\"alert\"", "Wrong name or password");
    assertThat(page).doesNotContain("\"><script>");
  }

  // --- guessing (abuse case 18)

  @Test
  void tenWrongPasswordsSlowTheGuesserAndShutNobodyOut() throws IOException {
    String approver = person("cab");

    List<String> answers = new ArrayList<>();
    do {
      answers.add(basicFromElsewhere(approver, "wrong" + answers.size()));
    } while (answers.get(answers.size() - 1).startsWith("HTTP/1.1 401") && answers.size() < 20);

    assertThat(answers).hasSizeBetween(6, 15);
    assertThat(answers.get(answers.size() - 1))
        .startsWith("HTTP/1.1 429")
        .contains("Retry-After: ");
    assertThat(status(as(approver, "right-password-1").getForEntity("/api/types", String.class)))
        .as("the approver himself")
        .isEqualTo(HttpStatus.OK);
    Browser.signedIn(address(), approver, "right-password-1");
    assertThat(identity.checkPassword(approver, "right-password-1")).isTrue();
  }

  @Test
  void theEngineItselfLocksNobodyOutAndTellsNobodyWhetherAPasswordIsRight() {
    String approver = person("cab");
    for (int i = 0; i < 15; i++) {
      identity.checkPassword(approver, "wrong");
    }

    assertThat(identity.checkPassword(approver, "right-password-1")).isTrue();
    for (String route :
        List.of("/engine-rest/identity/verify", "/engine-rest/engine/default/identity/verify")) {
      HttpHeaders headers = new HttpHeaders();
      headers.setContentType(MediaType.APPLICATION_JSON);
      assertThat(
              status(
                  as("peer")
                      .postForEntity(
                          route,
                          new org.springframework.http.HttpEntity<>(
                              "{\"username\":\"%s\",\"password\":\"right-password-1\"}"
                                  .formatted(approver),
                              headers),
                          String.class)))
          .isEqualTo(HttpStatus.FORBIDDEN);
    }
  }

  // --- what was true a moment ago

  @Test
  void aNewPasswordEndsTheOldOneEverywhereAtOnce() {
    String person = person("peers");
    Browser browser = Browser.signedIn(address(), person, "right-password-1");
    assertThat(status(as(person, "right-password-1").getForEntity("/api/types", String.class)))
        .isEqualTo(HttpStatus.OK);

    User user = identity.createUserQuery().userId(person).singleResult();
    user.setPassword("another-password-2");
    identity.saveUser(user);

    assertThat(status(as(person, "right-password-1").getForEntity("/api/types", String.class)))
        .isEqualTo(HttpStatus.UNAUTHORIZED);
    assertThat(browser.get("/api/types").statusCode()).isEqualTo(401);
    assertThat(status(as(person, "another-password-2").getForEntity("/api/types", String.class)))
        .isEqualTo(HttpStatus.OK);
  }

  @Test
  void whoLosesAGroupOrHisAccountHasLostItAtTheNextRequest() {
    String person = person("peers");
    Browser browser = Browser.signedIn(address(), person, "right-password-1");
    browser.page("/camunda/app/tasklist/default/");
    String filters = "/camunda/api/engine/engine/default/filter";
    assertThat(browser.get(filters).body()).contains("My approvals");
    assertThat(as(person, "right-password-1").getForObject("/engine-rest/filter", String.class))
        .contains("My approvals");

    identity.deleteMembership(person, "peers");

    assertThat(browser.get(filters).body()).doesNotContain("My approvals");
    assertThat(as(person, "right-password-1").getForObject("/engine-rest/filter", String.class))
        .doesNotContain("My approvals");

    identity.deleteUser(person);

    assertThat(browser.get(filters).statusCode()).isEqualTo(401);
    assertThat(status(as(person, "right-password-1").getForEntity("/api/types", String.class)))
        .isEqualTo(HttpStatus.UNAUTHORIZED);
  }

  @Test
  void theEngineKnowsWhoAsks() {
    assertThat(as("auditor").getForObject("/engine-rest/authorization/count", String.class))
        .doesNotContain("\"count\":0");
    assertThat(as("peer").getForObject("/engine-rest/authorization/count", String.class))
        .as("with nobody known to act, the engine would check nothing")
        .contains("\"count\":0");
  }

  // --- other sites (abuse case 26)

  @Test
  void whatAnotherSiteMakesABrowserSendIsRefused() {
    Browser browser = Browser.signedIn(address(), "manager", "demo");
    browser.page("/camunda/app/tasklist/default/");

    for (String path :
        List.of(
            "/api/types",
            "/engine-rest/task",
            "/camunda/api/engine/engine/default/task",
            "/sign-out",
            "/sign-in")) {
      for (String[] elsewhere :
          List.of(
              new String[] {"Origin", "https://evil.example"},
              new String[] {"Origin", "null"},
              new String[] {"Origin", address() + ".evil.example"},
              new String[] {"Sec-Fetch-Site", "cross-site", "Origin", address()},
              new String[] {"Sec-Fetch-Site", "same-site"})) {
        assertThat(browser.call("POST", path, "{}", elsewhere).statusCode())
            .as(path + " " + String.join(" ", elsewhere))
            .isEqualTo(403);
      }
    }
    assertThat(browser.get("/api/types").statusCode()).as("still signed in").isEqualTo(200);
    assertThat(
            browser
                .call("POST", "/engine-rest/task", "{}", "Sec-Fetch-Site", "same-origin")
                .statusCode())
        .as("the same from this site")
        .isEqualTo(200);
  }

  @Test
  void theWebappsOwnTokenIsAskedForAsWell() {
    Browser browser = Browser.signedIn(address(), "manager", "demo");
    String tasks = "/camunda/api/engine/engine/default/task";
    browser.page("/camunda/app/tasklist/default/");
    assertThat(browser.call("POST", tasks, "{}").statusCode()).isEqualTo(200);

    browser.forget("XSRF-TOKEN");

    assertThat(browser.call("POST", tasks, "{}").statusCode()).isEqualTo(403);
  }

  // --- first administrator (abuse case 2)

  @Test
  void nobodyBecomesAdministratorThroughTheSetupPage() {
    Browser admin = Browser.signedIn(address(), "admin", "demo");
    admin.page("/camunda/app/admin/default/");
    String body =
        "{\"profile\":{\"id\":\"intruder\",\"firstName\":\"x\",\"lastName\":\"y\"},\"credentials\":{\"password\":\"x\"}}";
    String setup = "/camunda/api/admin/setup/default/user/create";

    assertThat(new Browser(address()).call("POST", setup, body).statusCode()).isEqualTo(401);
    assertThat(admin.call("POST", setup, body).statusCode()).isEqualTo(403);
    assertThat(admin.page("/camunda/app/admin/default/setup/").statusCode()).isEqualTo(403);
    assertThat(identity.createUserQuery().userId("intruder").count()).isZero();
  }

  // --- headers

  @Test
  void pagesCannotBeFramedSniffedOrMadeToRunForeignScripts() {
    Browser browser = Browser.signedIn(address(), "manager", "demo");
    for (String path :
        List.of("/sign-in?refused", "/api/types", "/camunda/app/tasklist/default/")) {
      HttpResponse<String> answer = browser.page(path);
      assertThat(answer.headers().firstValue("X-Content-Type-Options"))
          .as(path)
          .hasValue("nosniff");
      assertThat(answer.headers().allValues("Content-Security-Policy"))
          .as(path)
          .singleElement()
          .asString()
          .contains("frame-ancestors 'none'", "object-src 'none'");
    }
  }

  // --- support

  private Set<String> routes() {
    Set<String> routes =
        new TreeSet<>(
            List.of(
                "/",
                "/api",
                "/api/nothing",
                "/engine-rest",
                "/engine-rest/engine",
                "/engine-rest/engine/default/task",
                "/engine-rest/history/process-instance",
                "/camunda",
                "/camunda/",
                "/camunda/app/",
                "/camunda/app/welcome/default/",
                "/camunda/app/tasklist/default/",
                "/camunda/app/admin/default/setup/",
                "/camunda/api/engine/engine/",
                "/camunda/api/engine/engine/default/identity/password-policy",
                "/camunda/api/admin/auth/user/default",
                "/camunda/api/tasklist/plugin/tasklistPlugins/static/app/plugin.js",
                "/camunda/lib/deps.js",
                "/camunda/assets/images/favicon.ico",
                "/workspace/nothing.js",
                "/webjars/nothing",
                "/v3/api-docs",
                "/swagger-ui.html",
                "/swagger-ui/index.html",
                "/actuator",
                "/actuator/info",
                "/actuator/health/liveness",
                "/actuator/env",
                "/error",
                "/h2-console",
                "/sign-in/",
                "/sign-in/nothing",
                "/no-such-page"));
    requestMappingHandlerMapping
        .getHandlerMethods()
        .keySet()
        .forEach(
            mapping ->
                mapping
                    .getPatternValues()
                    .forEach(
                        pattern ->
                            routes.add(
                                pattern.replaceAll("\\{[^}]*}", "x").replaceAll("\\*+", "x"))));
    routes.remove("/sign-in");
    return routes;
  }

  private ResponseEntity<String> get(String route, String accept) {
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.ACCEPT, accept);
    return http.withRequestFactorySettings(
            settings ->
                settings.withRedirects(
                    org.springframework.boot.http.client.ClientHttpRequestFactorySettings.Redirects
                        .DONT_FOLLOW))
        .exchange(
            route,
            org.springframework.http.HttpMethod.GET,
            new org.springframework.http.HttpEntity<>(headers),
            String.class);
  }

  private static HttpStatus status(ResponseEntity<?> answer) {
    return HttpStatus.valueOf(answer.getStatusCode().value());
  }

  private TestRestTemplate as(String person, String password) {
    return http.withBasicAuth(person, password);
  }

  private String person(String group) {
    String id = "p" + UUID.randomUUID().toString().substring(0, 8);
    User user = identity.newUser(id);
    user.setPassword("right-password-1");
    identity.saveUser(user);
    identity.createMembership(id, group);
    return id;
  }

  /** The same machine has more than one address: a call that comes from another than usual. */
  private String basicFromElsewhere(String person, String password) throws IOException {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 0));
      socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 5_000);
      String credentials =
          Base64.getEncoder()
              .encodeToString((person + ":" + password).getBytes(StandardCharsets.UTF_8));
      socket
          .getOutputStream()
          .write(
              ("GET /api/types HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                      + "Authorization: Basic "
                      + credentials
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
