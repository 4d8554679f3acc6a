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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.changecontrol.policy.Section;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** What a person said for the stakeholders he speaks for; rows are added and never changed. */
@Entity
@Immutable
@Table(name = "consultation_answer")
class ConsultationAnswer {

  /** For whom it was said, in a column of its own. */
  record SpokenFor(List<Stakeholder> list) {}

  /** What he had before him, in a column of its own. */
  record Judged(Map<Section, String> sections) {}

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "consultation_id")
  @SequenceGenerator(name = "consultation_id", sequenceName = "consultation_id")
  private Long id;

  private long changeId;
  private String person;

  @JdbcTypeCode(SqlTypes.JSON)
  private SpokenFor standsFor;

  @Enumerated(EnumType.STRING)
  private Stance stance;

  private String text;
  private Instant answeredAt;

  @JdbcTypeCode(SqlTypes.JSON)
  private Judged judged;

  private String digest;

  @SuppressWarnings("NullAway.Init") // filled from the row
  protected ConsultationAnswer() {}

  /**
   * @param answeredAt to the microsecond, as it is kept
   */
  @SuppressWarnings("NullAway.Init")
  ConsultationAnswer(
      long changeId,
      String person,
      List<Stakeholder> standsFor,
      Stance stance,
      String text,
      Instant answeredAt,
      Map<Section, String> judged) {
    this.changeId = changeId;
    this.person = person;
    this.standsFor = new SpokenFor(List.copyOf(standsFor));
    this.stance = stance;
    this.text = text;
    this.answeredAt = answeredAt;
    this.judged = new Judged(new TreeMap<>(judged));
    this.digest = recomputedDigest();
  }

  long id() {
    return id;
  }

  long changeId() {
    return changeId;
  }

  String person() {
    return person;
  }

  List<Stakeholder> standsFor() {
    return standsFor.list();
  }

  Stance stance() {
    return stance;
  }

  String text() {
    return text;
  }

  Instant answeredAt() {
    return answeredAt;
  }

  Map<Section, String> judged() {
    return judged.sections();
  }

  String digest() {
    return digest;
  }

  /** Over all columns but the id and the digest itself. */
  final String recomputedDigest() {
    return Sections.digest(
        Arrays.asList(
            "consultation answer 1",
            changeId,
            person,
            standsFor.list(),
            stance,
            text,
            answeredAt,
            new TreeMap<>(judged.sections())));
  }
}
