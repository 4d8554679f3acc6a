package org.changecontrol.change.process;

import org.camunda.bpm.engine.RuntimeService;
import org.changecontrol.change.ChangeType;
import org.changecontrol.engine.EngineAuthority;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Lets the normal change that takes the place of another go through its own process. */
@Component
class SuccessorProcess {

  private final RuntimeService runtime;
  private final EngineAuthority authority;

  SuccessorProcess(@Lazy RuntimeService runtime, EngineAuthority authority) {
    this.runtime = runtime;
    this.authority = authority;
  }

  /**
   * Begins it as part of the transaction that ends the other.
   *
   * @param number of the normal change
   */
  void begin(String number) {
    authority.withoutAuthorization(
        () -> runtime.startProcessInstanceByKey(ChangeType.NORMAL.process(), number));
  }
}
