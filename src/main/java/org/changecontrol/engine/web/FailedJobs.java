package org.changecontrol.engine.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.changecontrol.engine.UserActions;
import org.changecontrol.fact.Fact;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.NotNow;
import org.changecontrol.problem.NotVisible;
import org.changecontrol.problem.PlainText;
import org.changecontrol.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Getting a failed job going again: the only thing that may be done to a job over the engine's
 * APIs. A job that waits is a gate's term or a window's beginning, and nobody moves these. What the
 * engine would take beside the number of retries, a due date above all, is refused.
 */
@Component
class FailedJobs {

  /** How many tries more a failed job gets at most; its next failure asks for somebody again. */
  static final int MOST_RETRIES = 10;

  private static final int LONGEST_ECHO = 100;

  private static final String FIELD = "retries";

  private final ManagementService management;
  private final Subjects subjects;
  private final UserActions actions;
  private final ApplicationEventPublisher facts;
  private final ObjectMapper json = new ObjectMapper(SubmissionReader.STRICT);

  FailedJobs(
      ManagementService management,
      Subjects subjects,
      UserActions actions,
      ApplicationEventPublisher facts) {
    this.management = management;
    this.subjects = subjects;
    this.actions = actions;
    this.facts = facts;
  }

  static boolean isAbout(Call call) {
    return call.method().equals("PUT")
        && call.segments().size() == 3
        && call.segments().get(2).equals(FIELD)
        && (call.segments().get(0).equals("job") || isAboutAllOfAKind(call));
  }

  private static boolean isAboutAllOfAKind(Call call) {
    return call.segments().get(0).equals("job-definition");
  }

  /**
   * Gives the job, or each failed job of the definition, new retries and puts that on record.
   *
   * @param body as it was sent: the number of retries and nothing else
   */
  void retry(Call call, byte[] body) {
    int retries = retries(body);
    actions.perform(
        () -> {
          List<Job> failed = failed(call);
          management.setJobRetries(failed.stream().map(Job::getId).toList(), retries);
          failed.forEach(job -> tell(job, retries));
        });
  }

  private List<Job> failed(Call call) {
    String id = call.segments().get(1);
    if (isAboutAllOfAKind(call)) {
      List<Job> failed = management.createJobQuery().jobDefinitionId(id).noRetriesLeft().list();
      if (failed.isEmpty()) {
        throw new NotNow("No job of " + id + " has failed; only a failed one is tried again.");
      }
      return failed;
    }
    Job job = management.createJobQuery().jobId(id).singleResult();
    if (job == null) {
      throw new NotVisible("There is no job " + id + ".");
    }
    if (job.getRetries() > 0) {
      throw new NotNow(
          "The job "
              + id
              + " has "
              + job.getRetries()
              + " retries left and comes by itself; only a failed one is tried again.");
    }
    return List.of(job);
  }

  private int retries(byte[] body) {
    JsonNode sent = read(body);
    List<Problem> problems = new ArrayList<>();
    sent.fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.equals(FIELD)) {
                problems.add(
                    new Problem(
                        name,
                        shown(sent.get(name)),
                        "is not taken here: when a job is due is nobody's to say; send retries"
                            + " alone"));
              }
            });
    JsonNode retries = sent.path(FIELD);
    boolean isRight =
        retries.isInt() && retries.intValue() >= 1 && retries.intValue() <= MOST_RETRIES;
    if (!isRight) {
      problems.add(
          new Problem(
              FIELD,
              shown(retries),
              (shown(retries) == null ? "is required" : "is " + shown(retries))
                  + "; it must be a whole number from 1 to "
                  + MOST_RETRIES));
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
    return retries.intValue();
  }

  private JsonNode read(byte[] body) {
    try {
      JsonNode sent = json.readTree(body);
      if (sent != null && sent.isObject()) {
        return sent;
      }
    } catch (JsonProcessingException unreadable) {
      throw new InvalidInput(
          new Problem("body", null, "is not readable JSON: " + unreadable.getOriginalMessage()));
    } catch (IOException impossible) {
      throw new IllegalStateException("Bytes in memory cannot be read", impossible);
    }
    throw new InvalidInput(new Problem("body", null, "must be a JSON object, {\"retries\": 1}"));
  }

  private static @Nullable String shown(JsonNode value) {
    return value.isMissingNode() || value.isNull()
        ? null
        : PlainText.shortened(value.toString(), LONGEST_ECHO);
  }

  private void tell(Job job, int retries) {
    String change =
        job.getProcessInstanceId() == null
            ? null
            : subjects.numberOfInstance(job.getProcessInstanceId());
    facts.publishEvent(
        new Fact(
            change == null ? "job/" + job.getId() : change,
            "FailedJobRetried",
            null,
            Map.of("job", job.getId(), FIELD, retries)));
  }
}
