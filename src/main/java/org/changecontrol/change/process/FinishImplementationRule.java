package org.changecontrol.change.process;

import java.util.List;
import java.util.Map;
import org.changecontrol.change.ChangeDesk;
import org.changecontrol.change.ChangeRegister;
import org.changecontrol.change.ImplementationOutcome;
import org.changecontrol.change.Responsibility;
import org.changecontrol.identity.Actors;
import org.changecontrol.identity.People;
import org.changecontrol.problem.Submission;
import org.springframework.stereotype.Component;

/** The implementer reports how it went. */
@Component
class FinishImplementationRule extends StepRule {

  static final List<String> FIELDS = List.of("outcome", "notes");

  private final ChangeDesk desk;

  FinishImplementationRule(ChangeDesk desk, ChangeRegister register, Actors actors, People people) {
    super(
        "Task_FinishImplementation",
        Responsibility.FINISH_IMPLEMENTATION,
        register,
        actors,
        people);
    this.desk = desk;
  }

  @Override
  void take(String number, Map<String, Object> fields) {
    var submission = new Submission(fields, FIELDS);
    var outcome = submission.requiredChoice("outcome", ImplementationOutcome.class);
    var notes = submission.text("notes", Submission.LONGEST_TEXT);
    submission.check();
    desk.report(number, outcome, notes);
  }
}
