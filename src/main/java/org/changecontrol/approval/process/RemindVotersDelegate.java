package org.changecontrol.approval.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Remind voters. */
@Component
class RemindVotersDelegate implements JavaDelegate {

  private final GateBallots ballots;

  RemindVotersDelegate(GateBallots ballots) {
    this.ballots = ballots;
  }

  @Override
  public void execute(DelegateExecution execution) {
    ballots.remind(GateOf.execution(execution), execution.getProcessInstanceId());
  }
}
