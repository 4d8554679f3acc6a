package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ChangeDesk;
import org.springframework.stereotype.Component;

/** Puts the targets into maintenance and locks what will change. */
@Component
class BeginImplementationDelegate implements JavaDelegate {

  private final ChangeDesk desk;

  BeginImplementationDelegate(ChangeDesk desk) {
    this.desk = desk;
  }

  @Override
  public void execute(DelegateExecution execution) {
    desk.begin(ChangeFacts.number(execution));
  }
}
