package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ChangeDesk;
import org.springframework.stereotype.Component;

/** Finds out what would suffer and what stands in the way. */
@Component
class AssessImpactDelegate implements JavaDelegate {

  private final ChangeDesk desk;

  AssessImpactDelegate(ChangeDesk desk) {
    this.desk = desk;
  }

  @Override
  public void execute(DelegateExecution execution) {
    desk.assessImpact(ChangeFacts.number(execution));
  }
}
