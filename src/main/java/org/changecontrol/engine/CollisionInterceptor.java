package org.changecontrol.engine;

import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.cmd.AcquireJobsCmd;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.changecontrol.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Stands outside the transaction of each engine command: repeats a command that collided with
 * another's, and hands a refusal of the domain on without the engine's wrapping. Where somebody
 * else owns the transaction it repeats nothing, since only the whole transaction can be repeated. A
 * job is left to the job executor, which takes a collided job up again by itself.
 */
final class CollisionInterceptor extends CommandInterceptor {

  @Override
  public <T> T execute(Command<T> command) {
    if (TransactionSynchronizationManager.isActualTransactionActive()
        || Context.getCommandContext() != null
        || belongsToJobExecutor(command)) {
      return once(command);
    }
    return Collisions.outlasting(() -> once(command));
  }

  private <T> T once(Command<T> command) {
    try {
      return next.execute(command);
    } catch (RuntimeException e) {
      throw inTheEnginesWords(e);
    }
  }

  /** The engine spares the retries of a job for its own kind of collision only. */
  static RuntimeException inTheEnginesWords(RuntimeException failure) {
    @Nullable Refusal refusal = Collisions.find(failure, Refusal.class);
    if (refusal != null) {
      return refusal;
    }
    if (!(failure instanceof OptimisticLockingException) && Collisions.isCollision(failure)) {
      return new OptimisticLockingException(Collisions.SENTENCE, failure);
    }
    return failure;
  }

  private static boolean belongsToJobExecutor(Command<?> command) {
    return command instanceof ExecuteJobsCmd
        || command instanceof AcquireJobsCmd
        || command.getClass().getName().startsWith("org.camunda.bpm.engine.impl.jobexecutor.");
  }
}
