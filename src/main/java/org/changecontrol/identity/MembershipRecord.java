package org.changecontrol.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One stay of a person in a group. It ends once and is never deleted; whoever comes back begins
 * another.
 */
@Entity
@Table(name = "identity_membership")
class MembershipRecord {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "identity_membership_seq")
  @SequenceGenerator(
      name = "identity_membership_seq",
      sequenceName = "identity_membership_seq",
      allocationSize = 50)
  private @Nullable Long id;

  @Column(updatable = false)
  private String person;

  @Column(updatable = false)
  private String groupId;

  @Column(updatable = false)
  private Instant joinedAt;

  private @Nullable Instant leftAt;

  @SuppressWarnings("NullAway.Init")
  protected MembershipRecord() {}

  MembershipRecord(String person, String group, Instant joinedAt) {
    this.person = person;
    this.groupId = group;
    this.joinedAt = joinedAt;
  }

  void leave(Instant now) {
    if (leftAt != null) {
      throw new IllegalStateException(person + " has left " + groupId + " before");
    }
    // A clock that was set back must not make a stay end before it began.
    leftAt = now.isBefore(joinedAt) ? joinedAt : now;
  }

  String person() {
    return person;
  }

  String group() {
    return groupId;
  }

  Membership asMembership() {
    return new Membership(person, groupId, joinedAt, leftAt);
  }
}
