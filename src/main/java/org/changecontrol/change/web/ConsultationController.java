package org.changecontrol.change.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.changecontrol.change.ChangeCourse;
import org.changecontrol.change.ChangeFiles;
import org.changecontrol.change.ConsultationDesk;
import org.changecontrol.change.ConsultationDocument;
import org.changecontrol.change.ConsultationFiles;
import org.changecontrol.problem.NotNow;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Stakeholders of a change, what they are asked and what they answer. */
@RestController
@Tag(name = "Consultation")
class ConsultationController {

  private final ChangeCourse course;
  private final ConsultationDesk desk;
  private final ConsultationFiles files;
  private final ChangeFiles changes;

  ConsultationController(
      ChangeCourse course, ConsultationDesk desk, ConsultationFiles files, ChangeFiles changes) {
    this.course = course;
    this.desk = desk;
    this.files = files;
    this.changes = changes;
  }

  @GetMapping("/api/changes/{number}/stakeholders")
  @Operation(
      summary = "Who has a stake in a change, why, and whether he is informed or consulted",
      description =
          "Owners of impacted services and items are found by the assessment; others are named by a person. Who was struck off stays on the list.")
  List<ConsultationFiles.StakeholderOnRecord> stakeholders(@PathVariable String number) {
    return files.stakeholders(number);
  }

  @PostMapping("/api/changes/{number}/stakeholders")
  @Operation(
      summary = "Names a stakeholder: {group | person, reason}",
      description =
          "By the requester or a change manager, before work begins. In front of the gates he is asked at once where the policy wants him asked.")
  ResponseEntity<ConsultationFiles.StakeholderOnRecord> name(
      @PathVariable String number, @RequestBody Map<String, Object> body) {
    var named = course.asOneAction(() -> desk.name(number, body));
    return ResponseEntity.created(
            URI.create("/api/changes/" + number + "/stakeholders/" + named.id()))
        .body(named);
  }

  @DeleteMapping("/api/changes/{number}/stakeholders/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Strikes off a stakeholder who was named; the reason is required",
      description =
          "By the requester or a change manager, before work begins. What he has answered stays in front of the approvers.")
  void strikeOff(
      @PathVariable String number,
      @PathVariable int id,
      @RequestParam(required = false) @Nullable String reason) {
    Map<String, Object> said = reason == null ? Map.of() : Map.of("reason", reason);
    course.asOneAction(
        () -> {
          desk.strikeOff(number, id, said);
          return id;
        });
  }

  @GetMapping("/api/changes/{number}/consultation")
  @Operation(
      summary = "What stakeholders were asked and what they said",
      description =
          "Answers that were replaced and those about an earlier version of the change are listed and marked. Blocks nothing and decides nothing.")
  ConsultationDocument consultation(@PathVariable String number) {
    return files.consultation(number);
  }

  @PostMapping("/api/changes/{number}/consultation/answers")
  @Operation(
      summary = "Answers for the stakeholders whose voice the caller is: {stance, text}",
      description =
          "stance is NO_OBJECTION, CONCERN or OBJECTION. Said again it replaces the caller's answer, until the deadline and until the change is scheduled. 403 for whoever is not asked, and for requester, implementer, auditors, operators, administrators and robots.")
  ResponseEntity<ConsultationDocument.Answer> answer(
      @PathVariable String number, @RequestBody Map<String, Object> body) {
    try {
      return ResponseEntity.created(URI.create("/api/changes/" + number + "/consultation"))
          .body(desk.answer(number, body));
    } catch (NotNow refused) {
      var members = new LinkedHashMap<>(refused.members());
      members.put("nextSteps", changes.nextSteps(number));
      throw new NotNow(String.valueOf(refused.getMessage()), members);
    }
  }

  @GetMapping("/api/me/consultations")
  @Operation(
      summary = "The questions that wait for whoever is signed in, the most urgent first",
      description = "Also those that he has answered, as long as he may replace his answer.")
  List<ConsultationFiles.Waiting> mine() {
    return files.mine();
  }
}
