package org.changecontrol.identity;

import java.util.List;

/**
 * Who belonged where and who stood in for whom, as far as somebody asked.
 *
 * @param memberships of the groups asked for, and all of those who stand in
 * @param delegations in the groups asked for, and all of the givers asked for
 */
public record Roll(List<Membership> memberships, List<Delegation> delegations) {

  public Roll {
    memberships = List.copyOf(memberships);
    delegations = List.copyOf(delegations);
  }
}
