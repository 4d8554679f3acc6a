package org.changecontrol.identity;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Knows who acts from the sign-in of the request. */
@Component
class SignedInActors implements Actors {

  private final People people;

  SignedInActors(People people) {
    this.people = people;
  }

  @Override
  public Actor current() {
    Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
    if (signedIn == null) {
      return Actor.PLATFORM;
    }
    if (signedIn instanceof AnonymousAuthenticationToken || !signedIn.isAuthenticated()) {
      return Actor.NOBODY;
    }
    return signedIn.getPrincipal() instanceof Actor actor
        ? actor
        : new Actor(signedIn.getName(), people.groupsOf(signedIn.getName()));
  }
}
