package org.changecontrol.engine;

import java.util.function.Supplier;
import org.changecontrol.problem.NotNow;
import org.changecontrol.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One user action is one transaction: what the engine does and what the domain does commit together
 * or not at all. An action that collided with another's is repeated as a whole, so it must take all
 * it needs from the database anew.
 */
@Component
public class UserActions {

  private final TransactionTemplate transaction;

  UserActions(PlatformTransactionManager transactions) {
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Does the action in a transaction of its own, or as part of the one that is under way.
   *
   * @throws NotNow when it kept colliding with others
   */
  public <T extends @Nullable Object> T perform(Supplier<T> action) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      return action.get();
    }
    try {
      return Collisions.outlasting(() -> inTransaction(action));
    } catch (RuntimeException e) {
      Refusal refusal = Collisions.find(e, Refusal.class);
      if (refusal != null) {
        throw refusal;
      }
      if (Collisions.isCollision(e)) {
        NotNow tooLate = new NotNow(Collisions.SENTENCE);
        tooLate.initCause(e);
        throw tooLate;
      }
      throw e;
    }
  }

  /** The same, for an action without a result. */
  public void perform(Runnable action) {
    this.<@Nullable Object>perform(
        () -> {
          action.run();
          return null;
        });
  }

  @SuppressWarnings("NullAway") // the template hands on what the action gave
  private <T extends @Nullable Object> T inTransaction(Supplier<T> action) {
    return transaction.execute(status -> action.get());
  }
}
