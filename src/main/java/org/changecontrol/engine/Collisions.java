package org.changecontrol.engine;

import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.camunda.bpm.engine.OptimisticLockingException;
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

  private Collisions() {}

  /** Does it until it meets no other; gives up with the last collision. */
  static <T extends @Nullable Object> T outlasting(Supplier<T> action) {
    for (int attempt = 1; ; attempt++) {
      try {
        return action.get();
      } catch (RuntimeException e) {
        if (attempt == ATTEMPTS || !isCollision(e)) {
          throw e;
        }
        pause(attempt);
      }
    }
  }

  static boolean isCollision(Throwable failure) {
    if (find(failure, Refusal.class) != null) {
      return false;
    }
    for (@Nullable Throwable cause = failure; cause != null; cause = next(cause)) {
      if (cause instanceof OptimisticLockingException
          || cause instanceof ConcurrencyFailureException
          || cause instanceof OptimisticLockException
          || cause instanceof PessimisticLockException
          || cause instanceof LockTimeoutException
          || (cause instanceof SQLException sql && STATES.contains(sql.getSQLState()))) {
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
