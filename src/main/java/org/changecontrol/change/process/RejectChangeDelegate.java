package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ChangeDesk;
import org.springframework.stereotype.Component;

/** Ends a change that was refused. */
@Component
class RejectChangeDelegate implements JavaDelegate {

  private final ChangeDesk desk;

  RejectChangeDelegate(ChangeDesk desk) {
    this.desk = desk;
  }

  @Override
  public void execute(DelegateExecution execution) {
    desk.reject(ChangeFacts.number(execution));
  }
}
