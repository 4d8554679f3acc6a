package org.changecontrol.approval;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.changecontrol.policy.Section;

/** The votes as rows, with what shows that they are still what was written: for auditors and for the trail's verifier. */
public interface ApprovalEvidence {

  /** All rows of a subject, votes and withdrawals, in the order in which they were said. */
  List<Row> of(String subject);

  /** All rows, of whatever subject, that no longer match their own digest. Reads every row, a thousand at a time. */
  List<Row> edited();

  /**
   * The digest of each row as its content is now. It has to equal the {@code digest} in the detail of the fact {@code VoteCast} or
   * {@code VoteWithdrawn} that carries the row's id as {@code vote}; a row that is not among the answers is gone.
   */
  Map<Long, String> digests(Collection<Long> votes);

  /**
   * @param gate the opening of the gate
   * @param word APPROVE, REJECT or WITHDRAW
   * @param judged the hash of each section that the voter had before him
   * @param digest as it was written with the row: SHA-256, lower-case hexadecimal
   * @param intact whether the row's content still has that digest
   */
  record Row(
      long id,
      long gate,
      String gateKey,
      String voter,
      String word,
      String reason,
      Instant at,
      Map<Section, String> judged,
      String digest,
      boolean intact) {}
}
