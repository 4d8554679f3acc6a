package org.changecontrol.cmdb;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** That two items are related, from when and until when. It ends and is never deleted. */
@Entity
@Table(name = "cmdb_relationship")
public class Relationship {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "cmdb_relationship_id")
  @SequenceGenerator(
      name = "cmdb_relationship_id",
      sequenceName = "cmdb_relationship_id",
      allocationSize = 1000)
  @Column(name = "id")
  private @Nullable Long id;

  @Column(name = "type")
  private String type;

  @Column(name = "source")
  private long source;

  @Column(name = "target")
  private long target;

  @Column(name = "soft")
  private boolean soft;

  @Column(name = "valid_from")
  private Instant validFrom;

  @Column(name = "valid_until")
  private @Nullable Instant validUntil;

  @Column(name = "reported_by")
  private @Nullable String reportedBy;

  @Column(name = "standing")
  private @Nullable String standing;

  @Version
  @Column(name = "version")
  private int version;

  protected Relationship() {}

  private Relationship(
      String type,
      long source,
      long target,
      boolean soft,
      @Nullable String reportedBy,
      Instant at) {
    this.type = type;
    this.source = source;
    this.target = target;
    this.soft = soft;
    this.reportedBy = reportedBy;
    this.validFrom = at;
    this.standing = standing(type, source, target);
    this.version = 1;
  }

  /** A relationship that a change set brings into being. */
  static Relationship made(String type, ItemKey source, ItemKey target, boolean soft, Instant at) {
    return new Relationship(type, source.number(), target.number(), soft, null, at);
  }

  /** A relationship that a source is the first to report; a hard one. */
  public static Relationship reported(
      String type, ItemKey source, ItemKey target, String reportedBy, Instant at) {
    return new Relationship(type, source.number(), target.number(), false, reportedBy, at);
  }

  /** What no two relationships that stand have in common. */
  public static String standing(String type, long source, long target) {
    return type + ":" + source + ":" + target;
  }

  /** The same relationship once more, after it has ended. */
  Relationship again(Instant at) {
    return new Relationship(type, source, target, soft, reportedBy, at);
  }

  void end(Instant at) {
    if (validUntil != null) {
      throw new IllegalStateException(this + " has ended already");
    }
    validUntil = at;
    standing = null;
  }

  boolean stands() {
    return validUntil == null;
  }

  /** All that a revision keeps of it. */
  public Map<String, Object> image() {
    var image = new LinkedHashMap<String, Object>();
    image.put("type", type);
    image.put("source", source().value());
    image.put("target", target().value());
    image.put("soft", soft);
    image.put("since", validFrom.toString());
    if (validUntil != null) {
      image.put("until", validUntil.toString());
    }
    if (reportedBy != null) {
      image.put("reportedBy", reportedBy);
    }
    return image;
  }

  public RelationshipSnapshot snapshot() {
    return new RelationshipSnapshot(id(), type, source(), target(), soft, validFrom, validUntil);
  }

  /**
   * @throws IllegalStateException before it was stored
   */
  public long id() {
    if (id == null) {
      throw new IllegalStateException(this + " is not stored yet");
    }
    return id;
  }

  public String type() {
    return type;
  }

  public ItemKey source() {
    return ItemKey.of(source);
  }

  public ItemKey target() {
    return ItemKey.of(target);
  }

  /** Whether it does not carry an outage. */
  public boolean soft() {
    return soft;
  }

  public Instant validFrom() {
    return validFrom;
  }

  /** Null while it stands. */
  public @Nullable Instant validUntil() {
    return validUntil;
  }

  /** The source that reported it; null when a change made it. */
  public @Nullable String reportedBy() {
    return reportedBy;
  }

  /** Null once it has ended. */
  public @Nullable String standing() {
    return standing;
  }

  int version() {
    return version;
  }

  @Override
  public String toString() {
    return type + " " + source() + " → " + target();
  }
}
