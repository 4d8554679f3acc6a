package org.changecontrol.cmdb;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which types of items may be related by a type of relationship, and how often. It holds for the
 * subtypes of both as well.
 */
@Entity
@Table(name = "cmdb_relationship_rule")
public class RelationshipRule {

  @EmbeddedId private Ends ends;

  @Column(name = "min_targets")
  private int minTargets;

  @Column(name = "max_targets")
  private @Nullable Integer maxTargets;

  @Column(name = "max_sources")
  private @Nullable Integer maxSources;

  @SuppressWarnings("NullAway.Init")
  protected RelationshipRule() {}

  RelationshipRule(
      String relationshipType,
      String sourceType,
      String targetType,
      int minTargets,
      @Nullable Integer maxTargets,
      @Nullable Integer maxSources) {
    this.ends = new Ends(relationshipType, sourceType, targetType);
    this.minTargets = minTargets;
    this.maxTargets = maxTargets;
    this.maxSources = maxSources;
  }

  public String relationshipType() {
    return ends.relationshipType;
  }

  public String sourceType() {
    return ends.sourceType;
  }

  public String targetType() {
    return ends.targetType;
  }

  /** How many targets a live source has to have; below it, data about the source is incomplete. */
  public int minTargets() {
    return minTargets;
  }

  /** How many targets a source may have; null for any number. */
  public @Nullable Integer maxTargets() {
    return maxTargets;
  }

  /** How many sources a target may have; null for any number. */
  public @Nullable Integer maxSources() {
    return maxSources;
  }

  Ends ends() {
    return ends;
  }

  /** Identifies a rule: there is one for each pair of types and each type of relationship. */
  @Embeddable
  static class Ends implements Serializable {

    @Column(name = "relationship_type")
    private String relationshipType;

    @Column(name = "source_type")
    private String sourceType;

    @Column(name = "target_type")
    private String targetType;

    protected Ends() {}

    Ends(String relationshipType, String sourceType, String targetType) {
      this.relationshipType = relationshipType;
      this.sourceType = sourceType;
      this.targetType = targetType;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Ends that
          && relationshipType.equals(that.relationshipType)
          && sourceType.equals(that.sourceType)
          && targetType.equals(that.targetType);
    }

    @Override
    public int hashCode() {
      return Objects.hash(relationshipType, sourceType, targetType);
    }
  }
}
