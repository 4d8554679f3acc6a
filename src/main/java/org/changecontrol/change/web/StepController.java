package org.changecontrol.change.web;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.changecontrol.change.ChangeCourse;
import org.changecontrol.change.ChangeDocument;
import org.changecontrol.change.ChangeFiles;
import org.changecontrol.cmdb.BackOutPreview;
import org.changecontrol.problem.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The steps of a change. A change that may not be moved so answers 409 with what may be done
 * instead.
 */
@RestController
@RequestMapping("/api/changes/{number}")
@Tag(name = "Steps")
class StepController {

  private final ChangeCourse course;
  private final ChangeFiles files;
  private final Instead instead;

  StepController(ChangeCourse course, ChangeFiles files, Instead instead) {
    this.course = course;
    this.files = files;
    this.instead = instead;
  }

  @PostMapping("/submit")
  ChangeDocument submit(
      @PathVariable String number,
      @RequestBody(required = false) @Nullable Map<String, Object> body) {
    return step(number, () -> course.submit(number, given(body)));
  }

  /** Edits plan, window or scope; what is left out stays. */
  @PutMapping("/plan")
  ChangeDocument edit(@PathVariable String number, @RequestBody Map<String, Object> body) {
    return step(number, () -> course.edit(number, body));
  }

  @PostMapping("/assessment")
  ChangeDocument assessment(@PathVariable String number, @RequestBody Map<String, Object> body) {
    return step(number, () -> course.reviewAssessment(number, body));
  }

  @PostMapping("/implementation/start")
  ChangeDocument start(
      @PathVariable String number,
      @RequestBody(required = false) @Nullable Map<String, Object> body) {
    return step(number, () -> course.startImplementation(number, given(body)));
  }

  /** What becomes of a difference that was observed. */
  @PostMapping("/difference")
  ChangeDocument difference(@PathVariable String number, @RequestBody Map<String, Object> body) {
    return step(number, () -> course.reviewDifference(number, body));
  }

  @PostMapping("/implementation/finish")
  ChangeDocument finish(@PathVariable String number, @RequestBody Map<String, Object> body) {
    return step(number, () -> course.finishImplementation(number, body));
  }

  @PostMapping("/verification")
  ChangeDocument verification(@PathVariable String number, @RequestBody Map<String, Object> body) {
    return step(number, () -> course.verify(number, body));
  }

  @PostMapping("/review")
  ChangeDocument review(@PathVariable String number, @RequestBody Map<String, Object> body) {
    return step(number, () -> course.review(number, body));
  }

  @PostMapping("/cancel")
  ChangeDocument cancel(@PathVariable String number, @RequestBody Map<String, Object> body) {
    return step(number, () -> course.cancel(number, requiredReason(body)));
  }

  @PostMapping("/hold")
  ChangeDocument hold(@PathVariable String number, @RequestBody Map<String, Object> body) {
    return step(number, () -> course.hold(number, requiredReason(body)));
  }

  @PostMapping("/resume")
  ChangeDocument resume(
      @PathVariable String number,
      @RequestBody(required = false) @Nullable Map<String, Object> body) {
    return step(number, () -> course.resume(number, reason(given(body))));
  }

  /** What backing out would do now. */
  @GetMapping("/backout")
  BackOutPreview previewBackOut(@PathVariable String number) {
    return files.backOutPreview(number);
  }

  @PostMapping("/backout")
  ChangeDocument backOut(@PathVariable String number, @RequestBody Map<String, Object> body) {
    return step(number, () -> course.backOut(number, requiredReason(body)));
  }

  private ChangeDocument step(String number, Runnable step) {
    return instead.taking(number, step, () -> files.document(number));
  }

  private static Map<String, Object> given(@Nullable Map<String, Object> body) {
    return body == null ? Map.of() : body;
  }

  private static @Nullable String reason(Map<String, Object> body) {
    var submission = new Submission(body, List.of("reason"));
    var reason = submission.text("reason", Submission.LONGEST_TEXT);
    submission.check();
    return reason;
  }

  private static String requiredReason(Map<String, Object> body) {
    var submission = new Submission(body, List.of("reason"));
    var reason = submission.requiredText("reason", Submission.LONGEST_TEXT);
    submission.check();
    return reason;
  }
}
