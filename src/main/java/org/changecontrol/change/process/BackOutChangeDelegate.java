package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ChangeDesk;
import org.springframework.stereotype.Component;

/** Undoes what was done. */
@Component
class BackOutChangeDelegate implements JavaDelegate {

  private final ChangeDesk desk;

  BackOutChangeDelegate(ChangeDesk desk) {
    this.desk = desk;
  }

  @Override
  public void execute(DelegateExecution execution) {
    desk.backOut(ChangeFacts.number(execution), Submitted.reason(execution));
  }
}
