package org.changecontrol.problem.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.changecontrol.fact.RefusedAttempt;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.KeyReused;
import org.changecontrol.problem.NotAllowed;
import org.changecontrol.problem.NotNow;
import org.changecontrol.problem.NotVisible;
import org.changecontrol.problem.Problem;
import org.changecontrol.problem.TooLarge;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.event.EventListener;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.ResultMatcher;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Every way to go wrong under {@code /api}, and what is told. */
class ApiProblemsTest {

  private static final MediaType PROBLEM = MediaType.APPLICATION_PROBLEM_JSON;

  private interface Attempt {
    ResultActions perform(org.springframework.test.web.servlet.RequestBuilder request)
        throws Exception;
  }

  private interface Try {
    void with(Attempt attempt, List<RefusedAttempt> told) throws Exception;
  }

  private static void onApi(Try attempt) {
    new WebApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                JacksonAutoConfiguration.class,
                HttpMessageConvertersAutoConfiguration.class,
                DispatcherServletAutoConfiguration.class,
                WebMvcAutoConfiguration.class))
        .withUserConfiguration(JsonLimits.class, ApiConventions.class, ProblemWriter.class)
        .withBean(Doors.class)
        .withBean(Told.class)
        .run(
            context -> {
              MockMvc api =
                  MockMvcBuilders.webAppContextSetup(context)
                      .addFilters(
                          new LastResort(context.getBean(ProblemWriter.class), context),
                          new BodyLimit(context.getBean(ProblemWriter.class)),
                          ApiProblemsTest::signInThatReachesNoDatabase)
                      .build();
              attempt.with(api::perform, context.getBean(Told.class).attempts);
            });
  }

  @Test
  void badInputIsToldFieldByFieldAndAllAtOnce() {
    onApi(
        (api, told) ->
            api.perform(get("/api/refused/invalid"))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType(PROBLEM))
                .andExpect(
                    jsonPath("$.type").value("urn:problem-type:change-control:invalid-input"))
                .andExpect(jsonPath("$.title").value("The input is wrong"))
                .andExpect(jsonPath("$.status").value(400))
                .andExpect(jsonPath("$.detail").value("title is required; items must be a list"))
                .andExpect(jsonPath("$.errors[0].field").value("title"))
                .andExpect(jsonPath("$.errors[1].value").value("{\"a\":1}")));
  }

  @Test
  void everyRefusalHasItsStatus() {
    onApi(
        (api, told) -> {
          for (var expected :
              Map.of("allowed", 403, "visible", 404, "now", 409, "large", 413, "reused", 422)
                  .entrySet()) {
            api.perform(get("/api/refused/" + expected.getKey()))
                .andExpect(status().is(expected.getValue()))
                .andExpect(content().contentType(PROBLEM))
                .andExpect(jsonPath("$.status").value(expected.getValue()))
                .andExpect(jsonPath("$.detail").value("Because."));
          }
        });
  }

  @Test
  void whatIsNotNowSaysWhatIsNext() {
    onApi(
        (api, told) ->
            api.perform(get("/api/refused/now"))
                .andExpect(jsonPath("$.nextSteps[0]").value("vote")));
  }

  @Test
  void aRefusalIsFoundUnderWhateverWrapsIt() {
    onApi(
        (api, told) ->
            api.perform(get("/api/refused/wrapped"))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.detail").value("Because.")));
  }

  @Test
  void anAttemptAtWhatIsNotAllowedIsToldWithItsSubject() {
    onApi(
        (api, told) -> {
          api.perform(get("/api/changes/CHG-000001").with(signedIn("requester")));
          api.perform(get("/api/refused/visible"));
          assertThat(told)
              .containsExactly(
                  new RefusedAttempt(
                      "requester", "CHG-000001", "GET /api/changes/CHG-000001", "Because."));
        });
  }

  @Test
  void anAttemptToSetAFieldThatIsNotToBeSetIsToldAndAMisspeltFilterIsNot() {
    onApi(
        (api, told) -> {
          posted(api, "{\"risk\": \"LOW\"}").andExpect(invalid("risk"));
          api.perform(get("/api/things?flavour=sweet"));
          assertThat(told)
              .singleElement()
              .satisfies(
                  attempt -> assertThat(attempt.reason()).startsWith("risk is not a field here"));
        });
  }

  @Test
  void nothingButJsonIsRead() {
    onApi(
        (api, told) ->
            api.perform(post("/api/things").contentType("application/yaml").content("title: \"x\""))
                .andExpect(status().isUnsupportedMediaType()));
  }

  @Test
  void anUnknownFieldIsNamedWithItsPathAndTheFieldsThereAre() {
    onApi(
        (api, told) ->
            posted(api, "{\"title\": \"x\", \"parts\": [{\"size\": 1}, {\"sise\": 2}]}")
                .andExpect(invalid("parts[1].sise"))
                .andExpect(jsonPath("$.errors[0].problem").value(containsString("size"))));
  }

  @Test
  void aWrongTypeIsNamedWithItsValueAndWhatIsRight() {
    onApi(
        (api, told) -> {
          posted(api, "{\"parts\": [{\"size\": \"big\"}]}")
              .andExpect(invalid("parts[0].size"))
              .andExpect(jsonPath("$.errors[0].value").value("big"))
              .andExpect(jsonPath("$.errors[0].problem").value("must be a whole number"));
          posted(api, "{\"parts\": [{\"size\": 1.5}]}").andExpect(invalid("parts[0].size"));
          posted(api, "{\"parts\": {\"size\": 1}}")
              .andExpect(invalid("parts"))
              .andExpect(jsonPath("$.errors[0].problem").value("must be a list"));
          posted(api, "{\"colour\": \"PINK\"}")
              .andExpect(invalid("colour"))
              .andExpect(jsonPath("$.errors[0].problem").value("must be one of RED, GREEN"));
          posted(api, "{\"colour\": 0}").andExpect(invalid("colour"));
          posted(api, "{\"title\": 7}")
              .andExpect(invalid("title"))
              .andExpect(jsonPath("$.errors[0].problem").value("must be text"));
          posted(api, "{\"at\": \"tomorrow\"}")
              .andExpect(invalid("at"))
              .andExpect(jsonPath("$.errors[0].problem").value(containsString("ISO 8601")));
        });
  }

  @Test
  void whatIsNotJsonIsToldWithItsPlace() {
    onApi(
        (api, told) -> {
          posted(api, "{\"title\": ")
              .andExpect(invalid("body"))
              .andExpect(jsonPath("$.errors[0].problem").value(containsString("line 1")));
          posted(api, "{\"title\": \"a\"} {}").andExpect(invalid("body"));
          posted(api, "{\"title\": \"a\", \"title\": \"b\"}").andExpect(status().isBadRequest());
          posted(api, "").andExpect(invalid("body"));
        });
  }

  @Test
  void jsonThatIsNestedTooDeeplyIsRefused() {
    onApi(
        (api, told) ->
            posted(api, "{\"free\": " + "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000) + "}")
                .andExpect(invalid("body"))
                .andExpect(jsonPath("$.errors[0].problem").value(containsString("deeply"))));
  }

  @Test
  void aLongValueIsToldBackInShortAndHalfACharacterDoesNoHarm() {
    onApi(
        (api, told) -> {
          posted(api, "{\"colour\": \"" + "x".repeat(100_000) + "\"}")
              .andExpect(invalid("colour"))
              .andExpect(
                  result ->
                      assertThat(result.getResponse().getContentAsByteArray().length)
                          .isLessThan(2_000));
          posted(api, "{\"colour\": \"\\ud800\"}").andExpect(invalid("colour"));
        });
  }

  @Test
  void anUnknownQueryParameterIsRefused() {
    onApi(
        (api, told) -> {
          api.perform(get("/api/things?colour=RED&flavour=sweet"))
              .andExpect(invalid("flavour"))
              .andExpect(jsonPath("$.errors[0].problem").value(containsString("colour")));
          api.perform(get("/api/things?colour=RED&colour=GREEN")).andExpect(invalid("colour"));
          api.perform(get("/api/things?colour=RED&tags=a&tags=b")).andExpect(status().isOk());
          api.perform(get("/api/things?colour=RED&_=1")).andExpect(invalid("_"));
        });
  }

  @Test
  void aQueryParameterThatIsMissingOrOfTheWrongTypeIsNamed() {
    onApi(
        (api, told) -> {
          api.perform(get("/api/things"))
              .andExpect(invalid("colour"))
              .andExpect(jsonPath("$.errors[0].problem").value("is required"));
          api.perform(get("/api/things?colour=PINK"))
              .andExpect(invalid("colour"))
              .andExpect(jsonPath("$.errors[0].value").value("PINK"));
          api.perform(get("/api/things?colour=%00")).andExpect(status().isBadRequest());
        });
  }

  @Test
  void aPageIsNeverLargerThanFiveHundredNorBeforeTheFirst() {
    onApi(
        (api, told) -> {
          api.perform(get("/api/things?colour=RED&page=2&size=7"))
              .andExpect(status().isOk())
              .andExpect(jsonPath("$.page.number").value(2))
              .andExpect(jsonPath("$.page.size").value(7));
          api.perform(get("/api/things?colour=RED&size=501")).andExpect(invalid("size"));
          api.perform(get("/api/things?colour=RED&size=0")).andExpect(invalid("size"));
          api.perform(get("/api/things?colour=RED&page=-1")).andExpect(invalid("page"));
          api.perform(get("/api/things?colour=RED&page=two")).andExpect(invalid("page"));
          api.perform(get("/api/things?colour=RED&page=2000000000&size=500"))
              .andExpect(invalid("page"));
        });
  }

  @Test
  void aPartOfAFormThatNobodyAskedForIsRefused() {
    onApi(
        (api, told) -> {
          var items = new MockMultipartFile("items", new byte[] {1});
          api.perform(multipart("/api/imports?source=a").file(items)).andExpect(status().isOk());
          api.perform(
                  multipart("/api/imports?source=a")
                      .file(items)
                      .file(new MockMultipartFile("extra", new byte[] {1})))
              .andExpect(invalid("extra"));
          api.perform(multipart("/api/imports?source=a")).andExpect(invalid("items"));
        });
  }

  @Test
  void anUnknownAddressIs404WhateverTheMethod() {
    onApi(
        (api, told) -> {
          api.perform(get("/api/nothing"))
              .andExpect(status().isNotFound())
              .andExpect(content().contentType(PROBLEM));
          api.perform(post("/api/nothing"))
              .andExpect(status().isNotFound())
              .andExpect(content().contentType(PROBLEM));
        });
  }

  @Test
  void methodsAndMediaTypesAreToldToo() {
    onApi(
        (api, told) -> {
          api.perform(post("/api/refused/now"))
              .andExpect(status().isMethodNotAllowed())
              .andExpect(header().string("Allow", "GET"))
              .andExpect(content().contentType(PROBLEM));
          api.perform(post("/api/things").contentType(MediaType.TEXT_PLAIN).content("x"))
              .andExpect(status().isUnsupportedMediaType())
              .andExpect(content().contentType(PROBLEM));
        });
  }

  @Test
  void aCollisionIs409AndAnOverload503() {
    onApi(
        (api, told) -> {
          api.perform(get("/api/refused/collision"))
              .andExpect(status().isConflict())
              .andExpect(jsonPath("$.detail").value(containsString("same moment")));
          api.perform(get("/api/refused/engine-collision")).andExpect(status().isConflict());
          api.perform(get("/api/refused/overload"))
              .andExpect(status().isServiceUnavailable())
              .andExpect(header().exists("Retry-After"));
        });
  }

  @Test
  void aFaultTellsItsIncidentAndNothingOfItsCause() {
    onApi(
        (api, told) ->
            api.perform(get("/api/refused/fault"))
                .andExpect(status().isInternalServerError())
                .andExpect(jsonPath("$.incident").isNotEmpty())
                .andExpect(content().string(not(containsString("secret"))))
                .andExpect(content().string(not(containsString("Exception")))));
  }

  @Test
  void aBodyLargerThanTheDoorNeedsIsRefusedWhetherItSaysSoOrNot() {
    onApi(
        (api, told) -> {
          byte[] large = ("\"" + "x".repeat(5 << 20) + "\"").getBytes();
          api.perform(post("/api/things").contentType(MediaType.APPLICATION_JSON).content(large))
              .andExpect(status().isPayloadTooLarge())
              .andExpect(content().contentType(PROBLEM));
          api.perform(
                  post("/api/raw")
                      .contentType(MediaType.APPLICATION_OCTET_STREAM)
                      .content(large)
                      .with(
                          request ->
                              new org.springframework.mock.web.MockHttpServletRequest() {
                                {
                                  setMethod("POST");
                                  setRequestURI("/api/raw");
                                  setContentType("application/octet-stream");
                                  setContent(large);
                                }

                                @Override
                                public long getContentLengthLong() {
                                  return -1;
                                }
                              }))
              .andExpect(status().isPayloadTooLarge())
              .andExpect(content().contentType(PROBLEM));
        });
  }

  @Test
  void otherDoorsAreLeftAlone() {
    onApi(
        (api, told) -> {
          org.assertj.core.api.Assertions.assertThatThrownBy(() -> api.perform(get("/elsewhere")))
              .hasRootCauseInstanceOf(NotAllowed.class);
          assertThat(told).isEmpty();
        });
  }

  @Test
  void aTotalIsExactUpToTenThousandAndSaysMoreBeyond() throws IOException {
    ObjectMapper json = new ObjectMapper();
    assertThat(json.valueToTree(Page.of(new Paging(0, 50), List.of(), 10_000)).toString())
        .isEqualTo(
            "{\"content\":[],\"page\":{\"number\":0,\"size\":50,\"totalElements\":10000,\"totalPages\":200}}");
    assertThat(json.valueToTree(Page.of(new Paging(0, 50), List.of(), 10_001)).toString())
        .isEqualTo(
            "{\"content\":[],\"page\":{\"number\":0,\"size\":50,\"totalElements\":10000,\"totalPages\":200,\"more\":true}}");
  }

  @Test
  void aSignInThatCannotReachTheDatabaseIsAnOverloadAtEveryDoor() {
    onApi(
        (api, told) -> {
          api.perform(get("/api/things?unreachable"))
              .andExpect(status().isServiceUnavailable())
              .andExpect(header().exists("Retry-After"))
              .andExpect(content().contentType(PROBLEM));
          api.perform(get("/engine-rest/task?unreachable"))
              .andExpect(status().isServiceUnavailable())
              .andExpect(jsonPath("$.type").value("Overloaded"))
              .andExpect(jsonPath("$.message").value(containsString("try again")));
          api.perform(get("/changes?unreachable")).andExpect(status().isServiceUnavailable());
        });
  }

  private static void signInThatReachesNoDatabase(
      jakarta.servlet.ServletRequest request,
      jakarta.servlet.ServletResponse response,
      jakarta.servlet.FilterChain chain)
      throws IOException, jakarta.servlet.ServletException {
    if ("unreachable"
        .equals(((jakarta.servlet.http.HttpServletRequest) request).getQueryString())) {
      throw new IllegalStateException(new java.sql.SQLException("gone", "57P01"));
    }
    chain.doFilter(request, response);
  }

  private static ResultActions posted(Attempt api, String body) throws Exception {
    return api.perform(post("/api/things").contentType(MediaType.APPLICATION_JSON).content(body));
  }

  private static ResultMatcher invalid(String field) {
    return result -> {
      status().isBadRequest().match(result);
      content().contentType(PROBLEM).match(result);
      jsonPath("$.errors[*].field").value(hasItem(field)).match(result);
    };
  }

  private static org.springframework.test.web.servlet.request.RequestPostProcessor signedIn(
      String person) {
    return request -> {
      request.setRemoteUser(person);
      return request;
    };
  }

  enum Colour {
    RED,
    GREEN
  }

  record Part(Integer size) {}

  record Thing(
      String title, Colour colour, List<Part> parts, OffsetDateTime at, Map<String, Object> free) {}

  static class OptimisticLockingException extends RuntimeException {}

  @RestController
  static class Doors {

    @GetMapping("/api/refused/{how}")
    String refused(@PathVariable("how") String how) {
      throw switch (how) {
        case "invalid" ->
            new InvalidInput(
                List.of(
                    Problem.missing("title"),
                    new Problem("items", Map.of("a", 1), "must be a list")));
        case "allowed" -> new NotAllowed("Because.");
        case "visible" -> new NotVisible("Because.");
        case "now" -> new NotNow("Because.", Map.of("nextSteps", List.of("vote")));
        case "large" -> new TooLarge("Because.");
        case "reused" -> new KeyReused("Because.");
        case "wrapped" ->
            new IllegalStateException(new IllegalStateException(new NotAllowed("Because.")));
        case "collision" -> new OptimisticLockingFailureException("row");
        case "engine-collision" -> new IllegalStateException(new OptimisticLockingException());
        case "overload" -> new CannotCreateTransactionException("no connection");
        default -> new IllegalStateException("secret");
      };
    }

    @GetMapping("/api/changes/{number}")
    String change(@PathVariable("number") String number) {
      throw new NotAllowed("Because.");
    }

    @GetMapping("/api/things")
    Page<String> things(
        @RequestParam("colour") Colour colour,
        @RequestParam(name = "tags", required = false) List<String> tags,
        Paging paging) {
      return Page.of(paging, List.of(), 0);
    }

    @PostMapping("/api/things")
    Thing thing(@RequestBody Thing thing) {
      return thing;
    }

    @PostMapping("/api/raw")
    int raw(jakarta.servlet.http.HttpServletRequest request) throws IOException {
      return request.getInputStream().readAllBytes().length;
    }

    @PostMapping("/api/imports")
    String imports(
        @RequestParam("source") String source, @RequestPart("items") MultipartFile items) {
      return source;
    }

    @GetMapping("/elsewhere")
    String elsewhere() {
      throw new NotAllowed("Because.");
    }
  }

  static class Told {
    final List<RefusedAttempt> attempts = new ArrayList<>();

    @EventListener
    void on(RefusedAttempt attempt) {
      attempts.add(attempt);
    }
  }
}
