package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ChangeDesk;
import org.springframework.stereotype.Component;

/** Prepares the estate for an authorised change. */
@Component
class AuthoriseChangeDelegate implements JavaDelegate {

  private final ChangeDesk desk;

  AuthoriseChangeDelegate(ChangeDesk desk) {
    this.desk = desk;
  }

  @Override
  public void execute(DelegateExecution execution) {
    desk.authorise(ChangeFacts.number(execution));
  }
}
