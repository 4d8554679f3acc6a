package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Lets change managers see to a task that nobody has reported in time. */
@Component
class EscalateWorkDelegate implements JavaDelegate {

  private final WorkTasks tasks;

  EscalateWorkDelegate(WorkTasks tasks) {
    this.tasks = tasks;
  }

  @Override
  public void execute(DelegateExecution execution) {
    tasks.escalate(ChangeFacts.number(execution), WorkOf.scope(execution));
  }
}
