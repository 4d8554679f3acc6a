package org.changecontrol.change;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** What somebody said about a change; never edited. */
@Entity
@Table(name = "change_comment")
class Comment {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "change_work_id")
  @SequenceGenerator(name = "change_work_id", sequenceName = "change_work_id")
  private Long id;

  private long changeId;
  private String author;
  private Instant written;

  private String text;

  @SuppressWarnings("NullAway.Init")
  protected Comment() {}

  @SuppressWarnings("NullAway.Init")
  Comment(long changeId, String author, Instant written, String text) {
    this.changeId = changeId;
    this.author = author;
    this.written = written;
    this.text = text;
  }

  long id() {
    return id;
  }

  long changeId() {
    return changeId;
  }

  String author() {
    return author;
  }

  Instant written() {
    return written;
  }

  String text() {
    return text;
  }
}
