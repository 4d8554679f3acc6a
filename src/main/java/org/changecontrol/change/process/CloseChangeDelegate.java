package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ChangeDesk;
import org.springframework.stereotype.Component;

/** Closes a change. */
@Component
class CloseChangeDelegate implements JavaDelegate {

  private final ChangeDesk desk;

  CloseChangeDelegate(ChangeDesk desk) {
    this.desk = desk;
  }

  @Override
  public void execute(DelegateExecution execution) {
    desk.close(ChangeFacts.number(execution));
  }
}
