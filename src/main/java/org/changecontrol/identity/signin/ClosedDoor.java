package org.changecontrol.identity.signin;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.changecontrol.fact.RefusedAttempt;
import org.changecontrol.identity.Actor;
import org.changecontrol.identity.Actors;
import org.changecontrol.problem.web.ProblemWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * What is said to whoever is not let in: a person with a browser gets the sign-in page, a script
 * the status in the shape of the door it knocked at. Every refusal is told to the audit trail.
 */
class ClosedDoor implements AuthenticationEntryPoint, AccessDeniedHandler {

  private final Actors actors;
  private final ProblemWriter problems;
  private final ObjectMapper json;
  private final ApplicationEventPublisher events;

  ClosedDoor(
      Actors actors, ProblemWriter problems, ObjectMapper json, ApplicationEventPublisher events) {
    this.actors = actors;
    this.problems = problems;
    this.json = json;
    this.events = events;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException {
    if (reason instanceof TooManyAttempts tooMany) {
      response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(tooMany.seconds()));
      answer(
          request,
          response,
          HttpStatus.TOO_MANY_REQUESTS,
          "TooManyAttempts",
          "too many wrong passwords; the next attempt counts in %d s".formatted(tooMany.seconds()));
    } else if (isNavigation(request)) {
      response.sendRedirect(request.getContextPath() + SignInPage.ADDRESS + backTo(request));
    } else {
      events.publishEvent(
          new RefusedAttempt(
              Actor.NOBODY.id(), path(request), action(request), "nobody is signed in"));
      response.setHeader(
          HttpHeaders.WWW_AUTHENTICATE,
          (takesBasic(request) ? "Basic" : "Session") + " realm=\"Change Control\"");
      answer(
          request,
          response,
          HttpStatus.UNAUTHORIZED,
          "NotSignedIn",
          "this needs a sign-in: HTTP Basic, or the sign-in page for people");
    }
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
      throws IOException {
    String why =
        reason instanceof FromElsewhere from ? from.getMessage() : "this account has no part in it";
    events.publishEvent(
        new RefusedAttempt(actors.current().id(), path(request), action(request), why));
    answer(request, response, HttpStatus.FORBIDDEN, "NotAllowed", "not allowed: " + why);
  }

  private void answer(
      HttpServletRequest request,
      HttpServletResponse response,
      HttpStatus status,
      String type,
      String message)
      throws IOException {
    String path = path(request);
    if (path.startsWith("/engine-rest") || path.startsWith("/camunda/api")) {
      Map<String, @Nullable Object> body = new LinkedHashMap<>();
      body.put("type", type);
      body.put("message", message);
      body.put("code", null);
      response.setStatus(status.value());
      response.setContentType(MediaType.APPLICATION_JSON_VALUE);
      json.writeValue(response.getOutputStream(), body);
    } else if (isNavigation(request)) {
      response.sendError(status.value());
    } else {
      problems.write(request, response, status, message);
    }
  }

  /** A script in a page must not make the browser ask for Basic credentials. */
  private static boolean takesBasic(HttpServletRequest request) {
    return SignInConfiguration.BASIC.matches(request) && !isScriptInPage(request);
  }

  static boolean isNavigation(HttpServletRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return (request.getMethod().equals("GET") || request.getMethod().equals("HEAD"))
        && accept != null
        && accept.contains(MediaType.TEXT_HTML_VALUE)
        && !isScriptInPage(request);
  }

  private static boolean isScriptInPage(HttpServletRequest request) {
    String mode = request.getHeader("Sec-Fetch-Mode");
    return "XMLHttpRequest".equals(request.getHeader("X-Requested-With"))
        || (mode != null && !mode.equals("navigate"));
  }

  private static String backTo(HttpServletRequest request) {
    String query = request.getQueryString();
    String target = path(request) + (query == null ? "" : "?" + query);
    return target.equals("/") ? "" : "?to=" + URLEncoder.encode(target, StandardCharsets.UTF_8);
  }

  private static String path(HttpServletRequest request) {
    return request.getRequestURI().substring(request.getContextPath().length());
  }

  private static String action(HttpServletRequest request) {
    return request.getMethod() + " " + path(request);
  }
}
