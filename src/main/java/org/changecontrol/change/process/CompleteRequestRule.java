package org.changecontrol.change.process;

import java.util.Map;
import org.changecontrol.change.ChangeIntake;
import org.changecontrol.change.ChangeRegister;
import org.changecontrol.change.Responsibility;
import org.changecontrol.identity.Actors;
import org.changecontrol.identity.People;
import org.springframework.stereotype.Component;

/** The requester submits what he had left open. */
@Component
class CompleteRequestRule extends StepRule {

  private final ChangeIntake intake;

  CompleteRequestRule(ChangeIntake intake, ChangeRegister register, Actors actors, People people) {
    super("Task_CompleteRequest", Responsibility.SUBMIT, register, actors, people);
    this.intake = intake;
  }

  @Override
  void take(String number, Map<String, Object> fields) {
    intake.complete(number, fields);
  }
}
