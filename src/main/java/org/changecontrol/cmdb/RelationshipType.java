package org.changecontrol.cmdb;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** A kind of relationship, and the way an outage travels along it. */
@Entity
@Table(name = "cmdb_relationship_type")
public class RelationshipType {

  @Id
  @Column(name = "type_key")
  private String key;

  @Column(name = "name")
  private String name;

  @Column(name = "reverse_name")
  private String reverseName;

  @Enumerated(EnumType.STRING)
  @Column(name = "outage")
  private OutageDirection outage;

  @Version
  @Column(name = "version")
  private int version;

  protected RelationshipType() {}

  RelationshipType(String key, String name, String reverseName, OutageDirection outage) {
    this.key = key;
    this.name = name;
    this.reverseName = reverseName;
    this.outage = outage;
    this.version = 1;
  }

  public String key() {
    return key;
  }

  /** Read from source to target, for example "runs on". */
  public String name() {
    return name;
  }

  /** Read from target to source, for example "hosts". */
  public String reverseName() {
    return reverseName;
  }

  public OutageDirection outage() {
    return outage;
  }

  public int version() {
    return version;
  }
}
