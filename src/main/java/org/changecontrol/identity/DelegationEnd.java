package org.changecontrol.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** That a delegation was ended before its time. It happens once. */
@Entity
@Immutable
@Table(name = "identity_delegation_end")
class DelegationEnd implements Persistable<Long> {

  @Id private Long delegation;
  private Instant endedAt;
  private String endedBy;
  private @Nullable String reason;
  private String digest;

  @SuppressWarnings("NullAway.Init") // filled from the row
  protected DelegationEnd() {}

  DelegationEnd(long delegation, Instant at, String by, @Nullable String reason) {
    this.delegation = delegation;
    this.endedAt = at;
    this.endedBy = by;
    this.reason = reason;
    this.digest = recomputedDigest();
  }

  @Override
  public Long getId() {
    return delegation;
  }

  /** Rows are only ever added. */
  @Override
  public boolean isNew() {
    return true;
  }

  Instant at() {
    return endedAt;
  }

  String by() {
    return endedBy;
  }

  @Nullable String reason() {
    return reason;
  }

  String digest() {
    return digest;
  }

  final String recomputedDigest() {
    return new RowDigest()
        .of("end of delegation 1")
        .of(delegation)
        .of(endedAt)
        .of(endedBy)
        .of(reason)
        .hex();
  }
}
