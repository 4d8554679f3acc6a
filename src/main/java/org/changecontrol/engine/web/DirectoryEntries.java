package org.changecontrol.engine.web;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.rest.dto.identity.GroupDto;
import org.camunda.bpm.engine.rest.dto.identity.UserCredentialsDto;
import org.camunda.bpm.engine.rest.dto.identity.UserDto;
import org.camunda.bpm.engine.rest.dto.identity.UserProfileDto;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.NotAllowed;
import org.changecontrol.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Accounts and groups as somebody sends them. The engine takes an id that differs from the one in
 * the path for the one to be written to, and nothing for a password that stays as it is.
 */
final class DirectoryEntries {

  private DirectoryEntries() {}

  /** Refuses what is incomplete or about another than the path says. */
  static void check(@Nullable Object read, Call call) {
    List<Problem> problems = new ArrayList<>();
    if (read == null) {
      problems.add(Problem.missing("body"));
    } else if (read instanceof UserDto account) {
      account(problems, account);
    } else if (read instanceof UserCredentialsDto credentials) {
      require(problems, "password", credentials.getPassword());
    } else if (read instanceof UserProfileDto profile) {
      profile.setId(named(problems, profile.getId(), call));
    } else if (read instanceof GroupDto group) {
      if (call.method().equals("PUT")) {
        group.setId(named(problems, group.getId(), call));
      } else {
        require(problems, "id", group.getId());
      }
    } else {
      throw new NotAllowed("This body is not known at this door.");
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
  }

  private static void account(List<Problem> problems, UserDto account) {
    UserProfileDto profile = account.getProfile();
    UserCredentialsDto credentials = account.getCredentials();
    require(problems, "profile.id", profile == null ? null : profile.getId());
    require(
        problems, "credentials.password", credentials == null ? null : credentials.getPassword());
  }

  /** The id that the path names, which the body may repeat. */
  private static String named(List<Problem> problems, @Nullable String sent, Call call) {
    String id = call.segments().get(1);
    if (sent != null && !sent.equals(id)) {
      problems.add(new Problem("id", sent, "is not " + id + ", whom the address names"));
    }
    return id;
  }

  private static void require(List<Problem> problems, String field, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      problems.add(Problem.missing(field));
    }
  }
}
