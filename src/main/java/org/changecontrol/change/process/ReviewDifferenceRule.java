package org.changecontrol.change.process;

import java.util.List;
import java.util.Map;
import org.changecontrol.change.ChangeRegister;
import org.changecontrol.change.DifferenceDesk;
import org.changecontrol.change.DifferenceReview;
import org.changecontrol.change.Responsibility;
import org.changecontrol.identity.Actors;
import org.changecontrol.identity.People;
import org.changecontrol.problem.Submission;
import org.springframework.stereotype.Component;

/** A person decides what becomes of a difference that was observed. */
@Component
class ReviewDifferenceRule extends StepRule {

  static final List<String> FIELDS = List.of("decision", "reason", "explainedBy", "doneBy");

  private static final int LONGEST_NAME = 255;

  private final DifferenceDesk differences;

  ReviewDifferenceRule(
      DifferenceDesk differences, ChangeRegister register, Actors actors, People people) {
    super("Task_ReviewDifference", Responsibility.ASSESSMENT, register, actors, people);
    this.differences = differences;
  }

  @Override
  void take(String number, Map<String, Object> fields) {
    var submission = new Submission(fields, FIELDS);
    var decision = submission.requiredChoice("decision", DifferenceReview.Decision.class);
    var reason = submission.requiredText("reason", Submission.LONGEST_TEXT);
    var explainedBy = submission.text("explainedBy", LONGEST_NAME);
    var doneBy = submission.text("doneBy", LONGEST_NAME);
    submission.check();
    differences.review(number, decision, reason, explainedBy, doneBy);
  }
}
