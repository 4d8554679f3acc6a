package org.changecontrol.engine.guard;

/** A process that an adopter might think of. */
final class QuickChange {

  static final String MODEL =
      """
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
          xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="quick">
        <bpmn:process id="quick-change" isExecutable="true" camunda:historyTimeToLive="P1827D">
          <bpmn:startEvent id="Start_ChangeRequested" />
          <bpmn:serviceTask id="Task_ApplyChangeSet"
              camunda:delegateExpression="${applyChangeSetDelegate}" />
          <bpmn:endEvent id="End_ChangeApplied" />
          <bpmn:sequenceFlow id="Flow_1" sourceRef="Start_ChangeRequested"
              targetRef="Task_ApplyChangeSet" />
          <bpmn:sequenceFlow id="Flow_2" sourceRef="Task_ApplyChangeSet"
              targetRef="End_ChangeApplied" />
        </bpmn:process>
      </bpmn:definitions>
      """;

  private QuickChange() {}
}
