package org.changecontrol.problem.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolationException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.changecontrol.fact.RefusedAttempt;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.KeyReused;
import org.changecontrol.problem.NotAllowed;
import org.changecontrol.problem.NotNow;
import org.changecontrol.problem.NotVisible;
import org.changecontrol.problem.Problem;
import org.changecontrol.problem.Refusal;
import org.changecontrol.problem.TooLarge;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * Turns whatever goes wrong under {@code /api} into problem details: the platform's refusals, the
 * web framework's own, and faults. A resolver and not an advice, because an advice answers for a
 * set of controllers and this answers for a set of addresses, those that no controller has
 * included. It leaves every other door alone.
 *
 * <p>Sign-in and access rules are left to the security filters, which know whether to ask for
 * credentials.
 */
final class ApiProblems implements HandlerExceptionResolver {

  private static final Logger log = LoggerFactory.getLogger(ApiProblems.class);

  /** Two wrote the same row at once. */
  private static final String TOO_LATE =
      "Somebody else moved this at the same moment; look at it again and repeat the call if it is still right.";

  /**
   * SQL states of texts that a column does not take: too long, not in its encoding, not in its
   * character set.
   */
  private static final Set<String> UNFIT_TEXT = Set.of("22001", "22021", "22P05");

  /**
   * SQL states of a connection that fails (08), resources that are used up (53) and a server that
   * stops (57P).
   */
  private static final Pattern UNREACHABLE = Pattern.compile("(08|53)...|57P..");

  static final String OVERLOADED =
      "The platform is overloaded or cannot reach its database; try again in a few seconds.";

  static final int SECONDS_TO_COME_BACK = 5;

  private final ProblemWriter problems;
  private final ApplicationEventPublisher events;

  ApiProblems(ProblemWriter problems, ApplicationEventPublisher events) {
    this.problems = problems;
    this.events = events;
  }

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception exception) {
    if (!ProblemWriter.isForApi(request)
        || exception instanceof AccessDeniedException
        || exception instanceof AuthenticationException) {
      return null;
    }
    try {
      if (response.isCommitted() || exception instanceof AsyncRequestNotUsableException) {
        log.debug("The answer to {} could not be finished", request.getRequestURI(), exception);
      } else {
        answer(request, response, handler, exception);
      }
    } catch (IOException e) {
      log.debug("The client left before it was told of {}", exception.toString(), e);
    }
    return new ModelAndView();
  }

  private void answer(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception exception)
      throws IOException {
    List<Throwable> causes = causes(exception);
    Refusal refusal = first(causes, Refusal.class);
    List<Problem> found = badRequest(exception);
    if (refusal != null) {
      refuse(request, response, refusal);
      tell(request, String.valueOf(refusal.getMessage()), refusal instanceof NotAllowed);
    } else if (exception instanceof MaxUploadSizeExceededException) {
      write(request, response, ProblemKind.TOO_LARGE, BodyLimit.sentence(BodyLimit.limit(request)));
    } else if (exception instanceof HttpMessageNotReadableException unreadable) {
      Problem problem = UnreadableBody.problem(unreadable.getCause());
      invalid(request, response, List.of(problem));
      tell(request, problem.field() + " " + problem.problem(), false);
    } else if (exception instanceof NoResourceFoundException
        || (exception instanceof HttpRequestMethodNotSupportedException
            && handler instanceof ResourceHttpRequestHandler)) {
      write(request, response, ProblemKind.NOT_VISIBLE, "There is no such address.");
    } else if (found != null) {
      invalid(request, response, found);
    } else if (exception instanceof ErrorResponse known
        && known.getStatusCode().is4xxClientError()) {
      known
          .getHeaders()
          .forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
      write(request, response, ProblemKind.of(known.getStatusCode()), detail(known));
    } else if (isTooLate(causes)) {
      write(request, response, ProblemKind.NOT_NOW, TOO_LATE);
    } else if (first(causes, DataIntegrityViolationException.class) != null
        && isUnfitText(causes)) {
      write(
          request,
          response,
          ProblemKind.INVALID_INPUT,
          "A text is longer than its field takes or holds a character that no text may, such as U+0000.");
    } else if (isOverload(exception, causes)) {
      log.warn(
          "Refused {} {} for overload", request.getMethod(), request.getRequestURI(), exception);
      response.setHeader("Retry-After", String.valueOf(SECONDS_TO_COME_BACK));
      write(request, response, ProblemKind.OVERLOADED, OVERLOADED);
    } else {
      fault(request, response, exception);
    }
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
      throws IOException {
    String detail = String.valueOf(refusal.getMessage());
    if (refusal instanceof InvalidInput input) {
      invalid(request, response, input.problems());
    } else if (refusal instanceof NotAllowed) {
      write(request, response, ProblemKind.NOT_ALLOWED, detail);
    } else if (refusal instanceof NotVisible) {
      write(request, response, ProblemKind.NOT_VISIBLE, detail);
    } else if (refusal instanceof NotNow now) {
      problems.write(
          request,
          response,
          ProblemKind.NOT_NOW,
          ProblemKind.NOT_NOW.status().value(),
          detail,
          null,
          now.members());
    } else if (refusal instanceof TooLarge) {
      write(request, response, ProblemKind.TOO_LARGE, detail);
    } else if (refusal instanceof KeyReused) {
      write(request, response, ProblemKind.KEY_REUSED, detail);
    } else {
      throw new IllegalStateException("A refusal without a status", refusal);
    }
  }

  /**
   * An act that was refused is for the record, a field that does not exist (or may not be set)
   * included. Reading is only where it is not allowed: who asks for what is not there has made a
   * mistake.
   */
  private void tell(HttpServletRequest request, String reason, boolean evenReading) {
    if (isReading(request) && !evenReading) {
      return;
    }
    String person = request.getRemoteUser();
    try {
      events.publishEvent(
          new RefusedAttempt(
              person == null ? "anonymous" : person,
              subject(request),
              request.getMethod() + " " + ProblemWriter.path(request),
              reason));
    } catch (RuntimeException e) {
      log.error("A refused attempt could not be recorded: {}", reason, e);
    }
  }

  private static boolean isReading(HttpServletRequest request) {
    return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
  }

  /** What a call was about: the number or key in its address, or the address. */
  private static String subject(HttpServletRequest request) {
    if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
        instanceof Map<?, ?> variables) {
      for (String name : List.of("number", "key", "id")) {
        if (variables.get(name) instanceof String named) {
          return named;
        }
      }
    }
    return ProblemWriter.path(request);
  }

  private static @Nullable List<Problem> badRequest(Exception exception) {
    if (exception instanceof MissingServletRequestParameterException missing) {
      return List.of(Problem.missing(missing.getParameterName()));
    }
    if (exception instanceof MissingServletRequestPartException missing) {
      return List.of(Problem.missing(missing.getRequestPartName()));
    }
    if (exception instanceof MissingRequestHeaderException missing) {
      return List.of(Problem.missing(missing.getHeaderName()));
    }
    if (exception instanceof MethodArgumentTypeMismatchException mismatch) {
      return List.of(
          new Problem(
              mismatch.getName(),
              mismatch.getValue(),
              UnreadableBody.right(mismatch.getRequiredType())));
    }
    if (exception instanceof TypeMismatchException mismatch) {
      String name = mismatch.getPropertyName();
      return List.of(
          new Problem(
              name == null ? "request" : name,
              mismatch.getValue(),
              UnreadableBody.right(mismatch.getRequiredType())));
    }
    if (exception instanceof BindException binding) {
      return binding.getFieldErrors().stream().map(ApiProblems::problem).toList();
    }
    if (exception instanceof HandlerMethodValidationException validation) {
      return validation.getParameterValidationResults().stream()
          .flatMap(
              result ->
                  result.getResolvableErrors().stream()
                      .map(
                          error ->
                              error instanceof FieldError field
                                  ? problem(field)
                                  : new Problem(
                                      String.valueOf(
                                          result.getMethodParameter().getParameterName()),
                                      result.getArgument(),
                                      String.valueOf(error.getDefaultMessage()))))
          .toList();
    }
    if (exception instanceof ConstraintViolationException violation) {
      return violation.getConstraintViolations().stream()
          .map(
              one ->
                  new Problem(
                      one.getPropertyPath().toString(), one.getInvalidValue(), one.getMessage()))
          .toList();
    }
    if (exception instanceof MultipartException) {
      return List.of(new Problem("body", null, "is not a multipart form that can be read"));
    }
    return null;
  }

  private static Problem problem(FieldError error) {
    return new Problem(
        error.getField(), error.getRejectedValue(), String.valueOf(error.getDefaultMessage()));
  }

  private static String detail(ErrorResponse known) {
    if (known instanceof HttpMediaTypeNotSupportedException media
        && !media.getSupportedMediaTypes().isEmpty()) {
      return "The body is read as "
          + media.getSupportedMediaTypes().stream()
              .map(String::valueOf)
              .collect(Collectors.joining(" or "))
          + ", not as "
          + media.getContentType()
          + ".";
    }
    if (known instanceof HttpRequestMethodNotSupportedException method) {
      return method.getMethod()
          + " is not taken here; taken are "
          + String.join(", ", orNone(method.getSupportedMethods()))
          + ".";
    }
    String detail = known.getBody().getDetail();
    return detail == null ? ProblemKind.of(known.getStatusCode()).title() + "." : detail;
  }

  private static Collection<String> orNone(String @Nullable [] names) {
    return names == null ? List.of() : List.of(names);
  }

  /** Also the engine's own exception, known by its name: engine types do not belong here. */
  private static boolean isTooLate(List<Throwable> causes) {
    return causes.stream()
        .anyMatch(
            cause ->
                cause instanceof ConcurrencyFailureException
                    || cause instanceof jakarta.persistence.OptimisticLockException
                    || cause.getClass().getSimpleName().equals("OptimisticLockingException")
                    || (cause instanceof SQLException sql
                        && Set.of("23505", "40001", "40P01")
                            .contains(String.valueOf(sql.getSQLState()))));
  }

  private static boolean isUnfitText(List<Throwable> causes) {
    return causes.stream()
        .anyMatch(
            cause ->
                cause instanceof SQLException sql
                    && UNFIT_TEXT.contains(String.valueOf(sql.getSQLState())));
  }

  /**
   * The database cannot be reached, has no connection to spare or goes away; also what asks for it
   * by its status.
   */
  static boolean isOverload(Throwable exception) {
    return isOverload(exception, causes(exception));
  }

  private static boolean isOverload(Throwable exception, List<Throwable> causes) {
    return (exception instanceof ErrorResponse known && known.getStatusCode().value() == 503)
        || causes.stream()
            .anyMatch(
                cause ->
                    cause instanceof CannotCreateTransactionException
                        || cause instanceof SQLTransientConnectionException
                        || cause instanceof DataAccessResourceFailureException
                        || (cause instanceof SQLException sql
                            && UNREACHABLE.matcher(String.valueOf(sql.getSQLState())).matches()));
  }

  private void fault(HttpServletRequest request, HttpServletResponse response, Exception exception)
      throws IOException {
    String incident = UUID.randomUUID().toString();
    log.error(
        "Incident {}: {} {} failed",
        incident,
        request.getMethod(),
        request.getRequestURI(),
        exception);
    problems.write(
        request,
        response,
        ProblemKind.FAULT,
        ProblemKind.FAULT.status().value(),
        "Nothing was stored. Whoever runs the platform finds the cause in its log under incident "
            + incident
            + ".",
        null,
        Map.of("incident", incident));
  }

  private void invalid(
      HttpServletRequest request, HttpServletResponse response, List<Problem> found)
      throws IOException {
    problems.write(
        request,
        response,
        ProblemKind.INVALID_INPUT,
        ProblemKind.INVALID_INPUT.status().value(),
        found.stream()
            .limit(20)
            .map(problem -> problem.field() + " " + problem.problem())
            .collect(Collectors.joining("; ", "", found.size() > 20 ? "; and more" : "")),
        found,
        Map.of());
  }

  private void write(
      HttpServletRequest request, HttpServletResponse response, ProblemKind kind, String detail)
      throws IOException {
    problems.write(request, response, kind, kind.status().value(), detail, null, Map.of());
  }

  private static List<Throwable> causes(Throwable outermost) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> causes = new ArrayList<>();
    Throwable next = outermost;
    while (next != null && seen.add(next)) {
      causes.add(next);
      next = next.getCause();
    }
    return causes;
  }

  private static <T extends Throwable> @Nullable T first(List<Throwable> causes, Class<T> kind) {
    return causes.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElse(null);
  }
}
