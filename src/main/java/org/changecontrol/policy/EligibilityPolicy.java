package org.changecontrol.policy;

/** What a standard-change model authorises beforehand, and when it no longer does. */
public interface EligibilityPolicy {

  /** The same policy as it was in that set. */
  EligibilityPolicy of(PolicySet set);

  /** Whether a change is authorised by its model; where the policy is silent it is not. */
  Eligibility judge(EligibilityQuestion question);

  /**
   * Whether a model keeps its pre-authorisation.
   *
   * @param runs how many of its last runs are looked at, up to ten
   * @param failures how many of those failed or were backed out
   */
  Standing standing(int runs, int failures);

  /**
   * Whether a run that went as planned is reviewed as a sample.
   *
   * @param modelState where the model stands now
   * @param run which run of the model it is, from 1
   */
  boolean isSampled(String modelState, int run);

  /**
   * What the record of a model means.
   *
   * @param because the words of the rule
   */
  record Standing(boolean suspended, String because, String policyVersion) {}
}
