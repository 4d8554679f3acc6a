package org.changecontrol.cmdb;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What undoes an operation that was applied. */
@Entity
@Immutable
@Table(name = "cmdb_inverse")
class Inverse {

  @EmbeddedId private Key key;

  @Enumerated(EnumType.STRING)
  @Column(name = "kind")
  private OperationKind kind;

  @Column(name = "item")
  private @Nullable Long item;

  @Column(name = "relationship")
  private @Nullable Long relationship;

  @Column(name = "restores")
  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, @Nullable Object> restores;

  @Column(name = "leaves")
  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, @Nullable Object> leaves;

  @SuppressWarnings("NullAway.Init")
  protected Inverse() {}

  private Inverse(
      Cause cause,
      PlannedOperation operation,
      @Nullable ItemKey item,
      @Nullable Long relationship,
      Map<String, ? extends @Nullable Object> restores,
      Map<String, ? extends @Nullable Object> leaves) {
    this.key = new Key(cause.kind(), cause.reference(), operation.position());
    this.kind = operation.op();
    this.item = item == null ? null : item.number();
    this.relationship = relationship;
    this.restores = new LinkedHashMap<>(restores);
    this.leaves = new LinkedHashMap<>(leaves);
  }

  static Inverse ofItem(
      Cause cause,
      PlannedOperation operation,
      ItemKey item,
      Map<String, ? extends @Nullable Object> restores,
      Map<String, ? extends @Nullable Object> leaves) {
    return new Inverse(cause, operation, item, null, restores, leaves);
  }

  static Inverse ofRelationship(
      Cause cause, PlannedOperation operation, Relationship relationship) {
    return new Inverse(cause, operation, null, relationship.id(), Map.of(), Map.of());
  }

  Cause cause() {
    return new Cause(key.causeKind(), key.causeReference());
  }

  /** The operation it undoes. */
  int operation() {
    return key.operation();
  }

  OperationKind kind() {
    return kind;
  }

  boolean isOfItem() {
    return item != null;
  }

  /**
   * @throws NullPointerException when it undoes an operation on a relationship
   */
  ItemKey item() {
    return ItemKey.of(Objects.requireNonNull(item));
  }

  /**
   * @throws NullPointerException when it undoes an operation on an item
   */
  long relationship() {
    return Objects.requireNonNull(relationship);
  }

  /** By field, what was there before. */
  Map<String, @Nullable Object> restores() {
    return restores;
  }

  /**
   * By field, what the operation left behind; another value there means that somebody built on it.
   */
  Map<String, @Nullable Object> leaves() {
    return leaves;
  }

  /** Which operation of which cause it undoes. */
  @Embeddable
  record Key(
      @Column(name = "cause_kind") String causeKind,
      @Column(name = "cause_reference") String causeReference,
      @Column(name = "operation") int operation) {}
}
