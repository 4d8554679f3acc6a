package org.changecontrol.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.changecontrol.PlatformIT;
import org.changecontrol.fact.Fact;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

abstract class AuditScenarios extends PlatformIT {

  @Autowired ApplicationEventPublisher facts;
  @Autowired PlatformTransactionManager transactions;
  @Autowired AuditTrail trail;

  /** Does what only somebody with the rights of the tables' owner can do to the trail. */
  abstract void behindThePlatformsBack(Runnable edit);

  @Test
  void whatHappenedIsReadNewestFirstInPages() {
    String subject = subject();
    for (int i = 1; i <= 3; i++) {
      happens(new Fact(subject, "Step" + i, "because", Map.of("step", i)));
    }

    JsonNode answer = read("auditor", "/api/audit?subject=" + subject + "&size=2");

    assertThat(answer.at("/page/totalElements").asInt()).isEqualTo(3);
    assertThat(answer.at("/page/totalPages").asInt()).isEqualTo(2);
    assertThat(answer.at("/content").size()).isEqualTo(2);
    assertThat(answer.at("/content/0/name").asText()).isEqualTo("Step3");
    assertThat(answer.at("/content/0/actor").asText()).isEqualTo("platform");
    assertThat(answer.at("/content/0/reason").asText()).isEqualTo("because");
    assertThat(answer.at("/content/0/detail/step").asInt()).isEqualTo(3);
    assertThat(answer.at("/content/0/prevHash").asText())
        .isEqualTo(answer.at("/content/1/hash").asText());
    assertThat(trail.of(subject))
        .extracting(AuditEntry::name)
        .containsExactly("Step1", "Step2", "Step3");
  }

  @Test
  void theWholeTrailIsForThoseWhoAnswerForIt() {
    for (String reader : List.of("auditor", "manager", "config", "admin")) {
      assertThat(get(reader, "/api/audit").getStatusCode()).as(reader).isEqualTo(HttpStatus.OK);
    }
    for (String other : List.of("requester", "implementer", "cab1", "robot")) {
      assertThat(get(other, "/api/audit").getStatusCode())
          .as(other)
          .isEqualTo(HttpStatus.FORBIDDEN);
      assertThat(get(other, "/api/audit?subject=manager").getStatusCode())
          .as(other)
          .isEqualTo(HttpStatus.FORBIDDEN);
      assertThat(get(other, "/api/audit/verification").getStatusCode())
          .as(other)
          .isEqualTo(HttpStatus.FORBIDDEN);
    }
    assertThat(http.getForEntity("/api/audit", String.class).getStatusCode())
        .isEqualTo(HttpStatus.UNAUTHORIZED);
  }

  @Test
  void nobodyWritesToTheTrailOverHttp() {
    for (HttpMethod method : List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE)) {
      for (String account : List.of("auditor", "admin")) {
        assertThat(as(account).exchange("/api/audit", method, null, String.class).getStatusCode())
            .isIn(HttpStatus.METHOD_NOT_ALLOWED, HttpStatus.FORBIDDEN);
        assertThat(as(account).exchange("/api/audit/1", method, null, String.class).getStatusCode())
            .isIn(HttpStatus.NOT_FOUND, HttpStatus.FORBIDDEN);
      }
    }
  }

  @Test
  void aMisspeltFilterIsRefused() {
    ResponseEntity<JsonNode> answer = get("auditor", "/api/audit?subjekt=CHG-000001");

    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
    assertThat(answer.getBody().at("/errors/0/field").asText()).isEqualTo("subjekt");
  }

  @Test
  void anAttemptThatWasRefusedIsOnRecord() {
    get("requester2", "/api/audit/verification");

    assertThat(read("auditor", "/api/audit?subject=/api/audit/verification").findValues("actor"))
        .anyMatch(actor -> actor.asText().equals("requester2"));
  }

  @Test
  void whatIsRolledBackLeavesNoEntryAndWhatIsCommittedDoes() {
    String subject = subject();
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            running -> {
              facts.publishEvent(Fact.of(subject, "Undone"));
              running.setRollbackOnly();
            });
    happens(Fact.of(subject, "Done"));

    assertThat(trail.of(subject)).extracting(AuditEntry::name).containsExactly("Done");
  }

  @Test
  void manyActAtOnceAndTheTrailHasNoGaps() throws Exception {
    String subject = subject();
    ExecutorService people = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Void>> work =
          IntStream.range(0, 8)
              .<Callable<Void>>mapToObj(
                  person ->
                      () -> {
                        for (int i = 0; i < 25; i++) {
                          happens(Fact.of(subject, "Acted"));
                        }
                        return null;
                      })
              .toList();
      for (Future<Void> done : people.invokeAll(work)) {
        done.get();
      }
    } finally {
      people.shutdown();
    }

    assertThat(trail.of(subject)).hasSize(200);
    JsonNode found = read("auditor", "/api/audit/verification");
    assertThat(found.at("/problems")).isEmpty();
    assertThat(found.at("/valid").asBoolean()).isTrue();
    assertThat(found.at("/brokenAt").isNull()).isTrue();
    assertThat(found.at("/entries").asLong())
        .isEqualTo(jdbc.sql("select count(*) from audit_entry").query(Long.class).single());
  }

  @Test
  void anEntryThatWasEditedInTheDatabaseIsNamed() {
    String subject = subject();
    happens(new Fact(subject, "Decided", "as it was", Map.of()));
    happens(Fact.of(subject, "WentOn"));
    long seq = trail.of(subject).get(0).seq();

    behindThePlatformsBack(() -> reason(seq, "as it suits"));
    try {
      JsonNode found = read("auditor", "/api/audit/verification");
      assertThat(found.at("/valid").asBoolean()).isFalse();
      assertThat(found.at("/brokenAt").asLong()).isEqualTo(seq);
      assertThat(found.at("/problems/0").asText()).contains("Entry " + seq + " was edited");
    } finally {
      behindThePlatformsBack(() -> reason(seq, "as it was"));
    }
    assertThat(read("auditor", "/api/audit/verification").at("/valid").asBoolean()).isTrue();
  }

  @Test
  void anActionThatCannotBeWrittenDownDoesNotHappen() {
    String first = subject();
    String unwritable = subject();
    happens(Fact.of(first, "Happened"));

    assertThatThrownBy(
            () ->
                new TransactionTemplate(transactions)
                    .executeWithoutResult(
                        running -> {
                          facts.publishEvent(Fact.of(unwritable, "Happened"));
                          jdbc.sql(
                                  "insert into audit_entry select seq + 1, at, actor, subject, name, reason, detail, evidence, prev_hash, hash from audit_entry where seq = (select seq from audit_head)")
                              .update();
                        }))
        .isInstanceOf(DataAccessException.class);
    assertThat(trail.of(unwritable)).isEmpty();
  }

  @Test
  void theDescriptionOfTheApiNamesItsErrorsAndPages() {
    JsonNode description = read("requester", "/v3/api-docs");

    assertThat(description.at("/info/title").asText()).isEqualTo("Change Control");
    assertThat(description.at("/components/schemas/Problem/properties/errors").isMissingNode())
        .isFalse();
    JsonNode audit = description.path("paths").path("/api/audit").path("get");
    assertThat(audit.at("/tags/0").asText()).isEqualTo("Audit");
    assertThat(audit.at("/responses/403/content").has("application/problem+json")).isTrue();
    assertThat(audit.at("/parameters").findValuesAsText("name"))
        .containsExactlyInAnyOrder("subject", "page", "size");
    assertThat(http.getForEntity("/v3/api-docs", String.class).getStatusCode())
        .isEqualTo(HttpStatus.UNAUTHORIZED);
  }

  @Test
  void anUnknownAddressAndAnOversizedBodyAreToldAsProblems() {
    ResponseEntity<JsonNode> nowhere = get("requester", "/api/nowhere");
    assertThat(nowhere.getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
    assertThat(nowhere.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);

    HttpHeaders json = new HttpHeaders();
    json.setContentType(MediaType.APPLICATION_JSON);
    ResponseEntity<JsonNode> oversized =
        as("requester")
            .postForEntity(
                "/api/nowhere",
                new org.springframework.http.HttpEntity<>("x".repeat(5 << 20), json),
                JsonNode.class);
    assertThat(oversized.getStatusCode()).isEqualTo(HttpStatus.PAYLOAD_TOO_LARGE);
  }

  private void reason(long seq, String reason) {
    jdbc.sql("update audit_entry set reason = ? where seq = ?").params(reason, seq).update();
  }

  private static String subject() {
    return "SUBJECT-" + UUID.randomUUID();
  }

  private void happens(Fact fact) {
    new TransactionTemplate(transactions).executeWithoutResult(running -> facts.publishEvent(fact));
  }

  private ResponseEntity<JsonNode> get(String account, String address) {
    return as(account).getForEntity(address, JsonNode.class);
  }

  private JsonNode read(String account, String address) {
    ResponseEntity<JsonNode> answer = get(account, address);
    assertThat(answer.getStatusCode()).as(address).isEqualTo(HttpStatus.OK);
    return answer.getBody();
  }
}
