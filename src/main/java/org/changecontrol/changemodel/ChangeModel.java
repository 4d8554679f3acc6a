package org.changecontrol.changemodel;

import jakarta.persistence.Column;
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
import java.util.Arrays;
import org.changecontrol.problem.NotNow;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One version of a model. What was proposed is never changed, only where it stands. */
@Entity
@Table(name = "change_model")
class ChangeModel {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "change_model_id")
  @SequenceGenerator(name = "change_model_id", sequenceName = "change_model_id", allocationSize = 1)
  private Long id;

  @Version private int revision;

  @Column(name = "model_key", updatable = false)
  private String key;

  @Column(name = "model_version", updatable = false)
  private int number;

  @Enumerated(EnumType.STRING)
  private ModelState state;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(updatable = false)
  private ProposedModel proposed;

  @Column(updatable = false)
  private @Nullable String proposal;

  @Column(updatable = false)
  private String proposedBy;

  @Column(updatable = false)
  private Instant proposedAt;

  private @Nullable Instant publishedAt;
  private @Nullable Instant endedAt;
  private @Nullable String endReason;

  @SuppressWarnings("NullAway.Init")
  protected ChangeModel() {}

  @SuppressWarnings("NullAway.Init")
  ChangeModel(
      ProposedModel proposed, int number, @Nullable String proposal, String by, Instant at) {
    this.key = proposed.key();
    this.number = number;
    this.state = ModelState.PROPOSED;
    this.proposed = proposed;
    this.proposal = proposal;
    this.proposedBy = by;
    this.proposedAt = at;
  }

  String key() {
    return key;
  }

  int number() {
    return number;
  }

  ModelState state() {
    return state;
  }

  @Nullable String proposal() {
    return proposal;
  }

  void publish(Instant at) {
    require("published", ModelState.PROPOSED);
    state = ModelState.PUBLISHED;
    publishedAt = at;
  }

  void suspend(String reason, Instant at) {
    require("suspended", ModelState.PUBLISHED);
    end(ModelState.SUSPENDED, reason, at);
  }

  void retire(String reason, Instant at) {
    require("retired", ModelState.PUBLISHED, ModelState.SUSPENDED);
    end(ModelState.RETIRED, reason, at);
  }

  void reject(String reason, Instant at) {
    require("rejected", ModelState.PROPOSED);
    end(ModelState.REJECTED, reason, at);
  }

  private void end(ModelState end, String reason, Instant at) {
    state = end;
    endReason = reason;
    endedAt = at;
  }

  private void require(String verb, ModelState... allowed) {
    if (!Arrays.asList(allowed).contains(state)) {
      throw new NotNow("Model %s:%d is %s and cannot be %s".formatted(key, number, state, verb));
    }
  }

  ModelVersion view() {
    return new ModelVersion(
        key,
        number,
        state,
        proposed.title(),
        proposed.description(),
        proposed.scope(),
        proposed.fields(),
        proposed.evidence(),
        proposal,
        proposedBy,
        proposedAt,
        publishedAt,
        endedAt,
        endReason);
  }
}
