package org.changecontrol.cmdb.web;

import java.time.Instant;
import java.util.Map;
import org.changecontrol.cmdb.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A revision as the contract shows it.
 *
 * @param relationship the relationship it is about; null when it is about the item itself
 * @param operation the operation of the cause that made it; null for the platform's own moves and
 *     for reports
 */
record RevisionView(
    int revision,
    Revision.Action action,
    String item,
    @Nullable Long relationship,
    @Nullable Map<String, Object> before,
    Map<String, Object> after,
    CauseView cause,
    @Nullable Integer operation,
    String actor,
    Instant at) {

  /** Why it was written, for example a change and its number. */
  record CauseView(String kind, String reference) {}

  static RevisionView of(Revision revision) {
    return new RevisionView(
        revision.revision(),
        revision.action(),
        revision.item().value(),
        revision.relationship(),
        revision.before(),
        revision.after(),
        new CauseView(revision.cause().kind(), revision.cause().reference()),
        revision.operation(),
        revision.actor(),
        revision.recordedAt());
  }
}
