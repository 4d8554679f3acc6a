package org.changecontrol.engine.identity;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashSet;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.webapp.impl.security.auth.Authentication;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.changecontrol.identity.Actor;
import org.changecontrol.identity.Actors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Makes whoever is signed in at the platform the person of Tasklist, Cockpit and Admin. Their own
 * session holds a copy and nothing else: it is made anew on whatever node a request arrives, and as
 * soon as the person or his groups are others.
 */
class WebappPerson extends ContainerBasedAuthenticationFilter {

  private final ObjectProvider<Actors> actors;

  WebappPerson(ObjectProvider<Actors> actors) {
    this.actors = actors;
  }

  @Override
  public void init(FilterConfig filterConfig) {
    authenticationProvider =
        new AuthenticationProvider() {
          @Override
          public AuthenticationResult extractAuthenticatedUser(
              HttpServletRequest request, ProcessEngine engine) {
            Actor actor = actors.getObject().current();
            if (actor.equals(Actor.NOBODY) || actor.equals(Actor.PLATFORM)) {
              return AuthenticationResult.unsuccessful();
            }
            AuthenticationResult person = AuthenticationResult.successful(actor.id());
            person.setGroups(List.copyOf(actor.groups()));
            person.setTenants(List.of());
            return person;
          }

          @Override
          public void augmentResponseByAuthenticationChallenge(
              HttpServletResponse response, ProcessEngine engine) {}
        };
  }

  /** There is one engine; every request of a webapp is somebody's. */
  @Override
  protected @Nullable String extractEngineName(HttpServletRequest request) {
    return "default";
  }

  @Override
  protected boolean existisAuthentication(
      Authentications authentications, String engineName, String username) {
    Authentication known = authentications.getAuthenticationForProcessEngine(engineName);
    return known instanceof UserAuthentication person
        && username.equals(person.getIdentityId())
        && new HashSet<>(person.getGroupIds()).equals(actors.getObject().current().groups());
  }
}
