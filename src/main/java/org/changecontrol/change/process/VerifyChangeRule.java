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

/** Somebody has compared the estate with the plan. */
@Component
class VerifyChangeRule extends StepRule {

  static final List<String> FIELDS = List.of("verified", "notes");

  private final ChangeDesk desk;

  VerifyChangeRule(ChangeDesk desk, ChangeRegister register, Actors actors, People people) {
    super("Task_VerifyChange", Responsibility.VERIFICATION, register, actors, people);
    this.desk = desk;
  }

  @Override
  void take(String number, Map<String, Object> fields) {
    var submission = new Submission(fields, FIELDS);
    var verified = submission.requiredFlag("verified");
    var notes = submission.text("notes", Submission.LONGEST_TEXT);
    submission.check();
    desk.verify(number, verified, notes);
  }
}
