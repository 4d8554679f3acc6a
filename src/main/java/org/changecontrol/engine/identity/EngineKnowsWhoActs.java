package org.changecontrol.engine.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.changecontrol.identity.Actor;
import org.changecontrol.identity.Actors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells the engine who is signed in, for the length of a request. Without it the engine would check
 * nothing: it asks for grants only where somebody is known to act. The webapps tell it themselves.
 */
class EngineKnowsWhoActs extends OncePerRequestFilter {

  private final ObjectProvider<Actors> actors;
  private final ObjectProvider<IdentityService> engine;

  EngineKnowsWhoActs(ObjectProvider<Actors> actors, ObjectProvider<IdentityService> engine) {
    this.actors = actors;
    this.engine = engine;
  }

  /** A held request goes on in another thread. */
  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return path.startsWith("/camunda/") || path.startsWith("/actuator/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Actor actor = actors.getObject().current();
    if (actor.equals(Actor.NOBODY) || actor.equals(Actor.PLATFORM)) {
      chain.doFilter(request, response);
      return;
    }
    IdentityService identity = engine.getObject();
    identity.setAuthentication(actor.id(), List.copyOf(actor.groups()), List.of());
    try {
      chain.doFilter(request, response);
    } finally {
      identity.clearAuthentication();
    }
  }
}
