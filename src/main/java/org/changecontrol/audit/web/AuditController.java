package org.changecontrol.audit.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.changecontrol.audit.AuditEntry;
import org.changecontrol.audit.AuditTrail;
import org.changecontrol.audit.SubjectVisibility;
import org.changecontrol.audit.Verification;
import org.changecontrol.identity.Actor;
import org.changecontrol.identity.Actors;
import org.changecontrol.identity.Groups;
import org.changecontrol.problem.NotAllowed;
import org.changecontrol.problem.NotVisible;
import org.changecontrol.problem.web.Page;
import org.changecontrol.problem.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Reads the trail. Auditors, change managers, configuration managers and administrators read all of
 * it; everybody else reads what happened to one change or item that he may know of.
 */
@RestController
@RequestMapping(path = "/api/audit", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Audit")
class AuditController {

  private static final Set<String> READ_ALL =
      Set.of(
          Groups.AUDITORS,
          Groups.CHANGE_MANAGERS,
          Groups.CONFIGURATION_MANAGERS,
          Groups.ADMINISTRATORS);

  /** Changes and items; everything else in the trail is about people. */
  private static final Pattern OF_THE_TRADE = Pattern.compile("(CHG|CI)-\\d{1,18}");

  private final AuditTrail trail;
  private final Actors actors;
  private final List<SubjectVisibility> owners;

  AuditController(AuditTrail trail, Actors actors, List<SubjectVisibility> owners) {
    this.trail = trail;
    this.actors = actors;
    this.owners = List.copyOf(owners);
  }

  @GetMapping
  @Operation(
      summary = "What happened, newest first",
      description =
          "All of the trail for auditors, change managers, configuration managers and administrators; for everybody else one"
              + " change or item, named as the subject.")
  Page<AuditEntry> entries(
      @RequestParam(name = "subject", required = false) @Nullable String subject, Paging paging) {
    mayRead(subject, actors.current());
    return Page.of(
        paging,
        trail.newest(subject, paging.offset(), paging.size()),
        trail.count(subject, Paging.COUNTED_UP_TO + 1));
  }

  @GetMapping("/verification")
  @Operation(
      summary = "Reads the whole trail and says whether it can be trusted",
      description =
          "Finds entries that were edited, removed, put in or cut off, and rows (votes, delegations) that differ from what the trail says of"
              + " them.")
  Verification verification() {
    if (!actors.current().isInAny(READ_ALL)) {
      throw new NotAllowed("Only who may read the whole trail may have it verified.");
    }
    return trail.verify();
  }

  private void mayRead(@Nullable String subject, Actor reader) {
    if (reader.isInAny(READ_ALL)) {
      return;
    }
    if (subject == null || !OF_THE_TRADE.matcher(subject).matches()) {
      throw new NotAllowed(
          "The whole trail is for auditors, change managers, configuration managers and administrators; name a change or an item as subject.");
    }
    for (SubjectVisibility owner : owners) {
      if (owner.owns(subject) && !owner.isVisible(subject, reader)) {
        throw new NotVisible("There is no " + subject + ".");
      }
    }
  }
}
