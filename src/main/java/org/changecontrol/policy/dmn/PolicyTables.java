package org.changecontrol.policy.dmn;

/** Where the tables of the policy come from. */
interface PolicyTables {

  /**
   * The tables of a policy that are in force now.
   *
   * @param policy the id of the file's definitions, for example {@code approval-policy}
   * @throws IllegalStateException when no such policy is deployed
   */
  PolicyTable inForce(String policy);
}
