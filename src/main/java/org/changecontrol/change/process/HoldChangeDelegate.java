package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ChangeDesk;
import org.springframework.stereotype.Component;

/** Pauses a change. */
@Component
class HoldChangeDelegate implements JavaDelegate {

  private final ChangeDesk desk;

  HoldChangeDelegate(ChangeDesk desk) {
    this.desk = desk;
  }

  @Override
  public void execute(DelegateExecution execution) {
    desk.hold(ChangeFacts.number(execution), Submitted.reason(execution));
  }
}
