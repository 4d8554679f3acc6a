package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ChangeDesk;
import org.springframework.stereotype.Component;

/** Begins the review after the fact. */
@Component
class BeginReviewDelegate implements JavaDelegate {

  private final ChangeDesk desk;

  BeginReviewDelegate(ChangeDesk desk) {
    this.desk = desk;
  }

  @Override
  public void execute(DelegateExecution execution) {
    desk.beginReview(ChangeFacts.number(execution));
  }
}
