package org.changecontrol.identity;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What somebody handed on, as he handed it on. Rows are added and never changed. */
@Entity
@Immutable
@Table(name = "identity_delegation")
class DelegationRecord {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "identity_delegation_number")
  @SequenceGenerator(
      name = "identity_delegation_number",
      sequenceName = "identity_delegation_number",
      allocationSize = 1)
  private @Nullable Long id;

  private String kind;
  private String giver;
  private String delegate;
  private Instant startsAt;
  private Instant endsAt;
  private @Nullable String reason;
  private Instant givenAt;

  @BatchSize(size = 500)
  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(
      name = "identity_delegation_group",
      joinColumns = @JoinColumn(name = "delegation"))
  @Column(name = "group_id")
  private Set<String> groups;

  private String digest;

  @SuppressWarnings("NullAway.Init") // filled from the row
  protected DelegationRecord() {}

  DelegationRecord(
      DelegationKind kind,
      String giver,
      String delegate,
      Collection<String> groups,
      Instant start,
      Instant end,
      @Nullable String reason,
      Instant now) {
    this.kind = kind.name();
    this.giver = giver;
    this.delegate = delegate;
    this.groups = new TreeSet<>(groups);
    this.startsAt = start;
    this.endsAt = end;
    this.reason = reason;
    this.givenAt = now;
    this.digest = recomputedDigest();
  }

  long id() {
    return Objects.requireNonNull(id, "a delegation has an id once it is kept");
  }

  DelegationNumber number() {
    return DelegationNumber.of(id());
  }

  DelegationKind kind() {
    return DelegationKind.valueOf(kind);
  }

  String giver() {
    return giver;
  }

  String delegate() {
    return delegate;
  }

  SortedSet<String> groups() {
    return new TreeSet<>(groups);
  }

  Instant start() {
    return startsAt;
  }

  Instant end() {
    return endsAt;
  }

  @Nullable String reason() {
    return reason;
  }

  Instant givenAt() {
    return givenAt;
  }

  String digest() {
    return digest;
  }

  final String recomputedDigest() {
    var digest =
        new RowDigest()
            .of("delegation 1")
            .of(kind)
            .of(giver)
            .of(delegate)
            .of(startsAt)
            .of(endsAt)
            .of(reason)
            .of(givenAt);
    groups().forEach(digest::of);
    return digest.hex();
  }
}
