package org.changecontrol.cmdb.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a report, items and relationships counted together and apart.
 *
 * @param differences controlled fields that are reported otherwise than recorded; they were not
 *     written
 * @param missing relationships the source once reported and does not any more; they stand as they
 *     are
 * @param rejected rows that are wrong and did not go in
 */
public record ImportAnswer(
    int created,
    int updated,
    int unchanged,
    Count items,
    Count relationships,
    List<Difference> differences,
    List<MissingRelationship> missing,
    List<Rejection> rejected) {

  static ImportAnswer of(
      Count items,
      Count relationships,
      List<Difference> differences,
      List<MissingRelationship> missing,
      List<Rejection> rejected) {
    return new ImportAnswer(
        items.created + relationships.created,
        items.updated + relationships.updated,
        items.unchanged + relationships.unchanged,
        items,
        relationships,
        List.copyOf(differences),
        List.copyOf(missing),
        List.copyOf(rejected));
  }

  /** How many came into being, got another observed value, or are as recorded. */
  public record Count(int created, int updated, int unchanged) {}

  /**
   * @param item its key
   * @param name as {@code type:name}
   * @param field {@code state}, {@code owner}, {@code attributes.serial} …, or the type of a
   *     relationship
   */
  public record Difference(
      String item,
      String name,
      String field,
      @Nullable Object recorded,
      @Nullable Object reported) {}

  /**
   * @param source key of the item
   * @param target key of the item
   */
  public record MissingRelationship(
      String type, String source, String sourceName, String target, String targetName) {}
}
