package org.changecontrol.engine.identity;

import java.util.List;
import org.camunda.bpm.engine.identity.PasswordPolicy;
import org.camunda.bpm.engine.identity.PasswordPolicyRule;
import org.camunda.bpm.engine.impl.identity.PasswordPolicyLengthRuleImpl;
import org.camunda.bpm.engine.impl.identity.PasswordPolicyUserDataRuleImpl;
import org.changecontrol.identity.WellKnownPasswords;

/**
 * Passwords that Admin takes: long, and not made of the person's own name. No rule about kinds of
 * characters: these make passwords worse (NIST SP 800-63B, section 5.1.1).
 */
class LongPasswords implements PasswordPolicy {

  @Override
  public List<PasswordPolicyRule> getRules() {
    return List.of(
        new PasswordPolicyLengthRuleImpl(WellKnownPasswords.SHORTEST),
        new PasswordPolicyUserDataRuleImpl());
  }
}
