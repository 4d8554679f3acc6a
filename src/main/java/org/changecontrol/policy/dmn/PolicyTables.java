package org.changecontrol.policy.dmn;

import org.changecontrol.policy.PolicySet;

/** Where the tables of the policy come from. */
interface PolicyTables {

  /**
   * The tables of a policy as they are in a set.
   *
   * @param policy the id of the file's definitions, for example {@code approval-policy}
   * @throws IllegalStateException when the set holds no such policy
   */
  PolicyTable of(PolicySet set, String policy);

  /** Whether the set holds such a policy: it may have been deployed before there was one. */
  default boolean holds(PolicySet set, String policy) {
    return true;
  }
}
