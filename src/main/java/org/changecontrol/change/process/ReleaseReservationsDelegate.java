package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ChangeDesk;
import org.springframework.stereotype.Component;

/** Gives back what a change on hold has kept too long. */
@Component
class ReleaseReservationsDelegate implements JavaDelegate {

  private final ChangeDesk desk;

  ReleaseReservationsDelegate(ChangeDesk desk) {
    this.desk = desk;
  }

  @Override
  public void execute(DelegateExecution execution) {
    desk.releaseReservations(ChangeFacts.number(execution));
  }
}
