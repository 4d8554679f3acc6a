package org.changecontrol.cmdb;

import java.util.List;

/** How a field of an item is named in change sets, revisions, discrepancies and locks. */
public final class Fields {

  public static final String STATE = "state";
  public static final String OWNER = "owner";
  public static final String LOCATION = "location";
  public static final String ENVIRONMENT = "environment";
  public static final String CRITICALITY = "criticality";

  static final List<String> OF_ITEM = List.of(STATE, CRITICALITY, ENVIRONMENT, LOCATION, OWNER);

  private static final String ATTRIBUTE = "attributes.";

  private Fields() {}

  /** The field that holds an attribute, for example {@code attributes.serial}. */
  public static String attribute(String name) {
    return ATTRIBUTE + name;
  }

  /**
   * The attribute that a field holds.
   *
   * @throws IllegalArgumentException when it is no attribute's field
   */
  static String attributeOf(String field) {
    if (!field.startsWith(ATTRIBUTE)) {
      throw new IllegalArgumentException(field + " is not a field of an item");
    }
    return field.substring(ATTRIBUTE.length());
  }

  static boolean isAttribute(String field) {
    return field.startsWith(ATTRIBUTE);
  }
}
