package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ChangeDesk;
import org.springframework.stereotype.Component;

/** Decides whether the model of a standard change has authorised it. */
@Component
class DetermineEligibilityDelegate implements JavaDelegate {

  private final ChangeDesk desk;

  DetermineEligibilityDelegate(ChangeDesk desk) {
    this.desk = desk;
  }

  @Override
  public void execute(DelegateExecution execution) {
    desk.determineEligibility(ChangeFacts.number(execution));
  }
}
