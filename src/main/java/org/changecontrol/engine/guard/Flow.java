package org.changecontrol.engine.guard;

import java.util.Set;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;

/** The way from one element to the next. */
record Flow(Node from, Node to, SequenceFlow element) {

  void connect() {
    from.leadOn(this);
    to.ledTo(this);
  }

  String id() {
    return element.getId();
  }

  /** The facts that the record must affirm for this flow to be taken; none where it is free. */
  Set<String> affirmed() {
    var condition = element.getConditionExpression();
    if (condition == null) {
      return Set.of();
    }
    Question question = Question.read(condition.getTextContent());
    return question == null ? Set.of() : question.affirmed();
  }
}
