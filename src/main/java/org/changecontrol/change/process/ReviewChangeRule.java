package org.changecontrol.change.process;

import java.util.List;
import java.util.Map;
import org.changecontrol.change.ChangeDesk;
import org.changecontrol.change.ChangeRegister;
import org.changecontrol.change.CloseCode;
import org.changecontrol.change.Responsibility;
import org.changecontrol.identity.Actors;
import org.changecontrol.identity.People;
import org.changecontrol.problem.Submission;
import org.springframework.stereotype.Component;

/** The review says how the change ended. */
@Component
class ReviewChangeRule extends StepRule {

  static final List<String> FIELDS = List.of("closeCode", "findings");

  private final ChangeDesk desk;

  ReviewChangeRule(ChangeDesk desk, ChangeRegister register, Actors actors, People people) {
    super("Task_ReviewChange", Responsibility.REVIEW, register, actors, people);
    this.desk = desk;
  }

  @Override
  void take(String number, Map<String, Object> fields) {
    var submission = new Submission(fields, FIELDS);
    var closeCode = submission.requiredChoice("closeCode", CloseCode.class);
    var findings = submission.requiredText("findings", Submission.LONGEST_TEXT);
    submission.check();
    desk.review(number, closeCode, findings);
  }
}
