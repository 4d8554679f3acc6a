package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ChangeDesk;
import org.springframework.stereotype.Component;

/** Plans to use an existing item instead. */
@Component
class PlanRedeploymentDelegate implements JavaDelegate {

  private final ChangeDesk desk;

  PlanRedeploymentDelegate(ChangeDesk desk) {
    this.desk = desk;
  }

  @Override
  public void execute(DelegateExecution execution) {
    desk.planRedeployment(ChangeFacts.number(execution));
  }
}
