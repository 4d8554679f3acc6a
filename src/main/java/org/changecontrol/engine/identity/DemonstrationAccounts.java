package org.changecontrol.engine.identity;

import static org.changecontrol.identity.Groups.ADMINISTRATORS;
import static org.changecontrol.identity.Groups.AUDITORS;
import static org.changecontrol.identity.Groups.CAB;
import static org.changecontrol.identity.Groups.CHANGE_MANAGERS;
import static org.changecontrol.identity.Groups.CONFIGURATION_MANAGERS;
import static org.changecontrol.identity.Groups.DATA_MODEL_OWNERS;
import static org.changecontrol.identity.Groups.EXECUTIVES;
import static org.changecontrol.identity.Groups.FREEZE_OWNERS;
import static org.changecontrol.identity.Groups.IMPLEMENTERS;
import static org.changecontrol.identity.Groups.OPERATORS;
import static org.changecontrol.identity.Groups.PEERS;
import static org.changecontrol.identity.Groups.REQUESTERS;
import static org.changecontrol.identity.Groups.ROBOTS;
import static org.changecontrol.identity.Groups.SERVICE_OWNERS;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.changecontrol.identity.UnsafeSettings;
import org.springframework.stereotype.Component;

/** The people of the demonstration. Everybody knows their password, so they exist nowhere else. */
@Component
class DemonstrationAccounts {

  static final String PASSWORD = "demo";

  /** A person of the demonstration and what he stands for. */
  record Person(String id, String first, String last, String role, List<String> groups) {}

  static final List<Person> PEOPLE =
      List.of(
          person("requester", "Rita", "Requester", "asks for changes", REQUESTERS),
          person("requester2", "Robin", "Requester", "asks and reviews", REQUESTERS, PEERS),
          person("implementer", "Iris", "Implementer", "carries changes out", IMPLEMENTERS),
          person("peer", "Petra", "Peer", "reviews plans", PEERS),
          person("peer2", "Paul", "Peer", "reviews plans", PEERS),
          person("owner", "Olga", "Owner", "answers for services", SERVICE_OWNERS),
          person("cab1", "Carl", "Cab", "sits on the advisory board", CAB),
          person("cab2", "Cora", "Cab", "sits on the advisory board", CAB),
          person("cab3", "Chen", "Cab", "sits on the advisory board", CAB),
          person("cab4", "Carmen", "Cab", "sits on the advisory board", CAB),
          person("executive", "Edith", "Executive", "decides critical changes", EXECUTIVES),
          person("manager", "Max", "Manager", "answers for change control", CHANGE_MANAGERS),
          person("config", "Clara", "Config", "keeps the configuration", CONFIGURATION_MANAGERS),
          person("modeller", "Milan", "Modeller", "owns the data model", DATA_MODEL_OWNERS),
          person("freezer", "Frida", "Freezer", "owns change freezes", FREEZE_OWNERS),
          person("auditor", "Anna", "Auditor", "reads everything", AUDITORS),
          person("operator", "Otto", "Operator", "watches Cockpit", OPERATORS),
          person("admin", "Ada", "Admin", "maintains people and groups", ADMINISTRATORS),
          person("robot", "Pipeline", "Robot", "starts and implements", ROBOTS));

  private final IdentityService identity;

  DemonstrationAccounts(IdentityService identity) {
    this.identity = identity;
  }

  /** Adds who is missing; whoever was changed since stays as he is. */
  void add() {
    Set<String> present = present();
    for (Person person : PEOPLE) {
      if (!present.contains(person.id)) {
        User user = identity.newUser(person.id);
        user.setFirstName(person.first);
        user.setLastName(person.last);
        user.setEmail(person.id + "@example.org");
        user.setPassword(PASSWORD);
        identity.saveUser(user);
        person.groups.forEach(group -> identity.createMembership(person.id, group));
      }
    }
  }

  /** Refuses to start where one of them can still sign in. */
  void refuse() {
    List<String> open =
        present().stream().filter(id -> identity.checkPassword(id, PASSWORD)).sorted().toList();
    if (!open.isEmpty()) {
      throw new UnsafeSettings(
          List.of(
              "The database has demonstration accounts with the password that everybody knows: %s."
                      .formatted(String.join(", ", open))
                  + " Set DATABASE_URL to a database in which the demonstration never ran."));
    }
  }

  private Set<String> present() {
    return identity
        .createUserQuery()
        .userIdIn(PEOPLE.stream().map(Person::id).toArray(String[]::new))
        .list()
        .stream()
        .map(User::getId)
        .collect(Collectors.toSet());
  }

  private static Person person(
      String id, String first, String last, String role, String... groups) {
    return new Person(id, first, last, role, List.of(groups));
  }
}
