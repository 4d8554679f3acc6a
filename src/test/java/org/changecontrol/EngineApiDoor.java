package org.changecontrol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Changes through the engine's own REST API, as a script that knows nothing but the contract. */
public final class EngineApiDoor {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final TestRestTemplate http;
  private final String root;

  EngineApiDoor(TestRestTemplate http, String root) {
    this.http = http;
    this.root = root;
  }

  public ResponseEntity<JsonNode> call(
      String person, HttpMethod method, String path, Object body, Object... parts) {
    return http.withBasicAuth(person, "demo")
        .exchange(root + path, method, new HttpEntity<>(body), JsonNode.class, parts);
  }

  public ResponseEntity<JsonNode> get(String person, String path, Object... parts) {
    return call(person, HttpMethod.GET, path, null, parts);
  }

  public ResponseEntity<JsonNode> post(String person, String path, Object body) {
    return call(person, HttpMethod.POST, path, body);
  }

  /** Starts a change; the answer is the engine's own. */
  public ResponseEntity<JsonNode> start(String person, RequestedNormalChange change) {
    return start(person, change.process(), change.fields());
  }

  /** Starts a normal change. */
  public ResponseEntity<JsonNode> start(String person, Map<String, ?> fields) {
    return start(person, "normal-change", fields);
  }

  private ResponseEntity<JsonNode> start(String person, String process, Map<String, ?> fields) {
    return post(
        person,
        "/process-definition/key/" + process + "/start",
        Map.of("variables", variables(fields)));
  }

  /** The open tasks of a change with a task definition key that the person may see. */
  public List<String> tasks(String person, String number, String key) {
    var ids = new ArrayList<String>();
    get(person, "/task?processInstanceBusinessKey={number}&taskDefinitionKey={key}", number, key)
        .getBody()
        .forEach(task -> ids.add(task.get("id").asText()));
    return ids;
  }

  public ResponseEntity<JsonNode> complete(String person, String task, Map<String, ?> fields) {
    return post(person, "/task/" + task + "/complete", Map.of("variables", variables(fields)));
  }

  /**
   * Completes the first open task of a kind that the person may work on; fails unless it is taken.
   */
  public void completed(String person, String number, String key, Map<String, ?> fields) {
    var open = tasks(person, number, key);
    assertThat(open).as("%s of %s for %s", key, number, person).isNotEmpty();
    var answer = complete(person, open.get(0), fields);
    assertThat(answer.getStatusCode())
        .as("%s by %s: %s", key, person, answer.getBody())
        .isEqualTo(HttpStatus.NO_CONTENT);
  }

  /**
   * How the process of a change has ended (its parts end as well, elsewhere), as its history tells
   * the auditor.
   */
  public List<String> ends(String number) {
    var root =
        get(
                "auditor",
                "/history/process-instance?rootProcessInstances=true&processInstanceBusinessKey={number}",
                number)
            .getBody();
    assertThat(root).as("the process of " + number).hasSize(1);
    return ApiDoor.texts(
            get(
                    "auditor",
                    "/history/activity-instance?processInstanceId={id}",
                    root.get(0).get("id").asText())
                .getBody(),
            "activityId")
        .stream()
        .filter(element -> element.startsWith("End_Change") || element.startsWith("End_Model"))
        .toList();
  }

  /** Fields as the engine wants them: lists and maps as JSON. */
  public static Map<String, Object> variables(Map<String, ?> fields) {
    var variables = new LinkedHashMap<String, Object>();
    fields.forEach(
        (field, value) ->
            variables.put(
                field,
                value instanceof List || value instanceof Map
                    ? Map.of("value", json(value), "type", "Json")
                    : Map.of("value", value)));
    return variables;
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }
}
