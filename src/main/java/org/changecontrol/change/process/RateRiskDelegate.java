package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ChangeDesk;
import org.springframework.stereotype.Component;

/** Rates the risk by policy. */
@Component
class RateRiskDelegate implements JavaDelegate {

  private final ChangeDesk desk;

  RateRiskDelegate(ChangeDesk desk) {
    this.desk = desk;
  }

  @Override
  public void execute(DelegateExecution execution) {
    desk.rateRisk(ChangeFacts.number(execution));
  }
}
