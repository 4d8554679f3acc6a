package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ModelDesk;
import org.springframework.stereotype.Component;

/** Takes the proposed model over into the record, unless it is on record already. */
@Component
class RegisterProposalDelegate implements JavaDelegate {

  private final ModelDesk models;
  private final BegunProcess begun;

  RegisterProposalDelegate(ModelDesk models, BegunProcess begun) {
    this.models = models;
    this.begun = begun;
  }

  @Override
  public void execute(DelegateExecution execution) {
    if (execution.getProcessBusinessKey() == null) {
      execution.setProcessBusinessKey(models.propose(Submitted.fields(execution)).value());
    }
    begun.onRecord(execution);
  }
}
