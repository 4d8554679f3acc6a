package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ChangeIntake;
import org.changecontrol.change.ChangeType;
import org.springframework.stereotype.Component;

/** Takes the submitted request over into the change record, unless it is on record already. */
@Component
class RegisterChangeDelegate implements JavaDelegate {

  private final ChangeIntake intake;

  RegisterChangeDelegate(ChangeIntake intake) {
    this.intake = intake;
  }

  @Override
  public void execute(DelegateExecution execution) {
    if (execution.getProcessBusinessKey() == null) {
      var number =
          intake.register(
              Submitted.fields(execution), ChangeType.NORMAL, java.util.Optional.empty());
      execution.setProcessBusinessKey(number.value());
    }
  }
}
