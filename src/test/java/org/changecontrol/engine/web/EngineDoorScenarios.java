package org.changecontrol.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.changecontrol.PlatformIT;
import org.changecontrol.engine.DoorScenario;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What the engine's own APIs let through, under each address at which the engine serves them. */
abstract class EngineDoorScenarios extends PlatformIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** Where the engine serves its API. */
  enum Address {
    REST("/engine-rest"),
    REST_BY_ENGINE_NAME("/engine-rest/engine/default"),
    WEBAPP("/camunda/api/engine/engine/default");

    private final String root;

    Address(String root) {
      this.root = root;
    }
  }

  record Answer(int status, JsonNode body) {
    String type() {
      return body.path("type").asText();
    }

    String message() {
      return body.path("message").asText();
    }
  }

  @Autowired DoorScenario scenario;
  @Autowired RepositoryService repository;
  @Autowired RuntimeService runtime;
  @Autowired TaskService tasks;
  @Autowired HistoryService history;
  @Autowired ManagementService management;
  @Autowired AuthorizationService authorizations;

  private final Map<String, Map<String, String>> cookies = new LinkedHashMap<>();

  @BeforeEach
  void deployTheScenario() {
    if (repository.createDeploymentQuery().deploymentName("door-scenario").count() == 0) {
      repository
          .createDeployment()
          .name("door-scenario")
          .addClasspathResource("org/changecontrol/engine/door-scenario.bpmn")
          .deploy();
      for (String process : List.of("door-scenario", "door-part", "door-whole", "door-gate")) {
        Authorization grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        grant.setGroupId("requesters");
        grant.setResource(Resources.PROCESS_DEFINITION);
        grant.setResourceId(process);
        grant.addPermission(ProcessDefinitionPermissions.READ);
        grant.addPermission(ProcessDefinitionPermissions.CREATE_INSTANCE);
        authorizations.saveAuthorization(grant);
      }
      Authorization everything =
          authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
      everything.setUserId("peer2");
      everything.setResource(Resources.TASK);
      everything.setResourceId("*");
      everything.addPermission(Permissions.ALL);
      authorizations.saveAuthorization(everything);
    }
    scenario.forget();
  }

  @ParameterizedTest
  @EnumSource
  void whatNoChangeNeedsIsClosedToEverybody(Address address) {
    String instance = started(address);
    Task task = task(instance);
    Map<String, String> closed = new LinkedHashMap<>();
    closed.put("POST /deployment/create", "{}");
    closed.put("DELETE /deployment/x", "");
    closed.put("POST /process-instance/" + instance + "/modification", "{\"instructions\":[]}");
    closed.put("DELETE /process-instance/" + instance, "");
    closed.put("PUT /process-instance/" + instance + "/variables/approved", "{\"value\":true}");
    closed.put("PUT /task/" + task.getId() + "/variables/approved", "{\"value\":true}");
    closed.put("PUT /task/" + task.getId(), "{\"assignee\":\"requester\"}");
    closed.put("POST /message", "{\"messageName\":\"ChangeEdited\"}");
    closed.put("POST /signal", "{\"name\":\"x\"}");
    closed.put("POST /migration/execute", "{}");
    closed.put("POST /task/create", "{}");
    closed.put("DELETE /history/process-instance/" + instance, "");
    closed.put("POST /history/cleanup", "");
    closed.put("POST /authorization/create", "{}");
    closed.put("POST /external-task/fetchAndLock", "{}");
    closed.put("POST /condition", "{}");
    closed.put("POST /batch", "{}");

    for (String person : List.of("requester", "operator", "admin")) {
      closed.forEach(
          (call, body) -> {
            String[] parts = call.split(" ");
            Answer answer = call(address, person, parts[0], parts[1], body);
            assertThat(answer.status()).as("%s by %s: %s", call, person, answer).isEqualTo(403);
            assertThat(answer.type()).as(call).isEqualTo("NotAllowed");
          });
    }

    assertThat(task(instance)).isNotNull();
    assertThat(task(instance).getAssignee()).isNull();
    assertThat(runtime.createVariableInstanceQuery().processInstanceIdIn(instance).count())
        .isZero();
    assertThat(scenario.refusals())
        .anyMatch(
            refusal ->
                refusal.person().equals("admin")
                    && refusal.action().equals("POST " + address.root + "/message"));
  }

  @ParameterizedTest
  @EnumSource
  void anAddressInDisguiseOpensNothing(Address address) {
    for (String path :
        List.of(
            "/message;x=1",
            "/filter/../message",
            "//message",
            "/./message",
            "/%6dessage",
            "/message/",
            "/filter/%2e%2e/message",
            "/filter%2F..%2Fmessage",
            "/message%3Bx")) {
      Answer answer = call(address, "admin", "POST", path, "{\"messageName\":\"ChangeEdited\"}");
      assertThat(answer.status()).as(path).isIn(400, 403, 404);
    }
    Answer overridden =
        call(address, "admin", "POST", "/task", "{}", Map.of("X-HTTP-Method-Override", "DELETE"));
    assertThat(overridden.status()).isEqualTo(403);
  }

  @ParameterizedTest
  @EnumSource
  void aProcessStartsAtItsBeginningWithAKeyOfThePlatformsAndNothingSkipped(Address address) {
    long before = runtime.createProcessInstanceQuery().count();

    refusedStart(
        address,
        "{\"startInstructions\":[{\"type\":\"startAfterActivity\",\"activityId\":\"Task_DoorScenario\"}]}",
        403,
        "startInstructions");
    refusedStart(address, "{\"startInstructions\":[]}", 403, "startInstructions");
    refusedStart(address, "{\"skipCustomListeners\":true}", 403, "skipCustomListeners");
    refusedStart(address, "{\"skipIoMappings\":true}", 403, "skipIoMappings");
    refusedStart(address, "{\"businessKey\":\"CHG-000001\"}", 400, "businessKey");
    refusedStart(address, "{\"caseInstanceId\":\"x\"}", 400, "caseInstanceId");
    refusedStart(address, "{\"approved\":true}", 400, "approved");
    refusedStart(address, "{\"variables\":{},\"variables\":{}}", 400, "body");
    refusedStart(address, "{\"variables\":", 400, "body");
    refusedStart(address, "{\"variables\":{\"title\":\"text\"}}", 400, "variables.title");

    assertThat(runtime.createProcessInstanceQuery().count()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void aCalledPartIsNotStartedByItself(Address address) {
    for (String door : List.of("start", "submit-form")) {
      Answer answer =
          call(
              address,
              "requester",
              "POST",
              "/process-definition/key/door-part/" + door,
              "{\"variables\":{}}");
      assertThat(answer.status()).as("%s", answer).isEqualTo(403);
      assertThat(answer.type()).isEqualTo("NotAllowed");
      assertThat(answer.message()).contains("door-part");
    }
    assertThat(
            call(
                    address,
                    "requester",
                    "POST",
                    "/process-definition/key/door-whole/start",
                    "{\"variables\":{}}")
                .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsSubmittedPassesWholeAndDoesNotRestInTheEngine(Address address) {
    String plan = "€".repeat(15_000);
    String fields =
        "{\"variables\":{\"plan\":{\"value\":\""
            + plan
            + "\",\"type\":\"String\"},"
            + "\"items\":{\"value\":\"[\\\"CI-000042\\\"]\",\"type\":\"Json\"},"
            + "\"more\":{\"value\":[1,2]},"
            + "\"sure\":{\"value\":true,\"type\":\"Boolean\"},"
            + "\"on\":{\"value\":\"2026-12-01T08:00:00.000+0100\",\"type\":\"Date\"}}}";

    for (String door : List.of("start", "submit-form")) {
      Answer start =
          call(
              address,
              "requester",
              "POST",
              "/process-definition/key/door-scenario/" + door,
              fields);
      assertThat(start.status()).as("%s", start).isEqualTo(200);
      String instance = start.body().path("id").asText();
      String completion = door.equals("start") ? "complete" : "submit-form";
      Answer completed =
          call(
              address,
              "peer",
              "POST",
              "/task/" + task(instance).getId() + "/" + completion,
              fields);

      assertThat(completed.status()).as("%s", completed).isEqualTo(204);
      assertThat(scenario.taken())
          .last()
          .isEqualTo(
              Map.of(
                  "plan", plan,
                  "items", "[\"CI-000042\"]",
                  "more", "[1,2]",
                  "sure", true,
                  "on", "2026-12-01T08:00+01:00"));
      assertThat(
              history.createHistoricVariableInstanceQuery().processInstanceId(instance).count()
                  + history.createHistoricDetailQuery().processInstanceId(instance).count())
          .isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void noObjectIsMadeFromWhatSomebodySends(Address address) {
    for (String type : List.of("Object", "File", "Bytes", "Xml", "object")) {
      refusedStart(
          address,
          "{\"variables\":{\"items\":{\"value\":\"rO0AB\",\"type\":\""
              + type
              + "\",\"valueInfo\":{\"objectTypeName\":\"java.util.HashMap\","
              + "\"serializationDataFormat\":\"application/x-java-serialized-object\"}}}}",
          400,
          "items");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRefusalOfTheDomainKeepsItsStatusAndItsWords(Address address) {
    Task task = task(started(address));
    for (String action : List.of("complete", "submit-form")) {
      for (int status : List.of(400, 403, 404, 409, 413, 422)) {
        Answer answer =
            call(
                address,
                "peer",
                "POST",
                "/task/" + task.getId() + "/" + action,
                "{\"variables\":{\"refuse\":{\"value\":\"" + status + "\"}}}");
        assertThat(answer.status()).as("%s %s", action, answer).isEqualTo(status);
        assertThat(answer.message()).startsWith("refuse");
        assertThat(answer.body().has("code")).isTrue();
      }
      Answer fault =
          call(
              address,
              "peer",
              "POST",
              "/task/" + task.getId() + "/" + action,
              "{\"variables\":{\"refuse\":{\"value\":\"500\"}}}");
      assertThat(fault.status()).isEqualTo(500);
      assertThat(fault.body().toString()).doesNotContain("secret");
    }
    assertThat(task(task.getProcessInstanceId())).isNotNull();
    assertThat(scenario.taken()).isEmpty();
    assertThat(scenario.refusals()).anyMatch(refusal -> refusal.reason().equals("refuse: not now"));
  }

  @ParameterizedTest
  @EnumSource
  void aTaskIsTakenForOneselfAndGivenBackByItsHolder(Address address) {
    Task task = task(started(address));
    String path = "/task/" + task.getId();

    assertThat(call(address, "peer", "POST", path + "/claim", "{\"userId\":\"cab1\"}").status())
        .isEqualTo(403);
    assertThat(call(address, "peer", "POST", path + "/claim", "{}").status()).isEqualTo(403);
    assertThat(call(address, "peer", "POST", path + "/claim", "{\"userId\":\"peer\"}").status())
        .isEqualTo(204);
    assertThat(
            call(address, "requester2", "POST", path + "/complete", "{\"variables\":{}}").status())
        .isEqualTo(403);
    assertThat(call(address, "requester2", "POST", path + "/unclaim", "{}").status())
        .isEqualTo(403);
    assertThat(call(address, "peer2", "POST", path + "/claim", "{\"userId\":\"peer2\"}").status())
        .isEqualTo(409);
    assertThat(call(address, "peer", "POST", path + "/unclaim", "{}").status()).isEqualTo(204);
    assertThat(task(task.getProcessInstanceId()).getAssignee()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void theRuleHoldsAtClaimAssignmentDelegationAndOverCandidates(Address address) {
    Task task = task(started(address));
    String path = "/task/" + task.getId();

    // peer2 may do everything with tasks as far as the engine's own authorizations go
    for (String action : List.of("assignee", "delegate")) {
      Answer answer =
          call(address, "peer2", "POST", path + "/" + action, "{\"userId\":\"requester2\"}");
      assertThat(answer.status()).as("%s %s", action, answer).isEqualTo(403);
      assertThat(answer.message()).isEqualTo("the requester does not vote on his own");
    }
    Answer claim =
        call(address, "requester2", "POST", path + "/claim", "{\"userId\":\"requester2\"}");
    assertThat(claim.status()).isEqualTo(403);
    for (String change : List.of("identity-links", "identity-links/delete")) {
      assertThat(
              call(
                      address,
                      "peer2",
                      "POST",
                      path + "/" + change,
                      "{\"groupId\":\"peers\",\"type\":\"candidate\"}")
                  .status())
          .isEqualTo(403);
    }
    assertThat(task(task.getProcessInstanceId()).getAssignee()).isNull();
    assertThat(tasks.getIdentityLinksForTask(task.getId())).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotThereIs404AndWhatIsDoneIs409(Address address) {
    assertThat(
            call(address, "peer", "POST", "/task/nothing/complete", "{\"variables\":{}}").status())
        .isEqualTo(404);
    assertThat(call(address, "peer", "GET", "/task/nothing", "").status()).isEqualTo(404);
    Task task = task(started(address));
    String path = "/task/" + task.getId() + "/complete";
    assertThat(call(address, "peer", "POST", path, "{\"variables\":{}}").status()).isEqualTo(204);
    assertThat(call(address, "peer", "POST", path, "{\"variables\":{}}").status()).isEqualTo(409);
  }

  @ParameterizedTest
  @EnumSource
  void noQueryHoldsAnExpression(Address address) {
    for (String body :
        List.of(
            "{\"assigneeExpression\":\"${1+1}\"}",
            "{\"assignee\\u0045xpression\":\"x\"}",
            "{\"orQueries\":[{\"candidateGroupsExpression\":\"x\"}]}",
            "{\"nameLike\":\"#{x}\"}")) {
      assertThat(call(address, "peer", "POST", "/task", body).status()).as(body).isEqualTo(403);
      assertThat(
              call(
                      address,
                      "admin",
                      "POST",
                      "/filter/create",
                      "{\"resourceType\":\"Task\",\"name\":\"x\",\"query\":" + body + "}")
                  .status())
          .as(body)
          .isEqualTo(403);
    }
    assertThat(call(address, "peer", "POST", "/task", "{\"nameLike\":\"%x%\"}").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void eightWhoFinishAtOnceAllCount(Address address) throws Exception {
    Answer start =
        call(
            address,
            "requester",
            "POST",
            "/process-definition/key/door-gate/start",
            "{\"variables\":{}}");
    String instance = start.body().path("id").asText();
    call(address, "peer", "GET", "/task/count", "");
    List<Callable<Integer>> votes = new ArrayList<>();
    for (Task task : tasks.createTaskQuery().processInstanceId(instance).list()) {
      votes.add(
          () ->
              call(
                      address,
                      "peer",
                      "POST",
                      "/task/" + task.getId() + "/complete",
                      "{\"variables\":{}}")
                  .status());
    }
    var voters = Executors.newFixedThreadPool(8);
    try {
      for (Future<Integer> vote : voters.invokeAll(votes)) {
        assertThat(vote.get()).isEqualTo(204);
      }
    } finally {
      voters.shutdown();
    }
    assertThat(votes).hasSize(8);
    assertThat(runtime.createProcessInstanceQuery().processInstanceId(instance).count()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aTimerIsMovedByNobodyAndAFailedJobGetsNewRetriesOnRecord(Address address) {
    Job job = aJobOf("CHG-DOOR");
    String path = "/job/" + job.getId() + "/retries";
    Date due = job.getDuedate();

    for (String waiting : List.of("{\"retries\":3}", "{\"retries\":1}")) {
      assertThat(call(address, "operator", "PUT", path, waiting).status()).isEqualTo(409);
    }
    management.setJobRetries(job.getId(), 0);
    Map<String, String> wrong = new LinkedHashMap<>();
    wrong.put("{\"retries\":3,\"dueDate\":\"2020-01-01T00:00:00.000+0000\"}", "dueDate");
    wrong.put("{\"retries\":3,\"dueDate\":null}", "dueDate");
    wrong.put("{\"retries\":3,\"retries\":3}", "body");
    wrong.put("{\"retries\":0}", "retries is 0; it must be a whole number from 1 to 10");
    wrong.put("{\"retries\":-1}", "retries is -1");
    wrong.put("{\"retries\":11}", "retries is 11");
    wrong.put("{\"retries\":\"3\"}", "retries is");
    wrong.put("{}", "retries is required");
    wrong.put("[]", "body");
    wrong.put("", "body");
    wrong.put("{\"retries\":", "body");
    for (String door : List.of(path, "/job-definition/" + job.getJobDefinitionId() + "/retries")) {
      wrong.forEach(
          (body, beginning) -> {
            Answer answer = call(address, "operator", "PUT", door, body);
            assertThat(answer.status()).as("%s: %s", body, answer).isEqualTo(400);
            assertThat(answer.message()).as(body).startsWith(beginning);
          });
    }
    assertThat(jobNow(job).getRetries()).isZero();
    assertThat(jobNow(job).getDuedate()).isEqualTo(due);

    assertThat(call(address, "operator", "PUT", path, "{\"retries\":2}").status()).isEqualTo(204);
    assertThat(jobNow(job).getRetries()).isEqualTo(2);
    assertThat(jobNow(job).getDuedate()).isEqualTo(due);
    assertThat(onTheTrail(job.getId())).containsExactly("operator FailedJobRetried CHG-DOOR");

    management.setJobRetries(job.getId(), 0);
    String all = "/job-definition/" + job.getJobDefinitionId() + "/retries";
    assertThat(call(address, "operator", "PUT", all, "{\"retries\":1}").status()).isEqualTo(204);
    assertThat(jobNow(job).getRetries()).isEqualTo(1);
    assertThat(call(address, "operator", "PUT", all, "{\"retries\":1}").status()).isEqualTo(409);
    assertThat(call(address, "operator", "PUT", "/job/none/retries", "{\"retries\":1}").status())
        .isEqualTo(404);
    assertThat(onTheTrail(job.getId())).hasSize(2);
    assertThat(scenario.refusals())
        .anyMatch(
            refusal ->
                refusal.person().equals("operator")
                    && refusal.subject().equals("CHG-DOOR")
                    && refusal.reason().startsWith("dueDate"));
  }

  @ParameterizedTest
  @EnumSource
  void aTaskIsResolvedByWhomItWasDelegatedToAndWithoutFields(Address address) {
    Task task = task(started(address));
    String resolve = "/task/" + task.getId() + "/resolve";
    String fields = "{\"variables\":{\"plan\":{\"value\":\"x\"}}}";

    Answer barred = call(address, "requester2", "POST", resolve, "{\"variables\":{}}");
    assertThat(barred.status()).as("%s", barred).isEqualTo(403);
    assertThat(scenario.refusals())
        .anyMatch(
            refusal ->
                refusal.person().equals("requester2") && refusal.action().endsWith("/resolve"));
    assertThat(call(address, "peer", "POST", resolve, fields).status()).isEqualTo(409);

    tasks.setOwner(task.getId(), "peer2");
    tasks.delegateTask(task.getId(), "peer");
    assertThat(call(address, "requester2", "POST", resolve, "{}").status()).isEqualTo(403);
    assertThat(call(address, "peer2", "POST", resolve, "{}").status()).isEqualTo(403);
    Answer withFields = call(address, "peer", "POST", resolve, fields);
    assertThat(withFields.status()).as("%s", withFields).isEqualTo(400);
    assertThat(withFields.message()).startsWith("plan");
    assertThat(call(address, "peer", "POST", resolve, "{}").status()).isEqualTo(204);
    assertThat(task(task.getProcessInstanceId()).getAssignee()).isEqualTo("peer2");
    for (String again : List.of("{}", fields)) {
      assertThat(call(address, "peer2", "POST", resolve, again).status()).isEqualTo(409);
    }
    assertThat(scenario.taken()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void noAccountAndNoGroupGetsWhatIsNotRight(Address address) {
    String person = "p" + UUID.randomUUID().toString().substring(0, 8);
    assertThat(call(address, "admin", "POST", "/user/create", account(person, "right-horse-7")))
        .extracting(Answer::status)
        .isEqualTo(204);
    Map<String, String> wrong = new LinkedHashMap<>();
    for (String id : List.of("<b>x", "a b", "*", "../x", "peer ", "a,b", "Иван", "x".repeat(70))) {
      wrong.put("POST /user/create " + account(id, "right-horse-7"), "400 id ");
      wrong.put("POST /group/create {\"id\":\"" + id + "\",\"name\":\"x\"}", "400 id ");
    }
    for (String password :
        List.of("", " ", "a", "x" + person, "x" + person + "-and-more", "camunda12345678")) {
      wrong.put("POST /user/create " + account("x" + person, password), "400 ");
      wrong.put("PUT /user/" + person + "/credentials " + password(password), "400 password ");
    }
    for (String password : List.of("", " ", "a", "peer", "peer-peer-peer-1")) {
      wrong.put("PUT /user/peer/credentials " + password(password), "400 password ");
    }
    wrong.put("PUT /user/" + person + "/credentials " + password("demo"), "400 password ");
    wrong.put("PUT /user/" + person + "/credentials {}", "400 password ");
    wrong.put("PUT /user/" + person + "/profile {\"id\":\"admin\"}", "400 id ");
    for (String text : List.of("x".repeat(5_000), "a\\u0000b", "\\ud83d", "a\\u0007b")) {
      wrong.put(
          "PUT /user/" + person + "/profile {\"firstName\":\"" + text + "\"}", "400 firstName ");
      wrong.put("PUT /user/" + person + "/profile {\"email\":\"" + text + "\"}", "400 email ");
      wrong.put(
          "POST /group/create {\"id\":\"g" + person + "\",\"name\":\"" + text + "\"}", "400 name ");
    }
    wrong.put("POST /user/create " + account(person, "right-horse-7"), "409 id");
    wrong.put("POST /group/create {\"id\":\"cab\",\"name\":\"x\"}", "409 id");
    wrong.put("PUT /group/cab {\"id\":\"peers\",\"name\":\"x\"}", "400 id ");
    wrong.put("PUT /group/cab/members/cab1 ", "409 userId");
    wrong.put("PUT /group/cab/members/nobody-there ", "404 ");
    wrong.put("PUT /group/cab/members/admin ", "403 Nobody makes himself");
    wrong.put("PUT /group/camunda-admin/members/admin ", "403 Nobody makes himself");
    wrong.put("DELETE /group/camunda-admin/members/admin ", "403 Nobody removes himself");
    wrong.put("DELETE /group/camunda-admin ", "403 ");
    wrong.put("DELETE /user/admin ", "403 Nobody removes himself");
    wrong.forEach(
        (sent, expected) -> {
          String[] parts = sent.split(" ", 3);
          Answer answer = call(address, "admin", parts[0], parts[1], parts[2]);
          assertThat(answer.status() + " " + answer.message()).as(sent).startsWith(expected);
        });
    assertThat(
            call(
                    address,
                    "peer",
                    "PUT",
                    "/user/peer/profile",
                    "{\"firstName\":\"Petra\",\"lastName\":\"Peer\"}")
                .status())
        .isEqualTo(204);
    String credentials = "/user/executive/credentials";
    assertThat(call(address, "executive", "PUT", credentials, password("demo")).status())
        .isEqualTo(204);
    assertThat(
            jdbc.sql(
                    "select actor || ' ' || name from audit_entry where subject = 'executive' order by seq")
                .query(String.class)
                .list())
        .endsWith("executive PasswordChanged");
  }

  private static String password(String password) {
    return "{\"password\":\"" + password + "\",\"authenticatedUserPassword\":\"demo\"}";
  }

  private static String account(String id, String password) {
    return "{\"profile\":{\"id\":\""
        + id
        + "\"},\"credentials\":{\"password\":\""
        + password
        + "\"}}";
  }

  /** A timer that waits, as those of a gate do. */
  private Job aJobOf(String change) {
    for (var left :
        runtime.createProcessInstanceQuery().processInstanceBusinessKey(change).list()) {
      runtime.deleteProcessInstance(left.getId(), "another one comes");
    }
    String instance = runtime.startProcessInstanceByKey("door-timer", change).getId();
    return management.createJobQuery().processInstanceId(instance).singleResult();
  }

  private Job jobNow(Job job) {
    return management.createJobQuery().jobId(job.getId()).singleResult();
  }

  private List<String> onTheTrail(String part) {
    return jdbc.sql(
            "select actor || ' ' || name || ' ' || subject from audit_entry"
                + " where name = 'FailedJobRetried' and detail like ? order by seq")
        .param("%" + part + "%")
        .query(String.class)
        .list();
  }

  private void refusedStart(Address address, String body, int status, String beginning) {
    for (String door : List.of("start", "submit-form")) {
      Answer answer =
          call(address, "requester", "POST", "/process-definition/key/door-scenario/" + door, body);
      assertThat(answer.status()).as("%s %s: %s", door, body, answer).isEqualTo(status);
      assertThat(answer.message()).as(body).startsWith(beginning);
    }
  }

  private String started(Address address) {
    Answer answer =
        call(
            address,
            "requester",
            "POST",
            "/process-definition/key/door-scenario/start",
            "{\"variables\":{}}");
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return answer.body().path("id").asText();
  }

  private Task task(String instance) {
    return tasks.createTaskQuery().processInstanceId(instance).singleResult();
  }

  private Answer call(Address address, String person, String method, String path, String body) {
    return call(address, person, method, path, body, Map.of());
  }

  private Answer call(
      Address address,
      String person,
      String method,
      String path,
      String body,
      Map<String, String> headers) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(address() + address.root + path))
              .method(method, BodyPublishers.ofString(body))
              .header("Content-Type", "application/json")
              .header("Accept", "application/json");
      headers.forEach(request::header);
      if (address == Address.WEBAPP) {
        Map<String, String> session = session(person);
        request.header("Cookie", text(session));
        request.header("X-XSRF-TOKEN", session.getOrDefault("XSRF-TOKEN", ""));
      } else {
        request.header("Authorization", basic(person));
      }
      HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
      String text = response.body();
      return new Answer(
          response.statusCode(),
          text.startsWith("{") || text.startsWith("[")
              ? JSON.readTree(text)
              : JSON.createObjectNode());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Signs in as a browser does. */
  private synchronized Map<String, String> session(String person)
      throws IOException, InterruptedException {
    Map<String, String> session = cookies.get(person);
    if (session == null) {
      session = new LinkedHashMap<>();
      HttpRequest signIn =
          HttpRequest.newBuilder(URI.create(address() + "/sign-in"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(
                  BodyPublishers.ofString(
                      "username="
                          + URLEncoder.encode(person, StandardCharsets.UTF_8)
                          + "&password=demo"))
              .build();
      keep(CLIENT.send(signIn, BodyHandlers.ofString()), session);
      HttpRequest first =
          HttpRequest.newBuilder(URI.create(address() + "/camunda/api/admin/auth/user/default"))
              .header("Cookie", text(session))
              .header("Accept", "application/json")
              .build();
      keep(CLIENT.send(first, BodyHandlers.ofString()), session);
      cookies.put(person, session);
    }
    return session;
  }

  private static void keep(HttpResponse<String> response, Map<String, String> session) {
    for (String cookie : response.headers().allValues("Set-Cookie")) {
      String pair = cookie.split(";")[0];
      session.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
  }

  private static String text(Map<String, String> session) {
    List<String> pairs = new ArrayList<>();
    session.forEach((name, value) -> pairs.add(name + "=" + value));
    return String.join("; ", pairs);
  }

  private static String basic(String person) {
    return "Basic "
        + Base64.getEncoder().encodeToString((person + ":demo").getBytes(StandardCharsets.UTF_8));
  }
}
