package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ChangeDesk;
import org.springframework.stereotype.Component;

/** Holds a change whose window ended before anybody started. */
@Component
class HoldMissedWindowDelegate implements JavaDelegate {

  private final ChangeDesk desk;

  HoldMissedWindowDelegate(ChangeDesk desk) {
    this.desk = desk;
  }

  @Override
  public void execute(DelegateExecution execution) {
    desk.holdMissedWindow(ChangeFacts.number(execution));
  }
}
