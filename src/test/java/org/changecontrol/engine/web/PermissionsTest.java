package org.changecontrol.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import org.changecontrol.identity.Actor;
import org.changecontrol.identity.Groups;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionsTest {

  private static final Actor REQUESTER = new Actor("requester", Set.of(Groups.REQUESTERS));
  private static final Actor OPERATOR = new Actor("operator", Set.of(Groups.OPERATORS));
  private static final Actor ADMINISTRATOR = new Actor("admin", Set.of(Groups.ADMINISTRATORS));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST deployment/create",
        "POST deployment/1/redeploy",
        "DELETE deployment/1",
        "DELETE process-definition/1",
        "DELETE process-definition/key/normal-change/delete",
        "POST process-definition/1/restart",
        "POST process-definition/1/restart-async",
        "PUT process-definition/suspended",
        "PUT process-definition/1/suspended",
        "PUT process-definition/1/history-time-to-live",
        "POST process-instance/1/modification",
        "POST process-instance/1/modification-async",
        "DELETE process-instance/1",
        "POST process-instance/delete",
        "PUT process-instance/1/suspended",
        "PUT process-instance/1/variables/approved",
        "POST process-instance/1/variables",
        "DELETE process-instance/1/variables/approved",
        "POST process-instance/variables-async",
        "POST process-instance/message-async",
        "POST process-instance/job-retries",
        "POST modification/execute",
        "POST migration/execute",
        "POST migration/generate",
        "POST message",
        "POST signal",
        "POST condition",
        "POST execution/1/signal",
        "POST execution/1/messages/ChangeEdited/trigger",
        "POST execution/1/create-incident",
        "PUT execution/1/localVariables/approved",
        "POST task/create",
        "PUT task/1",
        "DELETE task/1",
        "PUT task/1/variables/approved",
        "PUT task/1/localVariables/approved",
        "POST task/1/bpmnError",
        "POST task/1/bpmnEscalation",
        "POST task/1/comment/create",
        "POST task/1/attachment/create",
        "POST external-task/fetchAndLock",
        "POST external-task/1/complete",
        "POST job/1/execute",
        "PUT job/1/duedate",
        "PUT job/1/suspended",
        "DELETE job/1",
        "POST job/retries",
        "PUT batch/1/suspended",
        "DELETE batch/1",
        "DELETE history/process-instance/1",
        "POST history/process-instance/delete",
        "POST history/process-instance/set-removal-time",
        "DELETE history/variable-instance/1",
        "POST history/decision-instance/delete",
        "POST history/cleanup",
        "PUT history/user-operation/1/set-annotation",
        "POST decision-definition/1/evaluate",
        "POST case-definition/1/create",
        "POST authorization/create",
        "PUT authorization/1",
        "DELETE authorization/1",
        "POST tenant/create",
        "POST identity/verify",
        "POST telemetry/configuration",
        "GET telemetry/data",
        "GET optimize/process-definition",
        "DELETE incident/1",
        "POST webapp/admin/setup/default/user/create",
        "GET webapp/admin/setup/default/user/create",
        "PATCH task/1",
        "TRACE task/1",
      })
  void whatIsNotOnTheListIsClosedToEverybody(String call) {
    assertThat(Permissions.covering(call(call))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST process-definition/key/normal-change/start",
        "POST process-definition/normal-change:1:4711/submit-form",
        "POST task/1/complete",
        "POST task/1/submit-form",
        "POST task/1/claim",
        "POST task/1/unclaim",
        "POST task/1/delegate",
        "POST task/1/resolve",
        "POST task/1/assignee",
        "GET task",
        "POST task",
        "POST task/count",
        "GET history/activity-instance",
        "POST history/activity-instance",
        "GET process-definition/1/xml",
        "POST filter/create",
        "POST filter/1/list",
        "GET version",
        "GET engine",
      })
  void whatChangesNeedIsLeftToTheEnginesAuthorizations(String call) {
    Call read = call(call);
    assertThat(Permissions.covering(read).orElseThrow().isFor(REQUESTER, read)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PUT job/1/retries",
        "PUT job-definition/1/retries",
        "PUT incident/1/annotation",
        "POST task/1/identity-links",
        "POST task/1/identity-links/delete",
      })
  void onlyOperatorsGetAFailedStepGoing(String call) {
    Call read = call(call);
    Permission permission = Permissions.covering(read).orElseThrow();
    assertThat(permission.isFor(OPERATOR, read)).isTrue();
    assertThat(permission.isFor(REQUESTER, read)).isFalse();
    assertThat(permission.isFor(ADMINISTRATOR, read)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST user/create",
        "DELETE user/cab1",
        "PUT user/cab1/credentials",
        "PUT user/cab1/profile",
        "PUT group/cab/members/requester",
        "DELETE group/cab/members/cab1",
      })
  void onlyAdministratorsKeepTheAccountsOfOthers(String call) {
    Call read = call(call);
    Permission permission = Permissions.covering(read).orElseThrow();
    assertThat(permission.isFor(ADMINISTRATOR, read)).isTrue();
    assertThat(permission.isFor(REQUESTER, read)).isFalse();
    assertThat(permission.isFor(OPERATOR, read)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT user/requester/credentials", "PUT user/requester/profile"})
  void everybodyKeepsHisOwnAccount(String call) {
    Call read = call(call);
    assertThat(Permissions.covering(read).orElseThrow().isFor(REQUESTER, read)).isTrue();
  }

  private static Call call(String text) {
    String[] parts = text.split(" ");
    return new Call(parts[0], Arrays.asList(parts[1].split("/")));
  }
}
