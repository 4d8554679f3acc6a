package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ChangeDesk;
import org.springframework.stereotype.Component;

/** Determines the gates by policy and opens them. */
@Component
class DetermineGatesDelegate implements JavaDelegate {

  private final ChangeDesk desk;

  DetermineGatesDelegate(ChangeDesk desk) {
    this.desk = desk;
  }

  @Override
  public void execute(DelegateExecution execution) {
    desk.determineGates(ChangeFacts.number(execution));
  }
}
