package org.changecontrol.change.web;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.changecontrol.change.ChangeCourse;
import org.changecontrol.change.ChangeDocument;
import org.changecontrol.change.ChangeFiles;
import org.changecontrol.change.ModelDesk;
import org.changecontrol.change.ModelDocument;
import org.changecontrol.problem.Submission;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Standard-change models. */
@RestController
@RequestMapping("/api/models")
@Tag(name = "Standard-change models")
class ChangeModelController {

  private final ModelDesk models;
  private final ChangeCourse course;
  private final ChangeFiles files;

  ChangeModelController(ModelDesk models, ChangeCourse course, ChangeFiles files) {
    this.models = models;
    this.course = course;
    this.files = files;
  }

  @GetMapping
  List<ModelDocument> models() {
    return models.models();
  }

  /** The latest version, with all that were before. */
  @GetMapping("/{key}")
  ModelWithVersions model(@PathVariable String key) {
    return ModelWithVersions.of(models.versions(key));
  }

  /** Answers with the change that proposes it: its gates decide. */
  @PostMapping
  ResponseEntity<ChangeDocument> propose(@RequestBody Map<String, Object> body) {
    var change = course.asOneAction(() -> files.document(course.propose(body).value()));
    return ResponseEntity.created(URI.create("/api/changes/" + change.number())).body(change);
  }

  @PostMapping("/{key}/retirement")
  ModelDocument retire(@PathVariable String key, @RequestBody Map<String, Object> body) {
    var submission = new Submission(body, List.of("reason"));
    var reason = submission.requiredText("reason", Submission.LONGEST_TEXT);
    submission.check();
    return course.asOneAction(() -> models.retire(key, reason));
  }
}
