package org.changecontrol.approval;

import java.util.Map;
import java.util.Set;
import org.changecontrol.policy.Section;

/**
 * What votes are about, as it stands now.
 *
 * @param subject for example a change number
 * @param hashes one SHA-256 per section, lower-case hexadecimal
 * @param barred who may not vote whatever his groups: requester, implementer, who lowered the risk,
 *     their delegates (segregation of duties)
 * @param services the impacted services that need their owner's vote: service key to owner group
 * @param priority1 whether it answers to an incident of priority 1, as its requester says
 */
public record JudgedSubject(
    String subject,
    Map<Section, String> hashes,
    Set<String> barred,
    Map<String, String> services,
    boolean priority1) {

  /** A subject that answers to no incident of priority 1. */
  public JudgedSubject(
      String subject,
      Map<Section, String> hashes,
      Set<String> barred,
      Map<String, String> services) {
    this(subject, hashes, barred, services, false);
  }

  public JudgedSubject {
    hashes = Map.copyOf(hashes);
    barred = Set.copyOf(barred);
    services = Map.copyOf(services);
  }
}
