package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ChangeDesk;
import org.springframework.stereotype.Component;

/** Opens the gate that decides whether work may go on after its window. */
@Component
class RaiseExtensionDelegate implements JavaDelegate {

  private final ChangeDesk desk;

  RaiseExtensionDelegate(ChangeDesk desk) {
    this.desk = desk;
  }

  @Override
  public void execute(DelegateExecution execution) {
    desk.raiseExtension(ChangeFacts.number(execution));
  }
}
