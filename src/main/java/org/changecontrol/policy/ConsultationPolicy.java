package org.changecontrol.policy;

/**
 * Says whether stakeholders are informed or consulted: {@code stakeholder-consultation.dmn}. It
 * decides nothing about the change: whoever is asked too often loses some time, whoever is not
 * asked may lose a service. So it is never silent: where no rule matches, he is consulted.
 */
public interface ConsultationPolicy {

  /**
   * The same policy as it was in that set; as it is in force, where the set is from before there
   * was such a policy.
   */
  ConsultationPolicy of(PolicySet set);

  Involvement involvementOf(StakeQuestion question);
}
