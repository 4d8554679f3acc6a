package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ChangeDesk;
import org.changecontrol.change.ChangeType;
import org.changecontrol.engine.EngineAuthority;
import org.springframework.stereotype.Component;

/** Ends a standard change and lets a normal change go on in its place. */
@Component
class ConvertChangeDelegate implements JavaDelegate {

  private final ChangeDesk desk;
  private final EngineAuthority authority;

  ConvertChangeDelegate(ChangeDesk desk, EngineAuthority authority) {
    this.desk = desk;
    this.authority = authority;
  }

  @Override
  public void execute(DelegateExecution execution) {
    var normal = desk.convert(ChangeFacts.number(execution));
    var runtime = execution.getProcessEngineServices().getRuntimeService();
    authority.withoutAuthorization(
        () -> runtime.startProcessInstanceByKey(ChangeType.NORMAL.process(), normal));
  }
}
