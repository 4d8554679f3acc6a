package org.changecontrol.identity.signin;

import org.changecontrol.identity.Actor;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** Somebody whose identity has been established, with the groups he belongs to at this request. */
final class SignedIn extends AbstractAuthenticationToken {

  private final transient Actor actor;
  private final String passwordMark;

  SignedIn(Account account) {
    super(AuthorityUtils.createAuthorityList(account.actor().groups()));
    this.actor = account.actor();
    this.passwordMark = account.passwordMark();
    setAuthenticated(true);
  }

  @Override
  public Actor getPrincipal() {
    return actor;
  }

  @Override
  public String getName() {
    return actor.id();
  }

  /** The password is not kept. */
  @Override
  public String getCredentials() {
    return "";
  }

  String passwordMark() {
    return passwordMark;
  }
}
