package org.changecontrol.cmdb;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The estate before and after a change set, only where they differ. */
public record EstateDifference(List<FieldChange> items, List<RelationshipChange> relationships) {

  /**
   * @param item key, or {@code ref:NAME} of an item that does not exist yet
   * @param action CREATED, UPDATED, RETIRED or REDEPLOYED
   */
  public record FieldChange(
      String item,
      String type,
      String name,
      String action,
      String field,
      @Nullable Object before,
      @Nullable Object after) {}

  /**
   * @param action ADDED or REMOVED
   */
  public record RelationshipChange(
      String action,
      String type,
      String source,
      String sourceName,
      String target,
      String targetName) {}
}
