package org.changecontrol.identity;

import java.util.Set;

/**
 * People have joined or left groups. Published inside the transaction that puts it on record.
 *
 * @param people who
 */
public record MembershipChanged(Set<String> people) {

  public MembershipChanged {
    people = Set.copyOf(people);
  }
}
