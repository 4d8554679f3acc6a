package org.changecontrol.approval.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.approval.ApprovalGates;
import org.springframework.stereotype.Component;

/** Escalate approval. */
@Component
class EscalateApprovalDelegate implements JavaDelegate {

  private final ApprovalGates gates;

  EscalateApprovalDelegate(ApprovalGates gates) {
    this.gates = gates;
  }

  @Override
  public void execute(DelegateExecution execution) {
    gates.escalate(GateOf.execution(execution));
  }
}
