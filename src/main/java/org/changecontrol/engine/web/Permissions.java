package org.changecontrol.engine.web;

import static org.changecontrol.engine.web.Permission.Body.CLAIM;
import static org.changecontrol.engine.web.Permission.Body.DIRECTORY;
import static org.changecontrol.engine.web.Permission.Body.PLAIN;
import static org.changecontrol.engine.web.Permission.Body.QUERY;
import static org.changecontrol.engine.web.Permission.Body.SUBMISSION;
import static org.changecontrol.engine.web.Permission.Who.ADMINISTRATORS;
import static org.changecontrol.engine.web.Permission.Who.AUTHORIZED;
import static org.changecontrol.engine.web.Permission.Who.ONESELF;
import static org.changecontrol.engine.web.Permission.Who.OPERATORS;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The whole of what may be done over the engine's APIs. What is not here is refused: deployments,
 * messages and signals, modification, restart and migration, variables, batches, deletion of
 * anything that happened.
 */
final class Permissions {

  /** Reading that is nobody's business here, or that would answer with all there is. */
  private static final Set<String> CLOSED = Set.of("telemetry", "optimize", "external-task");

  private static final List<Permission> ALL = all();

  private Permissions() {}

  static Optional<Permission> covering(Call call) {
    if (call.isReading()) {
      return call.segments().isEmpty() || !isClosed(call)
          ? Optional.of(new Permission(call.method(), call.segments(), AUTHORIZED, PLAIN))
          : Optional.empty();
    }
    return ALL.stream().filter(permission -> permission.covers(call)).findFirst();
  }

  private static boolean isClosed(Call call) {
    return CLOSED.contains(call.segments().get(0)) || isSetup(call);
  }

  /** The webapps would let the first comer make himself administrator. */
  private static boolean isSetup(Call call) {
    return call.segments().size() > 2
        && call.segments().get(0).equals("webapp")
        && call.segments().get(2).equals("setup");
  }

  private static List<Permission> all() {
    List<Permission> all = new ArrayList<>();

    // Requesting a change.
    for (String definition : List.of("process-definition/*", "process-definition/key/*")) {
      all.add(Permission.of("POST", definition + "/start", AUTHORIZED, SUBMISSION));
      all.add(Permission.of("POST", definition + "/submit-form", AUTHORIZED, SUBMISSION));
    }

    // Working on a task.
    all.add(Permission.of("POST", "task/*/claim", AUTHORIZED, CLAIM));
    for (String action : List.of("complete", "submit-form", "resolve")) {
      all.add(Permission.of("POST", "task/*/" + action, AUTHORIZED, SUBMISSION));
    }
    for (String action : List.of("unclaim", "assignee", "delegate")) {
      all.add(Permission.of("POST", "task/*/" + action, AUTHORIZED, PLAIN));
    }

    // A task that nobody can take, because its candidates are gone.
    all.add(Permission.of("POST", "task/*/identity-links", OPERATORS, PLAIN));
    all.add(Permission.of("POST", "task/*/identity-links/delete", OPERATORS, PLAIN));

    // One's own lists in Tasklist.
    all.add(Permission.of("POST", "filter/create", AUTHORIZED, QUERY));
    all.add(Permission.of("PUT", "filter/*", AUTHORIZED, QUERY));
    all.add(Permission.of("DELETE", "filter/*", AUTHORIZED, PLAIN));
    for (String action : List.of("list", "count", "singleResult")) {
      all.add(Permission.of("POST", "filter/*/" + action, AUTHORIZED, QUERY));
    }

    // Getting a failed job going again, and saying what was found.
    all.add(Permission.of("PUT", "job/*/retries", OPERATORS, PLAIN));
    all.add(Permission.of("PUT", "job-definition/*/retries", OPERATORS, PLAIN));
    all.add(Permission.of("PUT", "incident/*/annotation", OPERATORS, PLAIN));
    all.add(Permission.of("DELETE", "incident/*/annotation", OPERATORS, PLAIN));

    // Accounts and groups.
    all.add(Permission.of("PUT", "user/*/profile", ONESELF, DIRECTORY));
    all.add(Permission.of("PUT", "user/*/credentials", ONESELF, DIRECTORY));
    all.add(Permission.of("POST", "identity/password-policy", AUTHORIZED, PLAIN));
    all.add(Permission.of("POST", "user/create", ADMINISTRATORS, DIRECTORY));
    all.add(Permission.of("DELETE", "user/*", ADMINISTRATORS, PLAIN));
    all.add(Permission.of("POST", "user/*/unlock", ADMINISTRATORS, PLAIN));
    all.add(Permission.of("POST", "group/create", ADMINISTRATORS, DIRECTORY));
    all.add(Permission.of("PUT", "group/*", ADMINISTRATORS, DIRECTORY));
    all.add(Permission.of("DELETE", "group/*", ADMINISTRATORS, PLAIN));
    all.add(Permission.of("PUT", "group/*/members/*", ADMINISTRATORS, PLAIN));
    all.add(Permission.of("DELETE", "group/*/members/*", ADMINISTRATORS, PLAIN));

    // Questions that are too long for an address.
    for (String asked :
        List.of(
            "task",
            "process-instance",
            "execution",
            "variable-instance",
            "job",
            "job-definition",
            "group",
            "history/activity-instance",
            "history/process-instance",
            "history/task",
            "history/variable-instance",
            "history/detail",
            "history/job-log",
            "webapp/cockpit/plugin/base/*/process-instance",
            "webapp/cockpit/plugin/base/*/incident")) {
      all.add(Permission.of("POST", asked, AUTHORIZED, QUERY));
      all.add(Permission.of("POST", asked + "/count", AUTHORIZED, QUERY));
    }
    all.add(
        Permission.of(
            "POST",
            "webapp/cockpit/plugin/base/*/process-definition/*/called-process-definitions",
            AUTHORIZED,
            QUERY));
    all.add(
        Permission.of(
            "POST",
            "webapp/cockpit/plugin/base/*/process-instance/*/called-process-instances",
            AUTHORIZED,
            QUERY));

    // Signing in and out of the pages.
    all.add(Permission.of("POST", "webapp/*/auth/user/*/login/*", AUTHORIZED, PLAIN));
    all.add(Permission.of("POST", "webapp/*/auth/user/*/logout", AUTHORIZED, PLAIN));
    return List.copyOf(all);
  }
}
