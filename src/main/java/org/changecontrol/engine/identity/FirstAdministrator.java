package org.changecontrol.engine.identity;

import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.changecontrol.identity.Groups;
import org.changecontrol.identity.UnsafeSettings;
import org.changecontrol.identity.WellKnownPasswords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The administrator whom the settings name. He is appointed where there is none yet, and gets the
 * password of the settings back where his own is one that everybody knows.
 */
@Component
class FirstAdministrator {

  private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);

  private final IdentityService identity;
  private final String id;
  private final String password;

  FirstAdministrator(
      IdentityService identity,
      @Value("${changecontrol.admin.id:admin}") String id,
      @Value("${changecontrol.admin.password:}") String password) {
    this.identity = identity;
    this.id = id;
    this.password = password;
  }

  void appoint() {
    User person = identity.createUserQuery().userId(id).singleResult();
    boolean isOne =
        identity.createUserQuery().userId(id).memberOfGroup(Groups.ADMINISTRATORS).count() > 0;
    if (person != null && isOne && hasDefaultPassword()) {
      setPassword(person);
      LOG.warn("Administrator {} had a default password; the one of the settings holds now", id);
    }
    if (identity.createUserQuery().memberOfGroup(Groups.ADMINISTRATORS).count() > 0) {
      return;
    }
    if (person == null) {
      person = identity.newUser(id);
      person.setFirstName("Platform");
      person.setLastName("Administrator");
    }
    setPassword(person);
    identity.createMembership(id, Groups.ADMINISTRATORS);
    LOG.info("Administrator {} is appointed, with the password of the settings", id);
  }

  private void setPassword(User person) {
    if (WellKnownPasswords.problem(id, password).isPresent()) {
      throw new UnsafeSettings(
          List.of(
              "There is no administrator with a password of his own. Set"
                  + " CHANGECONTROL_ADMIN_PASSWORD to one of at least %d characters."
                      .formatted(WellKnownPasswords.SHORTEST)));
    }
    person.setPassword(password);
    identity.saveUser(person);
  }

  private boolean hasDefaultPassword() {
    return identity.checkPassword(id, id)
        || WellKnownPasswords.DEFAULTS.stream()
            .anyMatch(known -> identity.checkPassword(id, known));
  }
}
