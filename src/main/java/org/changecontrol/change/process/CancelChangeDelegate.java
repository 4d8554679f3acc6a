package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ChangeDesk;
import org.springframework.stereotype.Component;

/** Gives a change up before work began. */
@Component
class CancelChangeDelegate implements JavaDelegate {

  private final ChangeDesk desk;

  CancelChangeDelegate(ChangeDesk desk) {
    this.desk = desk;
  }

  @Override
  public void execute(DelegateExecution execution) {
    desk.cancel(ChangeFacts.number(execution), Submitted.reason(execution));
  }
}
