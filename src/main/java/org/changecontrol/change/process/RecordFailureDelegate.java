package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ChangeDesk;
import org.springframework.stereotype.Component;

/** Records that the work failed. */
@Component
class RecordFailureDelegate implements JavaDelegate {

  private final ChangeDesk desk;

  RecordFailureDelegate(ChangeDesk desk) {
    this.desk = desk;
  }

  @Override
  public void execute(DelegateExecution execution) {
    desk.recordFailure(ChangeFacts.number(execution));
  }
}
