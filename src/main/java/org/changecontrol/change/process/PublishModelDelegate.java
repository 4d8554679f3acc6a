package org.changecontrol.change.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.changecontrol.change.ModelDesk;
import org.springframework.stereotype.Component;

/** Puts the proposed model in force. */
@Component
class PublishModelDelegate implements JavaDelegate {

  private final ModelDesk models;

  PublishModelDelegate(ModelDesk models) {
    this.models = models;
  }

  @Override
  public void execute(DelegateExecution execution) {
    models.publish(ChangeFacts.number(execution));
  }
}
