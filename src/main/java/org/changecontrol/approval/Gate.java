package org.changecontrol.approval;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.changecontrol.policy.RequiredGate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * One opening of a gate. Its state routes the process and tells people where it stands; whether the
 * gate lets anything through is computed from the votes.
 */
@Entity
@Table(name = "approval_gate")
class Gate {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "approval_gate_seq")
  @SequenceGenerator(
      name = "approval_gate_seq",
      sequenceName = "approval_gate_seq",
      allocationSize = 50)
  private @Nullable Long id;

  private String subject;
  private String gateKey;
  private int round;
  private int place;

  @Enumerated(EnumType.STRING)
  private GateState state;

  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, Object> definition;

  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable Map<String, Object> fallback;

  @JdbcTypeCode(SqlTypes.JSON)
  private List<String> standsFor;

  @JdbcTypeCode(SqlTypes.JSON)
  private List<String> servicesLeft;

  @JdbcTypeCode(SqlTypes.JSON)
  private List<String> eligible;

  private Instant openedAt;
  private Instant dueAt;
  private @Nullable Instant escalatedAt;
  private @Nullable Instant closedAt;
  private @Nullable Instant voidedAt;

  @Version private int version;

  @SuppressWarnings("NullAway.Init") // filled from the row
  protected Gate() {}

  Gate(
      String subject,
      RequiredGate demanded,
      int round,
      int place,
      Collection<String> standsFor,
      Collection<String> servicesLeft,
      Collection<String> eligible,
      Instant now) {
    this.subject = subject;
    this.gateKey = demanded.key();
    this.round = round;
    this.place = place;
    this.state = GateState.OPEN;
    this.definition = Definitions.written(demanded);
    this.standsFor = List.copyOf(standsFor);
    this.servicesLeft = List.copyOf(servicesLeft);
    this.eligible = List.copyOf(eligible);
    this.openedAt = now;
    this.dueAt = now.plus(demanded.overdueAfter());
  }

  long id() {
    return Objects.requireNonNull(id, "a gate has an id once it is kept");
  }

  String subject() {
    return subject;
  }

  String key() {
    return gateKey;
  }

  int round() {
    return round;
  }

  int place() {
    return place;
  }

  GateState state() {
    return state;
  }

  boolean isOpen() {
    return state == GateState.OPEN;
  }

  /** What the policy demanded. */
  RequiredGate demanded() {
    return Definitions.read(definition);
  }

  /** What decides: what the policy demanded, or the fallback in its place. */
  RequiredGate deciding() {
    return Definitions.read(fallback == null ? definition : fallback);
  }

  boolean fellBack() {
    return fallback != null;
  }

  List<String> standsFor() {
    return standsFor;
  }

  List<String> servicesLeft() {
    return servicesLeft;
  }

  List<String> eligibleAtOpening() {
    return eligible;
  }

  Instant openedAt() {
    return openedAt;
  }

  Instant dueAt() {
    return dueAt;
  }

  @Nullable Instant escalatedAt() {
    return escalatedAt;
  }

  @Nullable Instant closedAt() {
    return closedAt;
  }

  /** Whether votes at this opening bind their voters at that instant. */
  boolean livedAt(Instant instant) {
    return !openedAt.isAfter(instant) && (voidedAt == null || voidedAt.isAfter(instant));
  }

  /** The instant as of which membership counts: now while it is open, then its closing. */
  Instant judgedAt(Instant now) {
    if (closedAt != null) {
      return closedAt;
    }
    return voidedAt == null ? now : voidedAt;
  }

  void approve(Instant now) {
    close(GateState.APPROVED, now);
  }

  void reject(Instant now) {
    close(GateState.REJECTED, now);
  }

  private void close(GateState outcome, Instant now) {
    requireOpen();
    state = outcome;
    closedAt = now;
  }

  /** What it judged has changed, it is no longer demanded, or its subject has ended. */
  void voidAt(Instant now) {
    state = GateState.VOID;
    voidedAt = now;
  }

  /** Others decide in place of those the policy named, on the same sections. */
  void fallBackTo(RequiredGate authority, Instant now) {
    requireOpen();
    fallback = Definitions.written(Definitions.judgingOnly(authority, demanded().judges()));
    escalatedAt = null;
    dueAt = now.plus(authority.overdueAfter());
  }

  /** Overdue: time starts again, and those named for it may decide as well. */
  void escalate(Instant now) {
    requireOpen();
    if (escalatedAt == null && deciding().escalateTo() != null) {
      escalatedAt = now;
    }
    dueAt = now.plus(deciding().overdueAfter());
  }

  private void requireOpen() {
    if (!isOpen()) {
      throw new IllegalStateException("gate " + gateKey + " of " + subject + " is " + state);
    }
  }
}
