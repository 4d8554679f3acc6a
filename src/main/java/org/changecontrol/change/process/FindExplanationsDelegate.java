package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.DifferenceDesk;
import org.springframework.stereotype.Component;

/** Looks for open changes that may explain what was observed. */
@Component
class FindExplanationsDelegate implements JavaDelegate {

  private final DifferenceDesk differences;

  FindExplanationsDelegate(DifferenceDesk differences) {
    this.differences = differences;
  }

  @Override
  public void execute(DelegateExecution execution) {
    differences.findExplanations(ChangeFacts.number(execution));
  }
}
