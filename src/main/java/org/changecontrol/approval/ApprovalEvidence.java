package org.changecontrol.approval;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.changecontrol.policy.Section;
import org.jspecify.annotations.Nullable;

/** The votes as rows, with what shows that they are still what was written: for auditors. */
public interface ApprovalEvidence {

  /** All rows of a subject, votes and withdrawals, in the order in which they were said. */
  List<Row> of(String subject);

  /**
   * @param gate the opening of the gate
   * @param onBehalfOf whose vote it is where the voter stood in for him; null where it is his own
   * @param word APPROVE, REJECT or WITHDRAW
   * @param confirmsPriority1 whether the voter confirms that the linked incident has priority 1
   * @param judged the hash of each section that the voter had before him
   * @param digest as it was written with the row: SHA-256, lower-case hexadecimal
   * @param intact whether the row's content still has that digest
   */
  record Row(
      long id,
      long gate,
      String gateKey,
      String voter,
      @Nullable String onBehalfOf,
      String word,
      String reason,
      boolean confirmsPriority1,
      Instant at,
      Map<Section, String> judged,
      String digest,
      boolean intact) {}
}
