package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ChangeDesk;
import org.springframework.stereotype.Component;

/** Lets others review as well what nobody has reviewed in time. */
@Component
class EscalateReviewDelegate implements JavaDelegate {

  private final ChangeDesk desk;

  EscalateReviewDelegate(ChangeDesk desk) {
    this.desk = desk;
  }

  @Override
  public void execute(DelegateExecution execution) {
    desk.escalateReview(ChangeFacts.number(execution));
  }
}
