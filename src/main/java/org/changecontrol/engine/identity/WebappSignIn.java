package org.changecontrol.engine.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationDto;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.changecontrol.identity.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The sign-in form that a webapp shows by itself when a sign-in has ended under it. It leads to the
 * one sign-in of the platform: same check, same brake, same cookie. The engine's own is never
 * reached.
 */
class WebappSignIn extends OncePerRequestFilter {

  private static final PathPatternRequestMatcher ADDRESS =
      PathPatternRequestMatcher.withDefaults()
          .matcher(HttpMethod.POST, "/camunda/api/admin/auth/user/{engine}/login/{webapp}");

  private final ObjectProvider<AuthenticationManager> signIn;
  private final ObjectProvider<SecurityContextRepository> signIns;
  private final ObjectProvider<AuthenticationEntryPoint> closedDoor;
  private final ObjectProvider<ProcessEngine> engine;
  private final ObjectProvider<ObjectMapper> json;

  WebappSignIn(
      ObjectProvider<AuthenticationManager> signIn,
      ObjectProvider<SecurityContextRepository> signIns,
      ObjectProvider<AuthenticationEntryPoint> closedDoor,
      ObjectProvider<ProcessEngine> engine,
      ObjectProvider<ObjectMapper> json) {
    this.signIn = signIn;
    this.signIns = signIns;
    this.closedDoor = closedDoor;
    this.engine = engine;
    this.json = json;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    RequestMatcher.MatchResult address = ADDRESS.matcher(request);
    if (address.isMatch()) {
      signIn(request, response, text(address.getVariables().get("webapp")));
    } else {
      chain.doFilter(request, response);
    }
  }

  private void signIn(HttpServletRequest request, HttpServletResponse response, String webapp)
      throws IOException, ServletException {
    var attempt =
        UsernamePasswordAuthenticationToken.unauthenticated(
            text(request.getParameter("username")), text(request.getParameter("password")));
    attempt.setDetails(new WebAuthenticationDetails(request));
    Authentication person;
    try {
      person = signIn.getObject().authenticate(attempt);
    } catch (AuthenticationException refused) {
      closedDoor.getObject().commence(request, response, refused);
      return;
    }
    UserAuthentication webappPerson = webappPerson(person);
    if (webappPerson == null || !webappPerson.getAuthorizedApps().contains(webapp)) {
      response.setStatus(HttpStatus.FORBIDDEN.value());
      return;
    }
    var earlier = request.getSession(false);
    if (earlier != null) {
      earlier.invalidate();
    }
    signIns.getObject().saveContext(new SecurityContextImpl(person), request, response);
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    json.getObject()
        .writeValue(response.getOutputStream(), AuthenticationDto.fromAuthentication(webappPerson));
  }

  private @Nullable UserAuthentication webappPerson(Authentication person) {
    List<String> groups =
        person.getPrincipal() instanceof Actor actor ? List.copyOf(actor.groups()) : List.of();
    return AuthenticationUtil.createAuthentication(
        engine.getObject(), person.getName(), groups, List.of());
  }

  private static String text(@Nullable String parameter) {
    return parameter == null ? "" : parameter;
  }
}
