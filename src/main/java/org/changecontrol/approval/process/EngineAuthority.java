package org.changecontrol.approval.process;

import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The platform moves its own processes: who votes or takes a vote back has no rights on a process instance, and needs none, since the
 * gate has said whether he may.
 */
@Component
class EngineAuthority {

  private final ObjectProvider<ProcessEngine> engine;

  EngineAuthority(ObjectProvider<ProcessEngine> engine) {
    this.engine = engine;
  }

  <T> T withoutAuthorization(Supplier<T> move) {
    var configuration =
        (ProcessEngineConfigurationImpl) engine.getObject().getProcessEngineConfiguration();
    return configuration
        .getCommandExecutorTxRequired()
        .execute(context -> context.runWithoutAuthorization(move::get));
  }
}
