package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ModelDesk;
import org.springframework.stereotype.Component;

/** Takes the proposed model over into the record, unless it is on record already. */
@Component
class RegisterProposalDelegate implements JavaDelegate {

  private final ModelDesk models;

  RegisterProposalDelegate(ModelDesk models) {
    this.models = models;
  }

  @Override
  public void execute(DelegateExecution execution) {
    if (execution.getProcessBusinessKey() == null) {
      execution.setProcessBusinessKey(models.propose(Submitted.fields(execution)).value());
    }
  }
}
