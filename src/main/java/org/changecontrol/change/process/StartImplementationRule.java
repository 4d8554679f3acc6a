package org.changecontrol.change.process;

import java.util.List;
import java.util.Map;
import org.changecontrol.change.ChangeDesk;
import org.changecontrol.change.ChangeRegister;
import org.changecontrol.change.Responsibility;
import org.changecontrol.identity.Actors;
import org.changecontrol.identity.People;
import org.changecontrol.problem.Submission;
import org.springframework.stereotype.Component;

/** The implementer begins within the window. */
@Component
class StartImplementationRule extends StepRule {

  static final List<String> FIELDS = List.of("reason");

  private final ChangeDesk desk;

  StartImplementationRule(ChangeDesk desk, ChangeRegister register, Actors actors, People people) {
    super(
        "Task_StartImplementation", Responsibility.START_IMPLEMENTATION, register, actors, people);
    this.desk = desk;
  }

  @Override
  void take(String number, Map<String, Object> fields) {
    var submission = new Submission(fields, FIELDS);
    submission.text("reason", Submission.LONGEST_TEXT);
    submission.check();
    desk.requireThatImplementerMayBegin(number);
  }
}
