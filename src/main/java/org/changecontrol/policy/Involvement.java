package org.changecontrol.policy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How those with a stake in a change are involved, and why.
 *
 * @param deadline how long they have to answer; null where nothing is asked
 * @param inputs what went into the table, by name
 * @param rules what matched; none where the policy was silent
 * @param policyVersion which version of the table
 */
public record Involvement(
    Stake stake,
    How how,
    @Nullable Duration deadline,
    Map<String, Object> inputs,
    List<MatchedRule> rules,
    String policyVersion) {

  /** Whether they are asked. */
  public enum How {
    /** They are told. */
    INFORM,
    /** They are asked, and their answers stand in front of the approvers. */
    CONSULT
  }

  public Involvement {
    if (how == How.CONSULT && (deadline == null || deadline.isNegative() || deadline.isZero())) {
      throw new IllegalArgumentException("who is asked has some time to answer");
    }
  }
}
