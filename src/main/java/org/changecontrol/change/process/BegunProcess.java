package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.changecontrol.change.ChangeIntake;
import org.springframework.stereotype.Component;

/** Puts on record which version of its process a change goes through, and of which set. */
@Component
class BegunProcess {

  private final ChangeIntake intake;

  BegunProcess(ChangeIntake intake) {
    this.intake = intake;
  }

  void onRecord(DelegateExecution execution) {
    var process = ((ExecutionEntity) execution).getProcessDefinition();
    intake.begun(
        ChangeFacts.number(execution),
        process.getKey() + ":" + process.getVersion(),
        process.getDeploymentId());
  }
}
