package org.changecontrol.change;

import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;

/** A file that belongs to the plan of a change; its hash is what votes bind to. */
@Entity
@Table(name = "change_attachment")
class Attachment {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "change_work_id")
  @SequenceGenerator(name = "change_work_id", sequenceName = "change_work_id")
  private Long id;

  private long changeId;
  private String name;
  private String mediaType;
  private long size;
  private String sha256;
  private String author;
  private Instant attached;
  private @Nullable Instant removed;

  @Basic(fetch = FetchType.LAZY)
  @Column(length = Length.LONG32)
  private byte[] content;

  @SuppressWarnings("NullAway.Init")
  protected Attachment() {}

  @SuppressWarnings("NullAway.Init")
  Attachment(
      long changeId,
      String name,
      String mediaType,
      String sha256,
      String author,
      Instant attached,
      byte[] content) {
    this.changeId = changeId;
    this.name = name;
    this.mediaType = mediaType;
    this.size = content.length;
    this.sha256 = sha256;
    this.author = author;
    this.attached = attached;
    this.content = content;
  }

  /** Taken out of the plan; the file stays as evidence of what was judged before. */
  void remove(Instant at) {
    removed = at;
  }

  boolean isRemoved() {
    return removed != null;
  }

  long id() {
    return id;
  }

  long changeId() {
    return changeId;
  }

  String name() {
    return name;
  }

  String mediaType() {
    return mediaType;
  }

  long size() {
    return size;
  }

  String sha256() {
    return sha256;
  }

  String author() {
    return author;
  }

  Instant attached() {
    return attached;
  }

  byte[] content() {
    return content;
  }
}
