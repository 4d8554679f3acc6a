package org.changecontrol.cmdb;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is done to the estate under one cause, and how far it has got. It is why doing it twice
 * leaves one result.
 */
@Entity
@Table(name = "cmdb_intervention")
class Intervention {

  /** How far an intervention has got. */
  enum Stage {
    /** Items are planned or reserved, nothing else has moved. */
    PREPARED,
    /** Work is under way: fields are locked, targets are in maintenance. */
    BEGUN,
    /** The operations are applied and can be undone. */
    APPLIED,
    /** What was done has been undone. */
    BACKED_OUT,
    /** The cause is closed; there is no way back. */
    COMPLETED
  }

  @EmbeddedId private Key key;

  @Enumerated(EnumType.STRING)
  @Column(name = "stage")
  private Stage stage;

  @Column(name = "began_at")
  private @Nullable Instant beganAt;

  @Column(name = "applied_at")
  private @Nullable Instant appliedAt;

  @Column(name = "ended_at")
  private @Nullable Instant endedAt;

  @Version
  @Column(name = "version")
  private int version;

  @SuppressWarnings("NullAway.Init")
  protected Intervention() {}

  Intervention(Cause cause) {
    this.key = Key.of(cause);
    this.stage = Stage.PREPARED;
    this.version = 1;
  }

  Stage stage() {
    return stage;
  }

  /** Whether work has not begun yet. */
  boolean isBeforeWork() {
    return stage == Stage.PREPARED;
  }

  void begin(Instant at) {
    expect(stage == Stage.PREPARED, "begin");
    stage = Stage.BEGUN;
    beganAt = at;
  }

  void apply(Instant at) {
    expect(stage == Stage.PREPARED || stage == Stage.BEGUN, "be applied");
    stage = Stage.APPLIED;
    appliedAt = at;
  }

  void backOut(Instant at) {
    expect(stage != Stage.COMPLETED, "be backed out");
    stage = Stage.BACKED_OUT;
    endedAt = at;
  }

  void complete(Instant at) {
    expect(stage == Stage.APPLIED, "be completed");
    stage = Stage.COMPLETED;
    endedAt = at;
  }

  private void expect(boolean allowed, String move) {
    if (!allowed) {
      throw new IllegalStateException(
          key.causeReference() + " is " + stage + " and cannot " + move);
    }
  }

  /** The cause it is under. */
  @Embeddable
  record Key(
      @Column(name = "cause_kind") String causeKind,
      @Column(name = "cause_reference") String causeReference) {

    static Key of(Cause cause) {
      return new Key(cause.kind(), cause.reference());
    }
  }
}
