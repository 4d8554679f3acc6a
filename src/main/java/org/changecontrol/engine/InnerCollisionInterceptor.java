package org.changecontrol.engine;

import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * Stands inside the transaction of each engine command and tells a collision in the engine's words
 * before a failed job is entered in the books.
 */
final class InnerCollisionInterceptor extends CommandInterceptor {

  @Override
  public <T> T execute(Command<T> command) {
    try {
      return next.execute(command);
    } catch (RuntimeException e) {
      if (Collisions.isCollision(e)) {
        throw CollisionInterceptor.inTheEnginesWords(e);
      }
      throw e;
    }
  }
}
