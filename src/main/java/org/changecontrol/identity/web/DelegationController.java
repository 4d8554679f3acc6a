package org.changecontrol.identity.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Map;
import org.changecontrol.identity.DelegationDesk;
import org.changecontrol.identity.DelegationDocument;
import org.changecontrol.problem.web.Page;
import org.changecontrol.problem.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who stands in for whom. */
@RestController
@RequestMapping("/api/delegations")
@Tag(name = "Delegations", description = "Who votes for whom, in which groups and for how long")
class DelegationController {

  private final DelegationDesk desk;

  DelegationController(DelegationDesk desk) {
    this.desk = desk;
  }

  @GetMapping
  @Operation(
      summary = "What the caller gave and received, newest first",
      description = "Auditors and administrators see everybody's, or one person's.")
  Page<DelegationDocument> page(
      @RequestParam(required = false) @Nullable String person, Paging paging) {
    return desk.page(person, paging);
  }

  @GetMapping("/{id}")
  DelegationDocument delegation(@PathVariable String id) {
    return desk.document(id);
  }

  @PostMapping
  @Operation(
      summary = "Hands the caller's right to vote in some of his groups to somebody for a time",
      description =
          "to, groups and end are required; start is now where it is left out. kind DELEGATION counts at once and lasts at most"
              + " 90 days; kind SUBSTITUTE counts at gates that are overdue and lasts at most 366 days.")
  ResponseEntity<DelegationDocument> give(@RequestBody Map<String, Object> body) {
    var delegation = desk.give(body);
    return ResponseEntity.created(URI.create("/api/delegations/" + delegation.id()))
        .body(delegation);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Ends it before its time; it stays on record",
      description = "By who gave it or who received it, with a reason where he likes.")
  void end(@PathVariable String id, @RequestParam(required = false) @Nullable String reason) {
    desk.end(id, reason);
  }
}
