package org.changecontrol.identity.signin;

import org.springframework.security.access.AccessDeniedException;

/** Another site made a browser send this. */
final class FromElsewhere extends AccessDeniedException {

  FromElsewhere() {
    super("the request comes from another site");
  }

  @Override
  public String getMessage() {
    return "the request comes from another site";
  }
}
