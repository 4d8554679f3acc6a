package org.changecontrol.change;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.changecontrol.policy.Stake;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A stakeholder was asked what he thinks of a change; rows are added and never changed. */
@Entity
@Immutable
@Table(name = "consultation_question")
class ConsultationQuestion {

  /** Why he is asked, in a column of its own. */
  record Why(Set<Stake> kinds, List<String> because) {}

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "consultation_id")
  @SequenceGenerator(name = "consultation_id", sequenceName = "consultation_id")
  private Long id;

  private long changeId;
  private int round;

  @Enumerated(EnumType.STRING)
  private Stakeholder.Kind kind;

  private String name;

  @JdbcTypeCode(SqlTypes.JSON)
  private Why stakes;

  private Instant askedAt;
  private Instant deadline;

  @SuppressWarnings("NullAway.Init") // filled from the row
  protected ConsultationQuestion() {}

  @SuppressWarnings("NullAway.Init")
  ConsultationQuestion(
      long changeId,
      int round,
      Stakeholder stakeholder,
      Stakes stakes,
      Instant askedAt,
      Instant deadline) {
    this.changeId = changeId;
    this.round = round;
    this.kind = stakeholder.kind();
    this.name = stakeholder.name();
    this.stakes = new Why(Set.copyOf(stakes.kinds()), List.copyOf(stakes.because()));
    this.askedAt = askedAt;
    this.deadline = deadline;
  }

  long changeId() {
    return changeId;
  }

  int round() {
    return round;
  }

  Stakeholder stakeholder() {
    return new Stakeholder(kind, name);
  }

  List<String> because() {
    return stakes.because();
  }

  Instant askedAt() {
    return askedAt;
  }

  Instant deadline() {
    return deadline;
  }

  /** Whether it is put now: of the present round, and whoever was named for it still counts. */
  boolean isPutBy(Change change) {
    return change.consultation().filter(now -> now.round() == round).isPresent()
        && (!stakes.kinds().equals(Set.of(Stake.BY_HAND)) || change.isNamed(stakeholder()));
  }

  boolean isOpenAt(Instant now) {
    return now.isBefore(deadline);
  }
}
