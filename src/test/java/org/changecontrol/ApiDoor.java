package org.changecontrol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.web.client.RestTemplateBuilder;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;

/** Changes and estate through {@code /api}, as the demonstration's people. */
public final class ApiDoor {

  private final TestRestTemplate http;

  ApiDoor(TestRestTemplate http) {
    this.http = http;
  }

  /** The door of a platform that runs elsewhere. */
  public static ApiDoor at(String address) {
    return new ApiDoor(new TestRestTemplate(new RestTemplateBuilder().rootUri(address)));
  }

  /** Posts with an idempotency key: however often it is repeated, it is done once. */
  public ResponseEntity<JsonNode> once(String person, String path, String key, Object body) {
    var headers = new HttpHeaders();
    headers.set("Idempotency-Key", key);
    return http.withBasicAuth(person, "demo")
        .exchange(path, HttpMethod.POST, new HttpEntity<>(body, headers), JsonNode.class);
  }

  public ResponseEntity<JsonNode> call(
      String person, HttpMethod method, String path, Object body, Object... parts) {
    return http.withBasicAuth(person, "demo")
        .exchange(path, method, new HttpEntity<>(body), JsonNode.class, parts);
  }

  public ResponseEntity<JsonNode> get(String person, String path, Object... parts) {
    return call(person, HttpMethod.GET, path, null, parts);
  }

  public ResponseEntity<JsonNode> post(String person, String path, Object body) {
    return call(person, HttpMethod.POST, path, body);
  }

  public ResponseEntity<JsonNode> put(String person, String path, Object body) {
    return call(person, HttpMethod.PUT, path, body);
  }

  /** What is there, as the auditor reads it; fails unless it is there. */
  public JsonNode read(String path, Object... parts) {
    var answer = get("auditor", path, parts);
    assertThat(answer.getStatusCode())
        .as("%s: %s", path, answer.getBody())
        .isEqualTo(HttpStatus.OK);
    return answer.getBody();
  }

  // --- estate

  /**
   * Imports as the configuration manager; fails when a row is rejected.
   *
   * @param items rows of {@code type,name,status,environment,location,owner,attributes,criticality}
   * @param relationships rows of {@code type,source,target}
   */
  public JsonNode importing(String items, String relationships) {
    var parts = new LinkedMultiValueMap<String, Object>();
    parts.add(
        "items",
        file(
            "items.csv",
            "type,name,status,environment,location,owner,attributes,criticality\n" + items));
    parts.add("relationships", file("relationships.csv", "type,source,target\n" + relationships));
    return importing("scenarios", parts);
  }

  /** Imports files as they are; fails when a row is rejected. */
  public JsonNode importing(String source, LinkedMultiValueMap<String, Object> files) {
    var headers = new HttpHeaders();
    headers.setContentType(MediaType.MULTIPART_FORM_DATA);
    var answer =
        http.withBasicAuth("config", "demo")
            .postForEntity(
                "/api/imports?source=" + source + "&dryRun=false",
                new HttpEntity<>(files, headers),
                JsonNode.class);
    assertThat(answer.getStatusCode()).as("%s", answer.getBody()).isEqualTo(HttpStatus.OK);
    assertThat(answer.getBody().get("rejected")).as("%s", answer.getBody()).isEmpty();
    return answer.getBody();
  }

  private static ByteArrayResource file(String name, String content) {
    return new ByteArrayResource(content.getBytes(StandardCharsets.UTF_8)) {
      @Override
      public String getFilename() {
        return name;
      }
    };
  }

  /** An item by key or {@code type:name}. */
  public JsonNode item(String item) {
    return read("/api/items/{item}", item);
  }

  // --- changes

  /** Requests a change; fails unless it is created. */
  public String requested(String person, RequestedNormalChange change) {
    var answer = post(person, "/api/changes", change.body());
    assertThat(answer.getStatusCode()).as("%s", answer.getBody()).isEqualTo(HttpStatus.CREATED);
    return answer.getBody().get("number").asText();
  }

  public JsonNode change(String number) {
    return read("/api/changes/" + number);
  }

  public String state(String number) {
    return change(number).get("state").asText();
  }

  /** What the timeline of a change tells, in order. */
  public List<String> facts(String number) {
    return texts(read("/api/changes/" + number + "/timeline"), "event");
  }

  /** The keys of its gates. */
  public List<String> gates(String number) {
    return texts(read("/api/changes/" + number + "/gates"), "key");
  }

  /** The steps that a person is offered. */
  public List<String> steps(String person, String number) {
    return StreamSupport.stream(
            get(person, "/api/changes/" + number).getBody().get("nextSteps").spliterator(), false)
        .filter(step -> step.get("mine").asBoolean())
        .map(step -> step.get("step").asText())
        .toList();
  }

  static List<String> texts(JsonNode list, String field) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(one -> one.get(field).asText())
        .toList();
  }

  public JsonNode gate(String number, String key) {
    return StreamSupport.stream(read("/api/changes/" + number + "/gates").spliterator(), false)
        .filter(gate -> gate.get("key").asText().equals(key))
        .findFirst()
        .orElseThrow(() -> new AssertionError(number + " has no gate " + key));
  }

  public ResponseEntity<JsonNode> vote(String person, String number, String gate, String decision) {
    return step(
        person,
        number,
        "gates/" + gate + "/votes",
        Map.of("decision", decision, "reason", person + " says so"));
  }

  /** Approves; fails unless the vote is taken. */
  public void approved(String person, String number, String gate) {
    var answer = vote(person, number, gate, "APPROVE");
    assertThat(answer.getStatusCode())
        .as("%s at %s: %s", person, gate, answer.getBody())
        .isEqualTo(HttpStatus.OK);
  }

  /** A call below the change, such as {@code implementation/start}. */
  public ResponseEntity<JsonNode> step(
      String person, String number, String step, Map<String, ?> fields) {
    return post(person, "/api/changes/" + number + "/" + step, fields);
  }

  /** The same; fails unless it succeeds. */
  public JsonNode taken(String person, String number, String step, Map<String, ?> fields) {
    var answer = step(person, number, step, fields);
    assertThat(answer.getStatusCode().is2xxSuccessful())
        .as("%s by %s: %s", step, person, answer.getBody())
        .isTrue();
    return answer.getBody();
  }
}
