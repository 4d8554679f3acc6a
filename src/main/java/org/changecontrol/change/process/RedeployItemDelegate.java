package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ChangeDesk;
import org.springframework.stereotype.Component;

/** Puts an existing item to use instead. */
@Component
class RedeployItemDelegate implements JavaDelegate {

  private final ChangeDesk desk;

  RedeployItemDelegate(ChangeDesk desk) {
    this.desk = desk;
  }

  @Override
  public void execute(DelegateExecution execution) {
    desk.redeploy(ChangeFacts.number(execution));
  }
}
