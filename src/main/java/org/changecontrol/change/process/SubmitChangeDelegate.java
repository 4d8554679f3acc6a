package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ChangeDesk;
import org.springframework.stereotype.Component;

/** Takes a complete request in. */
@Component
class SubmitChangeDelegate implements JavaDelegate {

  private final ChangeDesk desk;

  SubmitChangeDelegate(ChangeDesk desk) {
    this.desk = desk;
  }

  @Override
  public void execute(DelegateExecution execution) {
    desk.submit(ChangeFacts.number(execution));
  }
}
