package org.changecontrol.engine.identity;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.identity.PasswordPolicy;
import org.camunda.bpm.engine.identity.PasswordPolicyRule;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.identity.PasswordPolicyLengthRuleImpl;
import org.camunda.bpm.engine.impl.identity.PasswordPolicyUserDataRuleImpl;
import org.changecontrol.identity.WellKnownPasswords;
import org.jspecify.annotations.Nullable;

/**
 * Passwords that an account can get: long, not made of the person's own name, and none that
 * everybody knows. No rule about kinds of characters: these make passwords worse (NIST SP 800-63B,
 * section 5.1.1). In the demonstration its own accounts may have the password that is theirs.
 */
class LongPasswords implements PasswordPolicy {

  /** For whom a password is meant is not always said; it is a part of none. */
  private static final String UNKNOWN = "\0";

  private final boolean demonstration;

  LongPasswords(boolean demonstration) {
    this.demonstration = demonstration;
  }

  @Override
  public List<PasswordPolicyRule> getRules() {
    return List.of(new LongEnough(), new NotOfOneself(), new NotWellKnown());
  }

  private boolean isTheDemonstrations(String password, @Nullable User person) {
    return demonstration
        && person != null
        && password.equals(DemonstrationAccounts.PASSWORD)
        && DemonstrationAccounts.PEOPLE.stream().anyMatch(one -> one.id().equals(person.getId()));
  }

  private final class LongEnough extends PasswordPolicyLengthRuleImpl {

    LongEnough() {
      super(WellKnownPasswords.SHORTEST);
    }

    @Override
    public boolean execute(String password, User person) {
      return isTheDemonstrations(password, person)
          || (!password.isBlank() && super.execute(password));
    }
  }

  private final class NotOfOneself extends PasswordPolicyUserDataRuleImpl {

    @Override
    public boolean execute(String password, User person) {
      return isTheDemonstrations(password, person) || super.execute(password, person);
    }
  }

  private final class NotWellKnown implements PasswordPolicyRule {

    /** Admin shows it as it stands: its translations know the engine's own rules only. */
    @Override
    public String getPlaceholder() {
      return "The password must be none that is well known.";
    }

    @Override
    public Map<String, String> getParameters() {
      return Map.of();
    }

    @Override
    public boolean execute(String password) {
      return execute(password, null);
    }

    @Override
    public boolean execute(String password, @Nullable User person) {
      String id = person == null ? null : person.getId();
      return isTheDemonstrations(password, person)
          || WellKnownPasswords.problem(id == null ? UNKNOWN : id, password).isEmpty();
    }
  }
}
