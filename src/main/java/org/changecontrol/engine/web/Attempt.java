package org.changecontrol.engine.web;

import jakarta.servlet.http.HttpServletRequest;
import org.changecontrol.identity.Actor;
import org.jspecify.annotations.Nullable;

/** A call on its way through the door: who makes it, under which permission, and why it failed. */
final class Attempt {

  private static final String ATTRIBUTE = Attempt.class.getName();

  private final Actor actor;
  private final Call call;
  private final Permission permission;
  private final Subjects subjects;
  private @Nullable String refusal;

  Attempt(Actor actor, Call call, Permission permission, Subjects subjects) {
    this.actor = actor;
    this.call = call;
    this.permission = permission;
    this.subjects = subjects;
  }

  static @Nullable Attempt of(HttpServletRequest request) {
    return (Attempt) request.getAttribute(ATTRIBUTE);
  }

  void attachTo(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  Actor actor() {
    return actor;
  }

  Call call() {
    return call;
  }

  Permission permission() {
    return permission;
  }

  /** Whether the task that it is about is done already. */
  boolean isTooLate() {
    return !call.isReading() && subjects.isDone(call);
  }

  /** Why the platform refused it, or null where it did not. */
  @Nullable String refusal() {
    return refusal;
  }

  void refusedBecause(String reason) {
    this.refusal = reason;
  }
}
