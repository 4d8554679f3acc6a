package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ChangeDesk;
import org.springframework.stereotype.Component;

/** Applies the change set to the estate. */
@Component
class ApplyChangeSetDelegate implements JavaDelegate {

  private final ChangeDesk desk;

  ApplyChangeSetDelegate(ChangeDesk desk) {
    this.desk = desk;
  }

  @Override
  public void execute(DelegateExecution execution) {
    desk.apply(ChangeFacts.number(execution));
  }
}
