package org.changecontrol.engine.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.SuspendedEntityInteractionException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.exception.NotValidException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.camunda.bpm.engine.rest.dto.AuthorizationExceptionDto;
import org.camunda.bpm.engine.rest.dto.ExceptionDto;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.changecontrol.identity.WellKnownPasswords;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.KeyReused;
import org.changecontrol.problem.NotAllowed;
import org.changecontrol.problem.NotNow;
import org.changecontrol.problem.NotVisible;
import org.changecontrol.problem.PlainText;
import org.changecontrol.problem.Refusal;
import org.changecontrol.problem.TooLarge;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what went wrong in the engine's own shape and with the status that the cause deserves. The
 * engine's resources wrap their failures in a 500; the cause is looked for behind it.
 */
@Provider
public class EngineErrors implements ExceptionMapper<Throwable> {

  private static final Logger log = LoggerFactory.getLogger(EngineErrors.class);

  private static final String FAULT =
      "The platform failed; nothing of this call was stored. The log says why, at this time.";

  private static final String COLLISION =
      "Somebody else moved this at the same moment; look at it again and repeat the call if it is still right.";

  private static final Pattern MISSING =
      Pattern.compile(
          "(?i).*(cannot find|not found|no .* found|no matching|doesn't exist|does not exist).*",
          Pattern.DOTALL);

  private static final Pattern ENGINE_CODE = Pattern.compile("^ENGINE-\\d+\\s+");

  private static final Pattern NAME_OF_THE_ENGINES_OWN =
      Pattern.compile("Cannot set transient variable with name (\\S+) to non-transient");

  private static final Pattern INVALID_ID =
      Pattern.compile("has an invalid id: (.*) is not a valid resource identifier", Pattern.DOTALL);

  private static final String RIGHT_ID =
      "is no name for an account or a group; right are letters from a to z, digits, dots, hyphens,"
          + " underscores and @, at most 64, with a letter or digit at the beginning";

  private static final String RIGHT_PASSWORD =
      "is refused; right are "
          + WellKnownPasswords.SHORTEST
          + " characters or more that do not hold the account's own name and that nobody guesses";

  /** SQL states of a text that its column does not take, and of what must be there once only. */
  private static final Set<String> UNFIT_TEXT = Set.of("22001", "22021", "22P05");

  private static final String UNIQUE_VIOLATION = "23505";

  private static final int LONGEST_ECHO = 100;

  private static final int UNPROCESSABLE = 422;

  @Context private @Nullable HttpServletRequest request;

  /** Made by the JAX-RS runtime. */
  public EngineErrors() {}

  private record Answer(int status, String type, String message) {}

  @Override
  public Response toResponse(Throwable failure) {
    AuthorizationException unauthorized = find(failure, AuthorizationException.class);
    if (unauthorized != null && find(failure, Refusal.class) == null) {
      refused(String.valueOf(unauthorized.getMessage()));
      return response(403, AuthorizationExceptionDto.fromException(unauthorized));
    }
    Answer answer = answer(failure);
    if (answer.status() >= 500) {
      log.error("A call of the engine's API failed: {}", where(), failure);
    }
    ExceptionDto body = new ExceptionDto();
    body.setType(answer.type());
    body.setMessage(answer.message());
    ProcessEngineException engine = find(failure, ProcessEngineException.class);
    if (engine != null) {
      body.setCode(engine.getCode());
    }
    return response(answer.status(), body);
  }

  private Answer answer(Throwable failure) {
    Refusal refusal = find(failure, Refusal.class);
    if (refusal != null) {
      String message = String.valueOf(refusal.getMessage());
      refused(message);
      return new Answer(status(refusal), name(refusal), message);
    }
    if (find(failure, OptimisticLockingException.class) != null) {
      return new Answer(409, "OptimisticLockingException", COLLISION);
    }
    SQLException unfit = find(failure, SQLException.class);
    if (unfit != null && UNFIT_TEXT.contains(String.valueOf(unfit.getSQLState()))) {
      return new Answer(
          400, "InvalidInput", "body has a text that is too long, or holds what no text may");
    }
    if (unfit != null && UNIQUE_VIOLATION.equals(unfit.getSQLState())) {
      return new Answer(409, "NotNow", "This is there already; look at it again.");
    }
    JsonProcessingException json = find(failure, JsonProcessingException.class);
    if (json != null) {
      return new Answer(
          400, "InvalidInput", "body is not readable JSON: " + json.getOriginalMessage());
    }
    ProcessEngineException engine = innermost(failure);
    if (engine != null) {
      Answer known = known(engine);
      if (known != null) {
        return known;
      }
    }
    if (failure instanceof RestException rest
        && rest.getStatus() != null
        && rest.getStatus().getStatusCode() < 500) {
      return new Answer(rest.getStatus().getStatusCode(), name(rest), plain(rest));
    }
    if (failure instanceof WebApplicationException web && web.getResponse().getStatus() < 500) {
      return new Answer(web.getResponse().getStatus(), name(web), plain(web));
    }
    return new Answer(500, name(failure), FAULT);
  }

  private @Nullable Answer known(ProcessEngineException failure) {
    String message = plain(failure);
    Matcher own = NAME_OF_THE_ENGINES_OWN.matcher(message);
    if (own.find()) {
      return new Answer(400, "InvalidInput", own.group(1) + " is not a field here");
    }
    Matcher id = INVALID_ID.matcher(message);
    if (id.find()) {
      return new Answer(400, "InvalidInput", "id " + shortened(id.group(1)) + " " + RIGHT_ID);
    }
    if (message.equals("Password does not match policy")) {
      return new Answer(400, "InvalidInput", "password " + RIGHT_PASSWORD);
    }
    if (failure instanceof NotFoundException
        || (failure instanceof NullValueException && MISSING.matcher(message).matches())) {
      return isDone()
          ? new Answer(409, "NotNow", "The task is done already.")
          : new Answer(404, name(failure), message);
    }
    if (failure instanceof TaskAlreadyClaimedException
        || failure instanceof SuspendedEntityInteractionException) {
      return new Answer(409, name(failure), message);
    }
    if (failure instanceof BadUserRequestException
        || failure instanceof NullValueException
        || failure instanceof NotValidException
        || failure instanceof ParseException
        || failure instanceof FormFieldValidationException) {
      return new Answer(400, name(failure), message);
    }
    return null;
  }

  private boolean isDone() {
    Attempt attempt = request == null ? null : Attempt.of(request);
    return attempt != null && attempt.isTooLate();
  }

  static int status(Refusal refusal) {
    if (refusal instanceof InvalidInput) {
      return 400;
    } else if (refusal instanceof NotAllowed) {
      return 403;
    } else if (refusal instanceof NotVisible) {
      return 404;
    } else if (refusal instanceof NotNow) {
      return 409;
    } else if (refusal instanceof TooLarge) {
      return 413;
    } else if (refusal instanceof KeyReused) {
      return UNPROCESSABLE;
    }
    throw new IllegalStateException("A refusal without a status", refusal);
  }

  private void refused(String reason) {
    Attempt attempt = request == null ? null : Attempt.of(request);
    if (attempt != null) {
      attempt.refusedBecause(reason);
    }
  }

  private String where() {
    return request == null ? "" : request.getMethod() + " " + request.getRequestURI();
  }

  static String name(Throwable failure) {
    return failure.getClass().getSimpleName();
  }

  private static String plain(Throwable failure) {
    return ENGINE_CODE.matcher(String.valueOf(failure.getMessage())).replaceFirst("");
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_ECHO ? text : PlainText.shortened(text, LONGEST_ECHO) + "…";
  }

  private static @Nullable ProcessEngineException innermost(Throwable failure) {
    ProcessEngineException innermost = null;
    for (Throwable cause = failure; cause != null; cause = next(cause)) {
      if (cause instanceof ProcessEngineException engine) {
        innermost = engine;
      }
    }
    return innermost;
  }

  private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> kind) {
    for (Throwable cause = failure; cause != null; cause = next(cause)) {
      if (kind.isInstance(cause)) {
        return kind.cast(cause);
      }
    }
    return null;
  }

  private static @Nullable Throwable next(Throwable failure) {
    return failure.getCause() == failure ? null : failure.getCause();
  }

  private static Response response(int status, ExceptionDto body) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header("Cache-Control", "no-store")
        .entity(body)
        .build();
  }
}
