package org.changecontrol.cmdb;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What an item type says itself, without what it inherits. */
@Entity
@Table(name = "cmdb_item_type")
class ItemTypeDefinition {

  @Id
  @Column(name = "type_key")
  private String key;

  @Column(name = "name")
  private String name;

  @Column(name = "parent")
  private @Nullable String parent;

  @Column(name = "is_abstract")
  private boolean isAbstract;

  /** JSON Schema by attribute name; {@code controlled} beside the schema's own keywords. */
  @Column(name = "attributes")
  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, Map<String, Object>> attributes;

  @Column(name = "identification")
  @JdbcTypeCode(SqlTypes.JSON)
  private List<List<String>> identification;

  @Column(name = "owner_group")
  private @Nullable String ownerGroup;

  @Column(name = "high_risk")
  private boolean highRisk;

  @Column(name = "verify_days")
  private @Nullable Integer verifyDays;

  @Version
  @Column(name = "version")
  private int version;

  protected ItemTypeDefinition() {}

  ItemTypeDefinition(
      String key,
      String name,
      @Nullable String parent,
      boolean isAbstract,
      Map<String, Map<String, Object>> attributes,
      List<List<String>> identification,
      @Nullable String ownerGroup,
      boolean highRisk,
      @Nullable Integer verifyDays) {
    this.key = key;
    this.name = name;
    this.parent = parent;
    this.isAbstract = isAbstract;
    this.attributes = new LinkedHashMap<>(attributes);
    this.identification = List.copyOf(identification);
    this.ownerGroup = ownerGroup;
    this.highRisk = highRisk;
    this.verifyDays = verifyDays;
    this.version = 1;
  }

  /**
   * Takes over the attributes it does not have yet; what it says already stays as it is.
   *
   * @return whether there was one
   */
  boolean extendBy(Map<String, Map<String, Object>> more) {
    var extended = new LinkedHashMap<>(attributes);
    more.forEach(extended::putIfAbsent);
    if (extended.size() == attributes.size()) {
      return false;
    }
    attributes = extended;
    return true;
  }

  String key() {
    return key;
  }

  String name() {
    return name;
  }

  @Nullable String parent() {
    return parent;
  }

  boolean isAbstract() {
    return isAbstract;
  }

  Map<String, Map<String, Object>> attributes() {
    return attributes;
  }

  List<List<String>> identification() {
    return identification;
  }

  @Nullable String ownerGroup() {
    return ownerGroup;
  }

  boolean highRisk() {
    return highRisk;
  }

  @Nullable Integer verifyDays() {
    return verifyDays;
  }

  int version() {
    return version;
  }
}
