package org.changecontrol.cmdb;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a cause holds of an item until it gives it back. Two causes never hold the same. */
@Entity
@Table(name = "cmdb_claim")
class Claim {

  /** What of an item is held. */
  enum Kind {
    /** The item as such: it came into being for the cause. */
    PLANNED,
    /** The item as such: it is in stock and kept for the cause. */
    RESERVED,
    /** One field: nobody else writes it. */
    FIELD,
    /**
     * Its time: it is in maintenance. Several causes may work on one item; each holds its own
     * share.
     */
    MAINTENANCE
  }

  @EmbeddedId private Key key;

  @Column(name = "cause_kind")
  private String causeKind;

  @Column(name = "cause_reference")
  private String causeReference;

  @Column(name = "valid_until")
  private @Nullable Instant validUntil;

  @SuppressWarnings("NullAway.Init")
  protected Claim() {}

  private Claim(ItemKey item, Kind kind, String subject, Cause cause, @Nullable Instant until) {
    this.key = new Key(item.number(), kind, subject);
    this.causeKind = cause.kind();
    this.causeReference = cause.reference();
    this.validUntil = until;
  }

  static Claim planned(ItemKey item, Cause cause, @Nullable Instant until) {
    return new Claim(item, Kind.PLANNED, "item", cause, until);
  }

  static Claim reserved(ItemKey item, Cause cause, @Nullable Instant until) {
    return new Claim(item, Kind.RESERVED, "item", cause, until);
  }

  static Claim field(ItemKey item, String field, Cause cause) {
    return new Claim(item, Kind.FIELD, field, cause, null);
  }

  static Claim maintenance(ItemKey item, Cause cause) {
    return new Claim(item, Kind.MAINTENANCE, cause.kind() + ":" + cause.reference(), cause, null);
  }

  /**
   * A reservation that has run out goes to whoever asks for the item next; one's own is extended.
   */
  void passTo(Cause cause, @Nullable Instant until) {
    this.causeKind = cause.kind();
    this.causeReference = cause.reference();
    this.validUntil = until;
  }

  ItemKey item() {
    return ItemKey.of(key.item());
  }

  Kind kind() {
    return key.kind();
  }

  /** The field that is locked. */
  String subject() {
    return key.subject();
  }

  Cause cause() {
    return new Cause(causeKind, causeReference);
  }

  boolean isOf(Cause cause) {
    return cause().equals(cause);
  }

  boolean standsAt(Instant now) {
    return validUntil == null || validUntil.isAfter(now);
  }

  /** What is held. */
  @Embeddable
  record Key(
      @Column(name = "item") long item,
      @Enumerated(EnumType.STRING) @Column(name = "kind") Kind kind,
      @Column(name = "subject") String subject) {}
}
