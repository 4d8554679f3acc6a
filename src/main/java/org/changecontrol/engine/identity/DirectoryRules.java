package org.changecontrol.engine.identity;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.changecontrol.identity.Actor;
import org.changecontrol.identity.Actors;
import org.changecontrol.identity.Groups;
import org.changecontrol.identity.People;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.NotAllowed;
import org.changecontrol.problem.NotNow;
import org.changecontrol.problem.PlainText;
import org.changecontrol.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What nobody may do to the directory, whatever door he comes through: leave it without an
 * administrator, remove or promote himself, write into it what is no text.
 */
@Component
class DirectoryRules {

  /** What the engine's columns for names and addresses hold, in characters. */
  static final int LONGEST_NAME = 255;

  private final Actors actors;
  private final People people;
  private final JdbcClient jdbc;

  DirectoryRules(Actors actors, People people, JdbcClient jdbc) {
    this.actors = actors;
    this.people = people;
    this.jdbc = jdbc;
  }

  /** An account is about to be added or changed. */
  void saving(User person, boolean isNew) {
    if (Actor.isReserved(person.getId())) {
      throw new InvalidInput(
          new Problem("id", person.getId(), "is the name of the platform itself; take another"));
    }
    List<Problem> problems = new ArrayList<>();
    name(problems, "firstName", person.getFirstName());
    name(problems, "lastName", person.getLastName());
    name(problems, "email", person.getEmail());
    refuse(problems);
    if (isNew && people.exists(person.getId())) {
      throw new NotNow(
          "id: there is an account " + person.getId() + " already; take another id or change it.");
    }
  }

  /** A group is about to be added or changed. */
  void saving(Group group, boolean isNew) {
    List<Problem> problems = new ArrayList<>();
    name(problems, "name", group.getName());
    name(problems, "type", group.getType());
    refuse(problems);
    if (isNew && people.groupExists(group.getId())) {
      throw new NotNow(
          "id: there is a group " + group.getId() + " already; take another id or change it.");
    }
  }

  /** Somebody's account is about to be removed. */
  void removing(String person) {
    if (isHimself(person)) {
      throw new NotAllowed("Nobody removes himself; another administrator can.");
    }
    if (people.groupsOf(person).contains(Groups.ADMINISTRATORS)) {
      requireAnotherAdministrator(person);
    }
  }

  /**
   * Somebody is about to join a group. Whoever hands out memberships could give himself a vote, so
   * he gives none to himself.
   */
  void joining(String person, String group) {
    if (isHimself(person)) {
      throw new NotAllowed(
          "Nobody makes himself a member of " + group + "; another administrator can.");
    }
    if (people.groupsOf(person).contains(group)) {
      throw new NotNow("userId: " + person + " belongs to " + group + " already.");
    }
  }

  /** Somebody is about to leave a group. */
  void leaving(String person, String group) {
    if (group.equals(Groups.ADMINISTRATORS)) {
      if (isHimself(person)) {
        throw new NotAllowed(
            "Nobody removes himself from " + group + "; another administrator can.");
      }
      requireAnotherAdministrator(person);
    }
  }

  /**
   * Without an administrator nobody could let anybody in again. Who removes one takes his turn, so
   * that two who remove each other do not both succeed.
   */
  private void requireAnotherAdministrator(String leaving) {
    jdbc.sql("select id from identity_setup where id = 1 for update").query(Integer.class).single();
    long others =
        jdbc.sql("select count(*) from act_id_membership where group_id_ = ? and user_id_ <> ?")
            .params(Groups.ADMINISTRATORS, leaving)
            .query(Long.class)
            .single();
    if (others == 0) {
      throw new NotNow(
          leaving
              + " is the last member of "
              + Groups.ADMINISTRATORS
              + "; make somebody else one first.");
    }
  }

  private boolean isHimself(String person) {
    return actors.current().id().equals(person);
  }

  private static void name(List<Problem> problems, String field, @Nullable String text) {
    if (text == null) {
      return;
    }
    if (text.length() > LONGEST_NAME) {
      problems.add(
          new Problem(
              field,
              PlainText.shortened(text, LONGEST_NAME),
              "has %d characters; at most %d are allowed".formatted(text.length(), LONGEST_NAME)));
    } else if (!PlainText.isText(text)) {
      problems.add(new Problem(field, null, PlainText.NO_TEXT));
    }
  }

  private static void refuse(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
  }
}
