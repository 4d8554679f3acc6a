package org.changecontrol.engine.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.camunda.bpm.engine.rest.dto.ExceptionDto;
import org.changecontrol.fact.RefusedAttempt;
import org.changecontrol.identity.Actor;
import org.changecontrol.identity.Actors;
import org.changecontrol.problem.NotAllowed;
import org.changecontrol.problem.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands before every address of the engine's APIs, after sign-in: lets through what is on the list
 * of permissions, refuses the rest in the engine's own words, and tells of each refusal.
 */
final class EngineDoor extends OncePerRequestFilter {

  private static final Logger log = LoggerFactory.getLogger(EngineDoor.class);

  private final Actors actors;
  private final Subjects subjects;
  private final FailedJobs failedJobs;
  private final ApplicationEventPublisher events;
  private final ObjectMapper json;

  EngineDoor(
      Actors actors,
      Subjects subjects,
      FailedJobs failedJobs,
      ApplicationEventPublisher events,
      ObjectMapper json) {
    this.actors = actors;
    this.subjects = subjects;
    this.failedJobs = failedJobs;
    this.events = events;
    this.json = json;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Actor actor = actors.current();
    Optional<Call> read = Call.read(request);
    if (read.isEmpty()) {
      refuse(
          request,
          response,
          "The address or method of this call can be read in more than one way.",
          actor,
          request.getRequestURI());
      return;
    }
    Call call = read.get();
    Optional<Permission> covering = Permissions.covering(call);
    if (covering.isEmpty()) {
      refuse(
          request,
          response,
          call.method()
              + " "
              + call.path()
              + " is closed to everybody: changes are moved by their own steps, not by the engine's"
              + " tools.",
          actor,
          subjects.of(call));
      return;
    }
    Permission permission = covering.get();
    if (!permission.isFor(actor, call)) {
      refuse(
          request,
          response,
          call.method() + " " + call.path() + " is not for " + actor.id() + ".",
          actor,
          subjects.of(call));
      return;
    }
    Attempt attempt = new Attempt(actor, call, permission, subjects);
    attempt.attachTo(request);
    try {
      if (isDoneHere(call, actor, request)) {
        response.setStatus(HttpStatus.NO_CONTENT.value());
        return;
      }
    } catch (Refusal refusal) {
      refuse(request, response, refusal, actor, subjects.of(call));
      return;
    }
    chain.doFilter(request, response);
    String refusal = attempt.refusal();
    if (refusal != null) {
      tell(actor, subjects.of(call), request, refusal);
    }
  }

  /** What the engine would ask other rights for, or take more with, than the platform does. */
  private boolean isDoneHere(Call call, Actor actor, HttpServletRequest request)
      throws IOException {
    if (subjects.isReturnedByItsHolder(call, actor)) {
      subjects.giveBack(call);
      return true;
    }
    if (FailedJobs.isAbout(call)) {
      failedJobs.retry(call, request.getInputStream().readAllBytes());
      return true;
    }
    return false;
  }

  private void refuse(
      HttpServletRequest request,
      HttpServletResponse response,
      String reason,
      Actor actor,
      String subject)
      throws IOException {
    refuse(request, response, new NotAllowed(reason), actor, subject);
  }

  private void refuse(
      HttpServletRequest request,
      HttpServletResponse response,
      Refusal refusal,
      Actor actor,
      String subject)
      throws IOException {
    String reason = String.valueOf(refusal.getMessage());
    ExceptionDto body = new ExceptionDto();
    body.setType(EngineErrors.name(refusal));
    body.setMessage(reason);
    response.setStatus(EngineErrors.status(refusal));
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.setHeader("Cache-Control", "no-store");
    json.writeValue(response.getOutputStream(), body);
    response.flushBuffer();
    tell(actor, subject, request, reason);
  }

  private void tell(Actor actor, String subject, HttpServletRequest request, String reason) {
    try {
      events.publishEvent(
          new RefusedAttempt(
              actor.equals(Actor.PLATFORM) ? "anonymous" : actor.id(),
              subject,
              request.getMethod() + " " + request.getRequestURI(),
              reason));
    } catch (RuntimeException e) {
      log.error("A refused attempt could not be recorded: {}", reason, e);
    }
  }
}
