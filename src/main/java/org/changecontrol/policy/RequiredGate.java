package org.changecontrol.policy;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A gate that the policy demands.
 *
 * @param key for example {@code peer}, {@code service-owner}, {@code cab}, {@code executive},
 *     {@code configuration-authority}, {@code change-manager}
 * @param group whose members may vote
 * @param quorum how votes decide
 * @param votes for NUMBER how many approvals, for PERCENT the least number of approvals
 * @param votesIfPriority1 for NUMBER how many approvals are enough where a priority-1 incident is
 *     linked and an approver confirms it; null where that makes no difference
 * @param percent for PERCENT the share of those eligible, 1 to 100
 * @param ownersVeto whether a service owner's no is final at a percentage gate
 * @param judges the sections of the subject that a vote binds to
 * @param overdueAfter how long until it is escalated
 * @param escalateTo the group that may decide then, or null: the change goes on hold
 */
public record RequiredGate(
    String key,
    String name,
    String group,
    Quorum quorum,
    int votes,
    @Nullable Integer votesIfPriority1,
    @Nullable Integer percent,
    boolean ownersVeto,
    Set<Section> judges,
    Duration overdueAfter,
    @Nullable String escalateTo) {

  public RequiredGate {
    if (key.isBlank() || group.isBlank()) {
      throw new IllegalArgumentException("a gate has a key and a group");
    }
    if (votes < 1) {
      throw new IllegalArgumentException("a gate takes at least one vote");
    }
    if (votesIfPriority1 != null
        && (quorum != Quorum.NUMBER || votesIfPriority1 < 1 || votesIfPriority1 > votes)) {
      throw new IllegalArgumentException(
          "votes for a priority-1 incident are 1 to the number of a NUMBER gate");
    }
    if (quorum == Quorum.PERCENT && (percent == null || percent < 1 || percent > 100)) {
      throw new IllegalArgumentException("the share of a PERCENT gate is 1 to 100");
    }
    if (judges.isEmpty()) {
      throw new IllegalArgumentException("a gate judges at least one section");
    }
    if (overdueAfter.isNegative() || overdueAfter.isZero()) {
      throw new IllegalArgumentException("a gate becomes overdue after a while, not at once");
    }
    judges = Collections.unmodifiableSet(EnumSet.copyOf(judges));
  }

  /** A gate at which the priority of an incident makes no difference. */
  public RequiredGate(
      String key,
      String name,
      String group,
      Quorum quorum,
      int votes,
      @Nullable Integer percent,
      boolean ownersVeto,
      Set<Section> judges,
      Duration overdueAfter,
      @Nullable String escalateTo) {
    this(
        key,
        name,
        group,
        quorum,
        votes,
        null,
        percent,
        ownersVeto,
        judges,
        overdueAfter,
        escalateTo);
  }

  /** How votes decide a gate. */
  public enum Quorum {
    /** A number of approvals; one no is final. */
    NUMBER,
    /**
     * A share of those eligible and a least number; rejected once it cannot be reached any more.
     */
    PERCENT,
    /** An approval for each impacted service by one of its owners; one no is final. */
    EACH_SERVICE
  }

  /** What the policy concluded, with the rules that matched and the version of the table. */
  public record Conclusion(
      List<RequiredGate> gates, List<MatchedRule> rules, String policyVersion) {}
}
