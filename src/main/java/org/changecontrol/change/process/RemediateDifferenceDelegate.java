package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ChangeType;
import org.changecontrol.change.DifferenceDesk;
import org.changecontrol.engine.EngineAuthority;
import org.springframework.stereotype.Component;

/** Lets a normal change put back what was done outside of change control. */
@Component
class RemediateDifferenceDelegate implements JavaDelegate {

  private final DifferenceDesk differences;
  private final EngineAuthority authority;

  RemediateDifferenceDelegate(DifferenceDesk differences, EngineAuthority authority) {
    this.differences = differences;
    this.authority = authority;
  }

  @Override
  public void execute(DelegateExecution execution) {
    var normal = differences.remediate(ChangeFacts.number(execution));
    var runtime = execution.getProcessEngineServices().getRuntimeService();
    authority.withoutAuthorization(
        () -> runtime.startProcessInstanceByKey(ChangeType.NORMAL.process(), normal));
  }
}
