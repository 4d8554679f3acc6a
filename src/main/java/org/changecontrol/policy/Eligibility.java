package org.changecontrol.policy;

import java.util.List;
import java.util.Map;

/**
 * Whether a standard change is authorised by its model, and why not.
 *
 * @param obstacles in words, one for each rule that stands in the way; empty where it is eligible
 */
public record Eligibility(
    boolean eligible,
    List<Obstacle> obstacles,
    Map<String, Object> inputs,
    List<MatchedRule> rules,
    String policyVersion) {

  /**
   * One reason.
   *
   * @param respect what it is about, for example TYPE or CONFLICT
   */
  public record Obstacle(String respect, String because) {}
}
