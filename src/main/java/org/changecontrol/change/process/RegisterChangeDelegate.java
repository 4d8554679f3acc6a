package org.changecontrol.change.process;

import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.changecontrol.change.ChangeIntake;
import org.changecontrol.change.ChangeType;
import org.springframework.stereotype.Component;

/** Takes the submitted request over into the change record, unless it is on record already. */
@Component
class RegisterChangeDelegate implements JavaDelegate {

  private final ChangeIntake intake;
  private final BegunProcess begun;

  RegisterChangeDelegate(ChangeIntake intake, BegunProcess begun) {
    this.intake = intake;
    this.begun = begun;
  }

  @Override
  public void execute(DelegateExecution execution) {
    if (execution.getProcessBusinessKey() == null) {
      var number = intake.register(Submitted.fields(execution), type(execution), Optional.empty());
      execution.setProcessBusinessKey(number.value());
    }
    begun.onRecord(execution);
  }

  /** The process that runs says of which type the change is. */
  private static ChangeType type(DelegateExecution execution) {
    var process = ((ExecutionEntity) execution).getProcessDefinition().getKey();
    return ChangeType.ofProcess(process)
        .orElseThrow(() -> new IllegalStateException("No type of change goes through " + process));
  }
}
