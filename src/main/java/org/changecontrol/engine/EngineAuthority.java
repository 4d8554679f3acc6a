package org.changecontrol.engine;

import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The platform moves its own processes: who votes or backs a change out has no rights on a process
 * instance and needs none, since the trade's own rules have said whether he may. One engine command
 * around several keeps their statements together.
 */
@Component
public class EngineAuthority {

  private final ObjectProvider<ProcessEngine> engine;

  EngineAuthority(ObjectProvider<ProcessEngine> engine) {
    this.engine = engine;
  }

  /** Does the move as one engine command, without asking the engine's authorizations. */
  public <T> T withoutAuthorization(Supplier<T> move) {
    var configuration =
        (ProcessEngineConfigurationImpl) engine.getObject().getProcessEngineConfiguration();
    return configuration
        .getCommandExecutorTxRequired()
        .execute(context -> context.runWithoutAuthorization(move::get));
  }
}
