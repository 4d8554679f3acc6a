package org.changecontrol.change.web;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.changecontrol.change.ChangeCourse;
import org.changecontrol.change.ChangeDocument;
import org.changecontrol.change.ChangeEvidence;
import org.changecontrol.change.ChangeFiles;
import org.changecontrol.change.ChangeIntake;
import org.changecontrol.change.ChangeNumber;
import org.changecontrol.change.ChangeState;
import org.changecontrol.change.ChangeType;
import org.changecontrol.cmdb.Capability;
import org.changecontrol.cmdb.EstateDifference;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.KeyReused;
import org.changecontrol.problem.NotNow;
import org.changecontrol.problem.Problem;
import org.changecontrol.problem.Submission;
import org.changecontrol.problem.web.Page;
import org.changecontrol.problem.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Requests for change and the record of each. */
@RestController
@RequestMapping("/api/changes")
@Tag(name = "Changes")
class ChangeController {

  private final ChangeCourse course;
  private final ChangeFiles files;
  private final ChangeIntake intake;
  private final ChangeEvidence evidence;

  ChangeController(
      ChangeCourse course, ChangeFiles files, ChangeIntake intake, ChangeEvidence evidence) {
    this.course = course;
    this.files = files;
    this.intake = intake;
    this.evidence = evidence;
  }

  /** Requests a change; submitted unless {@code "draft": true}. */
  @PostMapping
  ResponseEntity<ChangeDocument> request(
      @RequestBody Map<String, Object> body,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String header) {
    var fields = new LinkedHashMap<>(body);
    var type = type(fields.remove("type"));
    var basedOn = basedOn(fields.remove("basedOn"));
    if (header != null) {
      fields.put("idempotencyKey", header);
    }
    var key =
        fields.get("idempotencyKey") instanceof String text && !text.isBlank()
            ? text.strip()
            : null;
    if (key != null) {
      var known = known(key, type, fields);
      if (known.isPresent()) {
        return known.get();
      }
    }
    try {
      var change =
          course.asOneAction(() -> files.document(course.request(type, fields, basedOn).value()));
      return ResponseEntity.created(URI.create("/api/changes/" + change.number())).body(change);
    } catch (NotNow | DataIntegrityViolationException taken) {
      if (key == null) {
        throw taken;
      }
      return known(key, type, fields).orElseThrow(() -> taken);
    }
  }

  private Optional<ResponseEntity<ChangeDocument>> known(
      String key, ChangeType type, Map<String, Object> fields) {
    return intake
        .known(key, type, fields)
        .map(
            known -> {
              if (!known.same()) {
                throw new KeyReused(
                    "Idempotency-Key "
                        + key
                        + " was used for "
                        + known.number()
                        + " with another body");
              }
              return ResponseEntity.ok()
                  .location(URI.create("/api/changes/" + known.number()))
                  .body(files.document(known.number().value()));
            });
  }

  /** What a request would come to; stores nothing. */
  @PostMapping("/preview")
  ChangeFiles.Preview preview(@RequestBody Map<String, Object> body) {
    var fields = new LinkedHashMap<>(body);
    var type = type(fields.remove("type"));
    fields.remove("basedOn");
    return files.preview(fields, type);
  }

  @GetMapping
  Page<ChangeDocument> page(
      @RequestParam(required = false) @Nullable ChangeState state,
      @RequestParam(required = false) @Nullable ChangeType type,
      @RequestParam(required = false) @Nullable String item,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      Paging paging) {
    var window = new LinkedHashMap<String, Object>();
    if (from != null) {
      window.put("from", from);
    }
    if (to != null) {
      window.put("to", to);
    }
    var instants = new Submission(window, List.of("from", "to"));
    var query =
        new ChangeFiles.Query(
            state, type, item, q, instants.instant("from"), instants.instant("to"));
    instants.check();
    return files.page(query, paging);
  }

  @GetMapping("/{number}")
  ChangeDocument change(@PathVariable String number) {
    return files.document(number);
  }

  @GetMapping("/{number}/impact")
  Map<String, Object> impact(@PathVariable String number) {
    return files.impact(number);
  }

  @GetMapping("/{number}/conflicts")
  List<ChangeDocument.Conflict> conflicts(@PathVariable String number) {
    return files.conflicts(number);
  }

  /** The estate before and after. */
  @GetMapping("/{number}/diff")
  EstateDifference difference(@PathVariable String number) {
    return files.difference(number);
  }

  /** Existing items that could serve instead of new ones. */
  @GetMapping("/{number}/capabilities")
  List<Capability> capabilities(@PathVariable String number) {
    return files.capabilities(number);
  }

  /** What happened, oldest first. */
  @GetMapping("/{number}/timeline")
  List<ChangeEvidence.Event> timeline(@PathVariable String number) {
    return evidence.timeline(number);
  }

  /** Everything an auditor needs, in one document. */
  @GetMapping("/{number}/evidence")
  ChangeEvidence.Evidence evidence(@PathVariable String number) {
    return evidence.evidence(number);
  }

  private static ChangeType type(@Nullable Object type) {
    var submission =
        new Submission(
            type == null ? Map.of() : Map.of("type", String.valueOf(type)), List.of("type"));
    var chosen = submission.requiredChoice("type", ChangeType.class);
    if (!chosen.isOfTheEstate()) {
      submission.problem("type", chosen, "is proposed with POST /api/models");
    }
    submission.check();
    return chosen;
  }

  private static Optional<String> basedOn(@Nullable Object basedOn) {
    if (basedOn == null || "".equals(basedOn)) {
      return Optional.empty();
    }
    if (basedOn instanceof String number && ChangeNumber.isNumber(number)) {
      return Optional.of(number);
    }
    throw new InvalidInput(
        new Problem("basedOn", basedOn, "must be a change number such as CHG-000001"));
  }
}
