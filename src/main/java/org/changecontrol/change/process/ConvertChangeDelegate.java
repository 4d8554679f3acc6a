package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ChangeDesk;
import org.springframework.stereotype.Component;

/** Ends a standard change and lets a normal change go on in its place. */
@Component
class ConvertChangeDelegate implements JavaDelegate {

  private final ChangeDesk desk;
  private final SuccessorProcess successor;

  ConvertChangeDelegate(ChangeDesk desk, SuccessorProcess successor) {
    this.desk = desk;
    this.successor = successor;
  }

  @Override
  public void execute(DelegateExecution execution) {
    successor.begin(desk.convert(ChangeFacts.number(execution)));
  }
}
