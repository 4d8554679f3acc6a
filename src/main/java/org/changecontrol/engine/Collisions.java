package org.changecontrol.engine;

import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.changecontrol.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;

/**
 * Two who move the same thing at the same moment. The one who comes second did nothing wrong: what
 * he does is done again on the state that the first has left.
 */
final class Collisions {

  static final String SENTENCE =
      "Somebody else moved this at the same moment; look at it again and repeat the call if it is still right.";

  /** Eight voters at one gate need seven repetitions in the worst case. */
  private static final int ATTEMPTS = 10;

  private static final int STEP_MILLIS = 20;

  /** SQL states of serialisation failure, deadlock and a lock not got; H2's concurrent update. */
  private static final Set<String> STATES = Set.of("40001", "40P01", "55P03", "HYT00", "90131");

  /** SQL state of a unique constraint that was violated (ISO/IEC 9075, class 23). */
  private static final String UNIQUE_VIOLATION = "23505";

  private Collisions() {}

  /**
   * Does it until it meets no other; gives up with the last collision. A failure that is neither a
   * collision nor a refusal gets a second look: each statement sees what is committed when it runs
   * (read committed), so one who reads a task and then its execution, its variables or its grants
   * while another ends them fails in ways that say nothing of the cause. What fails in that way
   * twice running is told as it is.
   */
  static <T extends @Nullable Object> T outlasting(Supplier<T> action) {
    boolean isSecondLook = false;
    for (int attempt = 1; ; attempt++) {
      try {
        return action.get();
      } catch (RuntimeException e) {
        boolean collided = isCollision(e) || isDuplicate(e);
        boolean mayHaveReadWhatWasGoing = !isSecondLook && find(e, Refusal.class) == null;
        if (attempt == ATTEMPTS || !(collided || mayHaveReadWhatWasGoing)) {
          throw e;
        }
        isSecondLook = !collided;
        pause(attempt);
      }
    }
  }

  static boolean isCollision(Throwable failure) {
    return isCausedBy(
        failure,
        cause ->
            cause instanceof OptimisticLockingException
                || cause instanceof ConcurrencyFailureException
                || cause instanceof OptimisticLockException
                || cause instanceof PessimisticLockException
                || cause instanceof LockTimeoutException
                || (cause instanceof SQLException sql && STATES.contains(sql.getSQLState()))
                || isInstanceGone(cause));
  }

  /**
   * Whether another has ended this part of the process meanwhile: the engine then finds nothing
   * left of it when it looks for who handles a failure.
   */
  private static boolean isInstanceGone(Throwable cause) {
    return cause instanceof NullValueException
        && String.valueOf(cause.getMessage()).contains("list of executions is empty");
  }

  /**
   * Whether two put the same thing on record, such as a request under one idempotency key. The one
   * who comes second finds it there when he looks again.
   */
  private static boolean isDuplicate(Throwable failure) {
    return isCausedBy(
        failure,
        cause -> cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState()));
  }

  /** What the domain refuses is refused, whatever else went wrong on the way. */
  private static boolean isCausedBy(Throwable failure, Predicate<Throwable> kind) {
    if (find(failure, Refusal.class) != null) {
      return false;
    }
    for (@Nullable Throwable cause = failure; cause != null; cause = next(cause)) {
      if (kind.test(cause)) {
        return true;
      }
    }
    return false;
  }

  static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> kind) {
    for (@Nullable Throwable cause = failure; cause != null; cause = next(cause)) {
      if (kind.isInstance(cause)) {
        return kind.cast(cause);
      }
    }
    return null;
  }

  private static @Nullable Throwable next(Throwable failure) {
    return failure.getCause() == failure ? null : failure.getCause();
  }

  private static void pause(int attempt) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(1, STEP_MILLIS * attempt + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OptimisticLockingException(SENTENCE);
    }
  }
}
