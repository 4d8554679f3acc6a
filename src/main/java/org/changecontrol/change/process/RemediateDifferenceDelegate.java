package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.DifferenceDesk;
import org.springframework.stereotype.Component;

/** Lets a normal change put back what was done outside of change control. */
@Component
class RemediateDifferenceDelegate implements JavaDelegate {

  private final DifferenceDesk differences;
  private final SuccessorProcess successor;

  RemediateDifferenceDelegate(DifferenceDesk differences, SuccessorProcess successor) {
    this.differences = differences;
    this.successor = successor;
  }

  @Override
  public void execute(DelegateExecution execution) {
    successor.begin(differences.remediate(ChangeFacts.number(execution)));
  }
}
