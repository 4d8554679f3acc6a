package org.changecontrol.engine.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.BatchPermissions;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.ProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.TaskPermissions;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.Task;
import org.changecontrol.PlatformIT;
import org.changecontrol.identity.Groups;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

abstract class GrantScenarios extends PlatformIT {

  @Autowired AuthorizationService authorizations;
  @Autowired FilterService filters;
  @Autowired TaskService tasks;
  @Autowired Opening opening;

  @Test
  void nobodyMayDoToTheEngineWhatChangeControlForbids() {
    Map<Resource, List<Permission>> forbidden =
        Map.ofEntries(
            Map.entry(
                Resources.PROCESS_DEFINITION,
                List.of(
                    ProcessDefinitionPermissions.UPDATE,
                    ProcessDefinitionPermissions.DELETE,
                    ProcessDefinitionPermissions.UPDATE_INSTANCE,
                    ProcessDefinitionPermissions.UPDATE_INSTANCE_VARIABLE,
                    ProcessDefinitionPermissions.UPDATE_TASK,
                    ProcessDefinitionPermissions.UPDATE_TASK_VARIABLE,
                    ProcessDefinitionPermissions.UPDATE_HISTORY,
                    ProcessDefinitionPermissions.TASK_WORK,
                    ProcessDefinitionPermissions.TASK_ASSIGN,
                    ProcessDefinitionPermissions.DELETE_INSTANCE,
                    ProcessDefinitionPermissions.DELETE_HISTORY,
                    ProcessDefinitionPermissions.MIGRATE_INSTANCE,
                    ProcessDefinitionPermissions.SUSPEND,
                    ProcessDefinitionPermissions.SUSPEND_INSTANCE)),
            Map.entry(
                Resources.PROCESS_INSTANCE,
                List.of(
                    ProcessInstancePermissions.UPDATE,
                    ProcessInstancePermissions.UPDATE_VARIABLE,
                    ProcessInstancePermissions.DELETE,
                    ProcessInstancePermissions.SUSPEND)),
            Map.entry(
                Resources.TASK,
                List.of(
                    TaskPermissions.CREATE,
                    TaskPermissions.UPDATE,
                    TaskPermissions.UPDATE_VARIABLE,
                    TaskPermissions.TASK_WORK,
                    TaskPermissions.TASK_ASSIGN,
                    TaskPermissions.DELETE)),
            Map.entry(Resources.DEPLOYMENT, List.of(Permissions.CREATE, Permissions.DELETE)),
            Map.entry(
                Resources.AUTHORIZATION,
                List.of(Permissions.CREATE, Permissions.UPDATE, Permissions.DELETE)),
            Map.entry(
                Resources.FILTER,
                List.of(Permissions.CREATE, Permissions.UPDATE, Permissions.DELETE)),
            Map.entry(
                Resources.BATCH,
                List.of(BatchPermissions.CREATE, BatchPermissions.UPDATE, BatchPermissions.DELETE)),
            Map.entry(Resources.TENANT, List.of(Permissions.CREATE)),
            Map.entry(
                Resources.DECISION_DEFINITION,
                List.of(Permissions.UPDATE, Permissions.CREATE_INSTANCE)));

    List<String> granted = new ArrayList<>();
    forbidden.forEach(
        (resource, permissions) ->
            permissions.forEach(
                permission ->
                    Groups.ALL.forEach(
                        group -> {
                          for (String id : List.of("*", "normal-change", "change-risk")) {
                            if (authorizations.isUserAuthorized(
                                "somebody", List.of(group), permission, resource, id)) {
                              granted.add(group + " " + permission + " " + resource + " " + id);
                            }
                          }
                        })));
    assertThat(granted).isEmpty();
  }

  @Test
  void whoMayRequestStartsTheProcessOfAChangeAndNoneOfItsParts() {
    for (String group : Groups.ALL) {
      for (String process :
          List.of(
              "normal-change",
              "emergency-change",
              "approval-gate",
              "implementation",
              "post-implementation-review")) {
        assertThat(
                authorizations.isUserAuthorized(
                    "somebody",
                    List.of(group),
                    ProcessDefinitionPermissions.CREATE_INSTANCE,
                    Resources.PROCESS_DEFINITION,
                    process))
            .as(group + " " + process)
            .isEqualTo(process.endsWith("-change") && Groups.MAY_REQUEST.contains(group));
      }
    }
  }

  @Test
  void auditorsReadAllAndRequestersReadWhatTheyStart() {
    String definitions = "/engine-rest/process-definition/count";
    int all = count("auditor", definitions);

    assertThat(all).isGreaterThan(1);
    assertThat(count("operator", definitions)).isEqualTo(all);
    assertThat(as("requester").getForObject("/engine-rest/process-definition", String.class))
        .contains("normal-change")
        .doesNotContain("approval-gate");
  }

  @Test
  void whatWasGrantedOrTakenPastThePlatformIsSetRightAtTheNextStart() {
    Authorization stray = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
    stray.setGroupId(Groups.EXECUTIVES);
    stray.setResource(Resources.DEPLOYMENT);
    stray.setResourceId("*");
    stray.addPermission(Permissions.CREATE);
    authorizations.saveAuthorization(stray);
    Authorization taken =
        authorizations
            .createAuthorizationQuery()
            .groupIdIn(Groups.EXECUTIVES)
            .resourceType(Resources.PROCESS_DEFINITION)
            .resourceId("normal-change")
            .singleResult();
    authorizations.deleteAuthorization(taken.getId());
    long before = authorizations.createAuthorizationQuery().count();

    opening.afterSingletonsInstantiated();

    assertThat(authorizations.createAuthorizationQuery().authorizationId(stray.getId()).count())
        .isZero();
    assertThat(
            authorizations.isUserAuthorized(
                "somebody",
                List.of(Groups.EXECUTIVES),
                ProcessDefinitionPermissions.CREATE_INSTANCE,
                Resources.PROCESS_DEFINITION,
                "normal-change"))
        .isTrue();
    assertThat(authorizations.createAuthorizationQuery().count()).isEqualTo(before);
  }

  @Test
  void startingAgainAddsNothing() {
    long grants = authorizations.createAuthorizationQuery().count();
    long lists = filters.createFilterQuery().count();
    String revisions = jdbc.sql("select sum(rev_) from act_ru_filter").query(String.class).single();

    opening.afterSingletonsInstantiated();

    assertThat(authorizations.createAuthorizationQuery().count()).isEqualTo(grants);
    assertThat(filters.createFilterQuery().count()).isEqualTo(lists);
    assertThat(jdbc.sql("select sum(rev_) from act_ru_filter").query(String.class).single())
        .isEqualTo(revisions);
  }

  @Test
  void whoWorksOnChangesFindsTheListsInTasklist() {
    for (String person : List.of("requester", "implementer", "cab1", "manager", "auditor")) {
      assertThat(as(person).getForObject("/engine-rest/filter", JsonNode.class))
          .as(person)
          .extracting(filter -> filter.get("name").textValue())
          .containsExactlyInAnyOrder(
              "All changes", "CAB queue", "Implementation", "My approvals", "Overdue");
    }
    assertThat(count("operator", "/engine-rest/filter/count")).isZero();
  }

  @Test
  void overdueIsWhatIsDueBeforeTheMomentOfLooking() {
    String late = task(Instant.now().minusSeconds(5));
    String soon = task(Instant.now().plusSeconds(3_600));
    try {
      String list = "/engine-rest/filter/" + filter("Overdue").getId() + "/list";

      String read = as("peer").getForObject(list, String.class);
      String sorted =
          as("peer")
              .postForObject(
                  list,
                  Map.of("sorting", List.of(Map.of("sortBy", "created", "sortOrder", "desc"))),
                  String.class);

      assertThat(read).contains(late).doesNotContain(soon);
      assertThat(sorted).contains(late).doesNotContain(soon);
    } finally {
      tasks.deleteTasks(List.of(late, soon), true);
    }
  }

  @Test
  void noListRunsAnExpression() {
    Filter filter = filters.newTaskFilter("x" + UUID.randomUUID());
    filter.setQuery(tasks.createTaskQuery().dueBeforeExpression("${now()}"));
    String id = null;
    try {
      id = filters.saveFilter(filter).getId();
      String saved = id;
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> filters.list(saved))
          .isInstanceOf(BadUserRequestException.class);
    } catch (BadUserRequestException refusedAtOnce) {
      assertThat(refusedAtOnce).hasMessageContaining("xpression");
    } finally {
      if (id != null) {
        filters.deleteFilter(id);
      }
    }
  }

  private Filter filter(String name) {
    return filters.createFilterQuery().filterName(name).singleResult();
  }

  private String task(Instant due) {
    Task task = tasks.newTask();
    task.setName("Something of peer's");
    task.setAssignee("peer");
    task.setDueDate(Date.from(due));
    tasks.saveTask(task);
    return task.getId();
  }

  private int count(String person, String path) {
    return as(person).getForObject(path, JsonNode.class).get("count").intValue();
  }
}
