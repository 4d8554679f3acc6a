package org.changecontrol.cmdb;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The controlled way to change the estate (NIST SP 800-53 CM-3): operations are planned, prepared,
 * applied as one and can be undone. Every method that writes joins the caller's transaction, leaves
 * append-only revisions that carry the cause, and publishes facts. None of them asks whether the
 * cause was approved: whoever calls answers for that.
 */
public interface ConfigurationControl {

  /**
   * Checks a change set against the configuration model and the estate, and against itself in
   * order.
   *
   * @param changeSet operations as in the contract ({@code op}, {@code ref}, {@code type}, {@code
   *     item} …); at most 1 000
   * @param field the name the sender gave to the list, so that a problem can say {@code
   *     changeSet[2].attributes.vcpus}
   * @throws org.changecontrol.problem.InvalidInput naming every operation and field that is wrong
   */
  PlannedOperations plan(List<Map<String, Object>> changeSet, String field);

  /** One REDEPLOY_ITEM operation for an item in stock. */
  PlannedOperations planRedeployment(
      ItemKey item, @Nullable String location, @Nullable String owner, String field);

  /**
   * What has moved in the fields the operations touch since they were planned; moves made under the
   * same cause, and the platform's own (maintenance, reservation), do not count.
   */
  List<Discrepancy> discrepancies(PlannedOperations planned, Cause cause);

  /**
   * For each CREATE_ITEM, what is in stock and could serve; operations without a candidate are left
   * out.
   */
  List<Capability> capabilities(PlannedOperations planned);

  /** The estate before and after, without changing it. */
  EstateDifference difference(PlannedOperations planned);

  /**
   * Prepares the estate for an authorised change: items to be created come into being as PLANNED,
   * an item to be redeployed is reserved. Doing it twice under one cause leaves one result.
   *
   * @return the operations with the keys of the planned items filled in
   * @throws org.changecontrol.problem.NotNow when an item to be reserved is taken
   */
  PlannedOperations reserve(PlannedOperations planned, Cause cause, @Nullable Instant until);

  /** Gives back what was reserved under the cause; items that were only planned become VOID. */
  void release(Cause cause);

  /**
   * Work begins: targets that are IN_USE go into MAINTENANCE and the fields the operations touch
   * are locked for this cause.
   *
   * @throws org.changecontrol.problem.NotNow when another cause holds a lock
   */
  void begin(PlannedOperations planned, Collection<ItemKey> targets, Cause cause);

  /**
   * Applies all operations or none, keeps each one's inverse, brings targets back from maintenance
   * and planned items into use, and unlocks. A second call under the same cause changes nothing.
   *
   * @throws org.changecontrol.problem.NotNow with the discrepancies when a touched field has moved
   */
  void apply(PlannedOperations planned, Cause cause);

  /** What {@link #backOut} would do now. */
  BackOutPreview previewBackOut(Cause cause);

  /**
   * Undoes what was done under the cause: inverses in reverse order, targets back from maintenance,
   * planned items VOID (IN_STOCK where they were received), locks released. A second call changes
   * nothing.
   *
   * @throws org.changecontrol.problem.NotNow when a later cause has built on the result
   */
  void backOut(Cause cause);

  /**
   * The cause is closed: its PENDING_RETIREMENT items become RETIRED and their remaining
   * relationships end.
   */
  void complete(Cause cause);

  /** Records that the items were confirmed to be as recorded. */
  void confirm(Collection<ItemKey> items, Cause cause);

  /**
   * Whether a source has reported all of the items since the instant and agreed with the record;
   * true makes asking a person unnecessary.
   */
  boolean reportedSince(Collection<ItemKey> items, Instant instant);
}
