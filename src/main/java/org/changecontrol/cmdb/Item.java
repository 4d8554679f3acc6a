package org.changecontrol.cmdb;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.OptimisticLock;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A configuration item. It changes by what a change set does to it or by what a source reports of
 * it; there is no other way to write it. Whoever makes it change records the revision.
 */
@Entity
@Table(name = "cmdb_item")
public class Item {

  private static final int LONGEST_IDENTITY = 500;

  @Id
  @Column(name = "number")
  private long number;

  @Column(name = "type")
  private String type;

  @Column(name = "name")
  private String name;

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  private LifecycleState state;

  @Column(name = "criticality")
  private @Nullable Integer criticality;

  @Column(name = "environment")
  private @Nullable String environment;

  @Column(name = "location")
  private @Nullable String location;

  @Column(name = "owner")
  private @Nullable String owner;

  @Column(name = "attributes")
  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, Object> attributes;

  @Column(name = "high_risk")
  private boolean highRisk;

  @Column(name = "needs")
  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, Integer> needs;

  @Column(name = "sources")
  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, String> sources;

  // Being confirmed does not make an item another one: who planned against it before still may.
  @OptimisticLock(excluded = true)
  @Column(name = "last_verified")
  private @Nullable Instant lastVerified;

  @OptimisticLock(excluded = true)
  @Column(name = "last_reported")
  private @Nullable Instant lastReported;

  @OptimisticLock(excluded = true)
  @Column(name = "report_agreed")
  private boolean reportAgreed;

  @Column(name = "identity")
  private @Nullable String identity;

  @Column(name = "changed_at")
  private Instant changedAt;

  @Version
  @Column(name = "revision")
  private int revision;

  protected Item() {}

  private Item(ItemKey key, ItemType type, String name, LifecycleState state, Instant at) {
    if (type.isAbstract()) {
      throw new IllegalArgumentException(
          "there are no items of " + type.key() + ", it is abstract");
    }
    this.number = key.number();
    this.type = type.key();
    this.name = name;
    this.state = state;
    this.attributes = new TreeMap<>();
    this.needs = new TreeMap<>();
    this.sources = new TreeMap<>();
    this.changedAt = at;
    this.revision = 1;
  }

  /** An item that a change set is going to bring into being; it is the word of that change. */
  static Item planned(
      ItemKey key,
      ItemType type,
      String name,
      Map<String, ? extends @Nullable Object> fields,
      String source,
      Instant at) {
    var item = new Item(key, type, name, LifecycleState.PLANNED, at);
    item.take(fields, type, at);
    item.credit(fields.keySet(), source);
    return item;
  }

  /**
   * Whose word fields are from now on.
   *
   * @param source what has written them; null where nothing on record stands for them any more
   */
  void credit(Collection<String> fields, @Nullable String source) {
    var from = new TreeMap<>(sources);
    for (var field : fields) {
      if (source == null) {
        from.remove(field);
      } else {
        from.put(field, source);
      }
    }
    sources = from;
  }

  /**
   * An item that a source is the first to report.
   *
   * @param description what is reported of it; the attributes have been checked against the type
   */
  public static Item reported(
      ItemKey key, ItemType type, ReportedItem description, String source, Instant at) {
    var item = new Item(key, type, description.name(), description.state(), at);
    item.criticality = description.criticality();
    item.environment = description.environment();
    item.location = description.location();
    item.owner = description.owner();
    item.attributes = new TreeMap<>(description.attributes());
    item.highRisk = description.highRisk();
    item.needs = new TreeMap<>(description.needs());
    description.fields().forEach(field -> item.sources.put(field, source));
    item.lastVerified = at;
    item.lastReported = at;
    item.reportAgreed = true;
    item.identify(type);
    return item;
  }

  /**
   * Takes over observed attributes from a source; null removes one.
   *
   * @return whether anything is different now
   * @throws IllegalArgumentException when an attribute is controlled: it changes only through a
   *     change
   */
  public boolean observe(
      Map<String, ? extends @Nullable Object> observed, ItemType type, String source, Instant at) {
    var moved = new LinkedHashMap<String, @Nullable Object>();
    observed.forEach(
        (attribute, value) -> {
          if (!type.isObserved(attribute)) {
            throw new IllegalArgumentException(
                attribute + " of " + type.key() + " is controlled, a report cannot write it");
          }
          if (!Values.same(attributes.get(attribute), value)) {
            moved.put(Fields.attribute(attribute), value);
          }
        });
    if (moved.isEmpty()) {
      return false;
    }
    take(moved, type, at);
    credit(moved.keySet(), source);
    return true;
  }

  /**
   * A source has reported it.
   *
   * @param agreed whether all it reported is as recorded
   */
  public void seen(boolean agreed, Instant at) {
    lastReported = at;
    reportAgreed = agreed;
    if (agreed) {
      lastVerified = at;
    }
  }

  /** A person or a source has confirmed it to be as recorded. */
  void confirmed(Instant at) {
    lastVerified = at;
  }

  /** Whether a source has reported it since that instant, and agreed with the record. */
  boolean agreedSince(Instant instant) {
    return reportAgreed && lastReported != null && !lastReported.isBefore(instant);
  }

  /**
   * Takes new values for fields; null empties one.
   *
   * @throws IllegalStateException when the lifecycle does not allow the new state
   */
  void take(Map<String, ? extends @Nullable Object> values, ItemType type, Instant at) {
    var next = values.get(Fields.STATE);
    if (next != null) {
      var wanted = LifecycleState.valueOf((String) next);
      if (wanted != state && !state.mayBecome(wanted)) {
        throw new IllegalStateException(key() + " is " + state + " and cannot become " + wanted);
      }
    }
    restore(values, type, at);
  }

  /** Puts fields back to what they were: what is undone may go against the lifecycle. */
  void restore(Map<String, ? extends @Nullable Object> values, ItemType type, Instant at) {
    var taken = new TreeMap<>(attributes);
    values.forEach(
        (field, value) -> {
          switch (field) {
            case Fields.STATE -> state = LifecycleState.valueOf(Objects.toString(value));
            case Fields.OWNER -> owner = (String) value;
            case Fields.LOCATION -> location = (String) value;
            case Fields.ENVIRONMENT -> environment = (String) value;
            case Fields.CRITICALITY ->
                criticality = value == null ? null : ((Number) value).intValue();
            default -> {
              var attribute = Fields.attributeOf(field);
              if (value == null) {
                taken.remove(attribute);
              } else {
                taken.put(attribute, value);
              }
            }
          }
        });
    attributes = taken;
    identify(type);
    changedAt = at;
  }

  private void identify(ItemType itemType) {
    identity = state.isEnded() ? null : identityOf(itemType, name, this::valueOf);
  }

  /**
   * What identifies an item of a type among those that have not ended: type and name, unless the
   * type's rules say more.
   *
   * @param values by field, as {@link #valueOf} names them
   */
  public static String identityOf(
      ItemType type, String name, java.util.function.Function<String, @Nullable Object> values) {
    var identity =
        type.identification().stream()
            .map(rule -> identityBy(rule, name, values))
            .filter(Objects::nonNull)
            .findFirst()
            .map(found -> type.key() + ":" + found)
            .orElse(type.key() + ":" + name);
    return identity.length() <= LONGEST_IDENTITY ? identity : "sha256:" + digest(identity);
  }

  private static @Nullable String identityBy(
      Collection<String> rule,
      String name,
      java.util.function.Function<String, @Nullable Object> values) {
    var parts = new ArrayList<String>();
    for (var part : rule) {
      var value =
          switch (part) {
            case "name" -> name;
            case Fields.OWNER, Fields.LOCATION, Fields.ENVIRONMENT -> values.apply(part);
            default -> values.apply(Fields.attribute(part));
          };
      if (value == null) {
        return null;
      }
      parts.add("name".equals(part) ? name : part + "=" + value);
    }
    return String.join("|", parts);
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * What a field holds, in the form in which change sets, revisions and locks speak of it.
   *
   * @param field {@code state}, {@code owner}, {@code attributes.serial} …
   */
  public @Nullable Object valueOf(String field) {
    return switch (field) {
      case Fields.STATE -> state.name();
      case Fields.OWNER -> owner;
      case Fields.LOCATION -> location;
      case Fields.ENVIRONMENT -> environment;
      case Fields.CRITICALITY -> criticality;
      default -> attributes.get(Fields.attributeOf(field));
    };
  }

  /** All that a revision keeps of it. */
  public Map<String, Object> image() {
    var image = new LinkedHashMap<String, Object>();
    image.put("type", type);
    image.put("name", name);
    image.put("state", state.name());
    putKnown(image, "criticality", criticality);
    putKnown(image, "environment", environment);
    putKnown(image, "location", location);
    putKnown(image, "owner", owner);
    image.put("attributes", new TreeMap<>(attributes));
    image.put("highRisk", highRisk);
    image.put("needs", new TreeMap<>(needs));
    image.put("sources", new TreeMap<>(sources));
    putKnown(image, "lastVerified", lastVerified == null ? null : lastVerified.toString());
    return image;
  }

  private static void putKnown(Map<String, Object> image, String field, @Nullable Object value) {
    if (value != null) {
      image.put(field, value);
    }
  }

  public ItemSnapshot snapshot(ConfigurationModel model) {
    return new ItemSnapshot(
        key(),
        type,
        name,
        state,
        criticality,
        environment,
        location,
        owner,
        new TreeMap<>(attributes),
        highRisk || model.typeOf(type).highRisk(),
        new TreeMap<>(needs),
        revision,
        new TreeMap<>(sources),
        lastVerified);
  }

  public ItemKey key() {
    return ItemKey.of(number);
  }

  public long number() {
    return number;
  }

  public String type() {
    return type;
  }

  public String name() {
    return name;
  }

  public LifecycleState state() {
    return state;
  }

  public @Nullable Integer criticality() {
    return criticality;
  }

  public @Nullable String environment() {
    return environment;
  }

  public @Nullable String location() {
    return location;
  }

  public @Nullable String owner() {
    return owner;
  }

  public Map<String, Object> attributes() {
    return new TreeMap<>(attributes);
  }

  /** Whether it is marked high risk itself; its type may be as well. */
  public boolean highRisk() {
    return highRisk;
  }

  public Map<String, Integer> needs() {
    return new TreeMap<>(needs);
  }

  public Map<String, String> sources() {
    return new TreeMap<>(sources);
  }

  public @Nullable Instant lastVerified() {
    return lastVerified;
  }

  /** Null once it has ended. */
  public @Nullable String identity() {
    return identity;
  }

  /** Counts every write from 1. */
  public int revision() {
    return revision;
  }

  /** The fields of which a change set may speak, attributes as {@code attributes.NAME}. */
  List<String> fields() {
    var fields = new ArrayList<>(Fields.OF_ITEM);
    attributes.keySet().forEach(attribute -> fields.add(Fields.attribute(attribute)));
    return fields;
  }

  @Override
  public String toString() {
    return key() + " " + type + ":" + name;
  }
}
