package org.changecontrol.cmdb;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What one write made of an item or a relationship, who made it and why. Never changed, never
 * deleted.
 */
@Entity
@Immutable
@Table(name = "cmdb_revision")
public class Revision {

  /** What kind of write it was. */
  public enum Action {
    /** A source was the first to report it. */
    REPORTED,
    /** A source reported another value of an observed attribute. */
    OBSERVED,
    /** An authorised change gave it a place in the estate before it exists. */
    PLANNED,
    /** Work began, its item went into maintenance. */
    MAINTENANCE_BEGUN,
    /** Work ended, its item went back into use. */
    MAINTENANCE_ENDED,
    /** An operation of a change set was applied. */
    APPLIED,
    /** An operation of a change set was undone. */
    BACKED_OUT,
    /** What was only planned was given up. */
    WITHDRAWN,
    /** Its change was closed, it is out of use for good. */
    RETIRED,
    /** It was confirmed to be as recorded. */
    CONFIRMED
  }

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "cmdb_revision_id")
  @SequenceGenerator(
      name = "cmdb_revision_id",
      sequenceName = "cmdb_revision_id",
      allocationSize = 1000)
  @Column(name = "id")
  private @Nullable Long id;

  @Column(name = "item")
  private long item;

  @Column(name = "relationship")
  private @Nullable Long relationship;

  @Column(name = "counterpart")
  private @Nullable Long counterpart;

  @Column(name = "revision")
  private int revision;

  @Enumerated(EnumType.STRING)
  @Column(name = "action")
  private Action action;

  @Column(name = "before_image")
  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable Map<String, Object> before;

  @Column(name = "after_image")
  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, Object> after;

  @Column(name = "cause_kind")
  private String causeKind;

  @Column(name = "cause_reference")
  private String causeReference;

  @Column(name = "operation")
  private @Nullable Integer operation;

  @Column(name = "actor")
  private String actor;

  @Column(name = "recorded_at")
  private Instant recordedAt;

  protected Revision() {}

  Revision(
      long item,
      @Nullable Long relationship,
      @Nullable Long counterpart,
      int revision,
      Action action,
      @Nullable Map<String, Object> before,
      Map<String, Object> after,
      Cause cause,
      @Nullable Integer operation,
      String actor,
      Instant recordedAt) {
    this.item = item;
    this.relationship = relationship;
    this.counterpart = counterpart;
    this.revision = revision;
    this.action = action;
    this.before = before;
    this.after = after;
    this.causeKind = cause.kind();
    this.causeReference = cause.reference();
    this.operation = operation;
    this.actor = actor;
    this.recordedAt = recordedAt;
  }

  /** The item, or the source of the relationship. */
  public ItemKey item() {
    return ItemKey.of(item);
  }

  /** Null when it is about an item. */
  public @Nullable Long relationship() {
    return relationship;
  }

  /** The target of the relationship; null when it is about an item. */
  public @Nullable ItemKey counterpart() {
    return counterpart == null ? null : ItemKey.of(counterpart);
  }

  /** Which write it was, counted from 1 for each item and relationship. */
  public int revision() {
    return revision;
  }

  public Action action() {
    return action;
  }

  /** Null when there was nothing before. */
  public @Nullable Map<String, Object> before() {
    return before;
  }

  public Map<String, Object> after() {
    return after;
  }

  public Cause cause() {
    return new Cause(causeKind, causeReference);
  }

  /**
   * The operation of the cause that made the write; null for the platform's own moves and for
   * reports.
   */
  public @Nullable Integer operation() {
    return operation;
  }

  public String actor() {
    return actor;
  }

  public Instant recordedAt() {
    return recordedAt;
  }
}
