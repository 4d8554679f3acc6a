package org.changecontrol.engine;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.changecontrol.problem.NotAllowed;
import org.springframework.stereotype.Component;

/**
 * Keeps a called part from running by itself. A process that its model does not offer for starting
 * begins only as a part of another.
 */
@Component
class CalledParts extends AbstractBpmnParseListener {

  @Override
  public void parseProcess(Element element, ProcessDefinitionEntity definition) {
    if (!definition.isStartableInTasklist()) {
      ExecutionListener refusal = CalledParts::refuseWithoutCaller;
      definition.addBuiltInListener(ExecutionListener.EVENTNAME_START, refusal, 0);
    }
  }

  private static void refuseWithoutCaller(DelegateExecution execution) {
    ExecutionEntity instance = (ExecutionEntity) execution;
    if (instance.getSuperExecution() == null) {
      throw new NotAllowed(
          "The process "
              + instance.getProcessDefinition().getKey()
              + " is a part of a change and is not started by itself.");
    }
  }
}
