package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ChangeDesk;
import org.springframework.stereotype.Component;

/** Schedules the change unless a new conflict has come up. */
@Component
class ScheduleChangeDelegate implements JavaDelegate {

  private final ChangeDesk desk;

  ScheduleChangeDelegate(ChangeDesk desk) {
    this.desk = desk;
  }

  @Override
  public void execute(DelegateExecution execution) {
    desk.schedule(ChangeFacts.number(execution));
  }
}
