package org.changecontrol.calendar;

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
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.changecontrol.problem.NotNow;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A freeze or a maintenance window as somebody declared it. What was declared is never edited: who
 * wants it otherwise withdraws it and declares another one, so that whoever was asked because of it
 * was asked because of what is still on record.
 */
@Entity
@Table(name = "calendar_window")
class StandingWindow {

  /** What is declared. */
  record Declaration(
      WindowKind kind, String name, Recurrence recurrence, WindowScope scope, String reason) {}

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "calendar_window_number")
  @SequenceGenerator(
      name = "calendar_window_number",
      sequenceName = "calendar_window_number",
      allocationSize = 1)
  private Long id;

  @Version private int version;

  @Enumerated(EnumType.STRING)
  private WindowKind kind;

  private String name;
  private String localStart;
  private String localEnd;
  private String zone;
  private @Nullable String rrule;

  @JdbcTypeCode(SqlTypes.JSON)
  private WindowScope scope;

  private String reason;
  private @Nullable Instant lastsUntil;
  private String declaredBy;
  private Instant declaredAt;
  private @Nullable String suspendedFor;
  private @Nullable String suspendedBy;
  private @Nullable Instant suspendedAt;
  private @Nullable String withdrawnBy;
  private @Nullable Instant withdrawnAt;

  @SuppressWarnings("NullAway.Init")
  protected StandingWindow() {}

  @SuppressWarnings("NullAway.Init")
  StandingWindow(Declaration declared, String by, Instant at) {
    var recurrence = declared.recurrence();
    kind = declared.kind();
    name = declared.name();
    localStart = recurrence.start().toString();
    localEnd = recurrence.end().toString();
    zone = recurrence.zone().getId();
    rrule = recurrence.rrule();
    scope = declared.scope();
    reason = declared.reason();
    lastsUntil = recurrence.lastsUntil().orElse(null);
    declaredBy = by;
    declaredAt = at;
  }

  WindowNumber number() {
    return WindowNumber.of(id);
  }

  WindowKind kind() {
    return kind;
  }

  String name() {
    return name;
  }

  Recurrence recurrence() {
    return new Recurrence(
        LocalDateTime.parse(localStart), LocalDateTime.parse(localEnd), ZoneId.of(zone), rrule);
  }

  WindowScope scope() {
    return scope;
  }

  String reason() {
    return reason;
  }

  String declaredBy() {
    return declaredBy;
  }

  Instant declaredAt() {
    return declaredAt;
  }

  boolean isSuspended() {
    return suspendedAt != null;
  }

  @Nullable String suspendedFor() {
    return suspendedFor;
  }

  @Nullable String suspendedBy() {
    return suspendedBy;
  }

  @Nullable Instant suspendedAt() {
    return suspendedAt;
  }

  boolean isWithdrawn() {
    return withdrawnAt != null;
  }

  /** It means nothing until it is reinstated. */
  void suspend(String why, String by, Instant at) {
    if (isSuspended()) {
      throw new NotNow(number() + " is suspended already, by " + suspendedBy);
    }
    suspendedFor = why;
    suspendedBy = by;
    suspendedAt = at;
  }

  /** It means again what it was declared for. */
  void reinstate() {
    if (!isSuspended()) {
      throw new NotNow(number() + " is not suspended");
    }
    suspendedFor = null;
    suspendedBy = null;
    suspendedAt = null;
  }

  /** It means nothing any more; it stays on record. */
  void withdraw(String by, Instant at) {
    withdrawnBy = by;
    withdrawnAt = at;
  }

  @Nullable String withdrawnBy() {
    return withdrawnBy;
  }
}
