package org.changecontrol.engine.identity;

import static org.camunda.bpm.engine.authorization.Authorization.ANY;
import static org.changecontrol.identity.Groups.ADMINISTRATORS;
import static org.changecontrol.identity.Groups.AUDITORS;
import static org.changecontrol.identity.Groups.CHANGE_MANAGERS;
import static org.changecontrol.identity.Groups.OPERATORS;
import static org.changecontrol.identity.Groups.ROBOTS;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.ProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.UserOperationLogCategoryPermissions;
import org.changecontrol.identity.Groups;

/**
 * Who may do what with the engine itself. This is all there is: nobody may write a variable,
 * modify, migrate, suspend or delete an instance, delete history, deploy, make filters or hand out
 * grants. People get to their tasks because the engine lets the assignee and the candidates of a
 * task read and complete it.
 */
final class Grants {

  /**
   * One line of the table.
   *
   * @param id what it is for, or {@code *}
   */
  record Grant(String group, Resource resource, String id, Set<Permission> permissions) {

    int mask() {
      return permissions.stream().mapToInt(Permission::getValue).reduce(0, (a, b) -> a | b);
    }
  }

  /** The processes that people start; called parts start from these alone. */
  private static final List<String> STARTABLE =
      List.of(
          "emergency-change",
          "normal-change",
          "retrospective-change",
          "standard-change",
          "standard-change-model");

  private Grants() {}

  static List<Grant> table() {
    List<Grant> table = new ArrayList<>();
    Set<String> working = new TreeSet<>(Groups.MAY_REQUEST);
    Set<String> people = new TreeSet<>(working);
    people.remove(ROBOTS);

    for (String group : working) {
      for (String process : STARTABLE) {
        add(
            table,
            group,
            Resources.PROCESS_DEFINITION,
            process,
            ProcessDefinitionPermissions.READ,
            ProcessDefinitionPermissions.CREATE_INSTANCE);
      }
      add(table, group, Resources.PROCESS_INSTANCE, ANY, ProcessInstancePermissions.CREATE);
    }

    people.add(AUDITORS);
    for (String group : people) {
      add(table, group, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
      add(table, group, Resources.FILTER, ANY, Permissions.READ);
      add(table, group, Resources.USER, ANY, Permissions.READ);
    }

    for (String group : List.of(AUDITORS, OPERATORS, ADMINISTRATORS, CHANGE_MANAGERS)) {
      add(table, group, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
      add(
          table,
          group,
          Resources.DECISION_DEFINITION,
          ANY,
          Permissions.READ,
          Permissions.READ_HISTORY);
      add(table, group, Resources.DECISION_REQUIREMENTS_DEFINITION, ANY, Permissions.READ);
      add(table, group, Resources.DEPLOYMENT, ANY, Permissions.READ);
    }
    reading(table, CHANGE_MANAGERS);
    reading(table, ADMINISTRATORS);
    reading(table, AUDITORS, ProcessDefinitionPermissions.READ_TASK);
    reading(
        table,
        OPERATORS,
        ProcessDefinitionPermissions.READ_TASK,
        ProcessDefinitionPermissions.RETRY_JOB);
    add(table, OPERATORS, Resources.USER, ANY, Permissions.READ);

    add(table, AUDITORS, Resources.GROUP, ANY, Permissions.READ);
    add(table, AUDITORS, Resources.AUTHORIZATION, ANY, Permissions.READ);
    add(
        table,
        AUDITORS,
        Resources.OPERATION_LOG_CATEGORY,
        ANY,
        UserOperationLogCategoryPermissions.READ);

    add(table, ADMINISTRATORS, Resources.APPLICATION, "admin", Permissions.ACCESS);
    for (Resource kept : List.of(Resources.USER, Resources.GROUP)) {
      add(
          table,
          ADMINISTRATORS,
          kept,
          ANY,
          Permissions.READ,
          Permissions.CREATE,
          Permissions.UPDATE,
          Permissions.DELETE);
    }
    add(
        table,
        ADMINISTRATORS,
        Resources.GROUP_MEMBERSHIP,
        ANY,
        Permissions.CREATE,
        Permissions.DELETE);
    return List.copyOf(table);
  }

  private static void reading(List<Grant> table, String group, Permission... more) {
    List<Permission> permissions =
        new ArrayList<>(
            List.of(
                ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE,
                ProcessDefinitionPermissions.READ_HISTORY));
    permissions.addAll(List.of(more));
    add(table, group, Resources.PROCESS_DEFINITION, ANY, permissions.toArray(Permission[]::new));
  }

  private static void add(
      List<Grant> table, String group, Resource resource, String id, Permission... permissions) {
    table.add(new Grant(group, resource, id, Set.of(permissions)));
  }
}
