package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ChangeDesk;
import org.springframework.stereotype.Component;

/** Lets a change on hold go on. */
@Component
class ResumeChangeDelegate implements JavaDelegate {

  private final ChangeDesk desk;

  ResumeChangeDelegate(ChangeDesk desk) {
    this.desk = desk;
  }

  @Override
  public void execute(DelegateExecution execution) {
    desk.resume(ChangeFacts.number(execution));
  }
}
