package org.changecontrol.change.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.changecontrol.change.AssessmentDecision;
import org.changecontrol.change.ChangeDesk;
import org.changecontrol.change.ChangeRegister;
import org.changecontrol.change.Responsibility;
import org.changecontrol.identity.Actors;
import org.changecontrol.identity.People;
import org.changecontrol.policy.Risk;
import org.changecontrol.problem.Problem;
import org.changecontrol.problem.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A person decides about the assessment. */
@Component
class ReviewAssessmentRule extends StepRule {

  static final List<String> FIELDS = List.of("decision", "risk", "reason", "redeploy");

  private static final List<String> REDEPLOY = List.of("item", "location", "owner");
  private static final int LONGEST_NAME = 255;

  private final ChangeDesk desk;
  private final ObjectMapper json;

  ReviewAssessmentRule(
      ChangeDesk desk, ObjectMapper json, ChangeRegister register, Actors actors, People people) {
    super("Task_ReviewAssessment", Responsibility.ASSESSMENT, register, actors, people);
    this.desk = desk;
    this.json = json;
  }

  @Override
  void take(String number, Map<String, Object> fields) {
    var submission = new Submission(fields, FIELDS);
    var decision = submission.requiredChoice("decision", AssessmentDecision.class);
    var risk = submission.choice("risk", Risk.class);
    var reason = submission.text("reason", Submission.LONGEST_TEXT);
    var redeployment = redeployment(submission);
    submission.check();
    desk.reviewAssessment(number, decision, risk, reason, redeployment);
  }

  private ChangeDesk.@Nullable Redeployment redeployment(Submission submission) {
    var raw = submission.raw("redeploy");
    if (raw == null) {
      return null;
    }
    try {
      var object =
          raw instanceof CharSequence text
              ? json.readValue(text.toString(), new TypeReference<Map<String, Object>>() {})
              : json.convertValue(raw, new TypeReference<Map<String, Object>>() {});
      var said = new Submission(object, REDEPLOY);
      var redeployment =
          new ChangeDesk.Redeployment(
              said.text("item", LONGEST_NAME),
              said.text("location", LONGEST_NAME),
              said.text("owner", LONGEST_NAME));
      submission.problems(
          said.problems().stream()
              .map(p -> new Problem("redeploy." + p.field(), p.value(), p.problem()))
              .toList());
      return redeployment;
    } catch (JsonProcessingException | IllegalArgumentException unreadable) {
      submission.problem(
          "redeploy", raw, "must be an object with any of " + String.join(", ", REDEPLOY));
      return null;
    }
  }
}
