package org.changecontrol.policy;

/** No rule of the policy matched; the central configuration authority has to decide. */
public class PolicySilent extends RuntimeException {

  public PolicySilent(String decision, Object inputs) {
    super("No rule of decision \"" + decision + "\" matches " + inputs);
  }
}
