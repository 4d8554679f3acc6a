package org.changecontrol.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The trail, to be read. It is written by nobody: what happens is told as facts. */
public interface AuditTrail {

  /** At most so many entries of one subject are told as its story. */
  int LONGEST_STORY = 10_000;

  /** All that happened to a subject, oldest first, at most {@link #LONGEST_STORY}; one query. */
  List<AuditEntry> of(String subject);

  /**
   * Entries newest first.
   *
   * @param subject only those of this subject, or null for all
   */
  List<AuditEntry> newest(@Nullable String subject, int offset, int limit);

  /**
   * How many there are; stops counting at the limit.
   *
   * @param subject only those of this subject, or null for all
   */
  long count(@Nullable String subject, int limit);

  /**
   * Reads the whole trail and says whether anything was edited, removed, put in or cut off. Takes
   * constant memory and time proportional to the trail.
   *
   * @throws org.changecontrol.problem.NotNow while another verification is under way on this node
   */
  Verification verify();
}
