package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.DifferenceDesk;
import org.springframework.stereotype.Component;

/** Ends a difference that another change has made. */
@Component
class ExplainDifferenceDelegate implements JavaDelegate {

  private final DifferenceDesk differences;

  ExplainDifferenceDelegate(DifferenceDesk differences) {
    this.differences = differences;
  }

  @Override
  public void execute(DelegateExecution execution) {
    differences.explain(ChangeFacts.number(execution));
  }
}
