package org.changecontrol.problem.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** The kinds of problem that {@code /api} tells, one HTTP status each. */
enum ProblemKind {
  /** The input is wrong; {@code errors} lists all of it. */
  INVALID_INPUT(HttpStatus.BAD_REQUEST, "The input is wrong"),
  /** Nobody is signed in. */
  NOT_SIGNED_IN(HttpStatus.UNAUTHORIZED, "Sign in first"),
  /** The person who asks may not do this. */
  NOT_ALLOWED(HttpStatus.FORBIDDEN, "Not allowed"),
  /** There is no such thing, or it may not be known that there is. */
  NOT_VISIBLE(HttpStatus.NOT_FOUND, "There is no such thing"),
  /** The address exists and does not take this method. */
  METHOD_NOT_TAKEN(HttpStatus.METHOD_NOT_ALLOWED, "The method is not taken here"),
  /** The answer cannot be given in any media type that was asked for. */
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "The answer has another media type"),
  /** Right in itself, but not in the present state of things. */
  NOT_NOW(HttpStatus.CONFLICT, "Not now"),
  /** More than is taken in one request. */
  TOO_LARGE(HttpStatus.PAYLOAD_TOO_LARGE, "Too large"),
  /** The body has a media type that is not read here. */
  MEDIA_TYPE_NOT_READ(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The media type is not read here"),
  /** The idempotency key was used before with another body. */
  KEY_REUSED(HttpStatus.UNPROCESSABLE_ENTITY, "The idempotency key was used with another body"),
  /** Too many requests; the answer says when to come back. */
  SLOW_DOWN(HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
  /** A fault of the platform; the log has it under the incident's id. */
  FAULT(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side"),
  /** The platform is overloaded or its database cannot be reached; nothing was stored. */
  OVERLOADED(HttpStatus.SERVICE_UNAVAILABLE, "Overloaded");

  private static final String NAMESPACE = "urn:problem-type:change-control:";

  private final HttpStatus status;
  private final String title;

  ProblemKind(HttpStatus status, String title) {
    this.status = status;
    this.title = title;
  }

  HttpStatus status() {
    return status;
  }

  String title() {
    return title;
  }

  /** A URN that does not change with the wording. */
  String type() {
    return NAMESPACE + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** The kind with that status; other client errors are wrong input, other server errors faults. */
  static ProblemKind of(HttpStatusCode status) {
    for (ProblemKind kind : values()) {
      if (kind.status.value() == status.value()) {
        return kind;
      }
    }
    return status.is4xxClientError() ? INVALID_INPUT : FAULT;
  }
}
