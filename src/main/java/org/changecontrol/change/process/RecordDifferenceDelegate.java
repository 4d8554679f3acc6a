package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.DifferenceDesk;
import org.springframework.stereotype.Component;

/** Makes what was observed the record, as one. */
@Component
class RecordDifferenceDelegate implements JavaDelegate {

  private final DifferenceDesk differences;

  RecordDifferenceDelegate(DifferenceDesk differences) {
    this.differences = differences;
  }

  @Override
  public void execute(DelegateExecution execution) {
    differences.record(ChangeFacts.number(execution));
  }
}
