package org.changecontrol.change;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.changecontrol.calendar.Restrictions;
import org.changecontrol.calendar.WindowConflict;
import org.changecontrol.cmdb.Capability;
import org.changecontrol.cmdb.Discrepancy;
import org.changecontrol.cmdb.Impact;
import org.jspecify.annotations.Nullable;

/**
 * What the platform found out about a change, kept as it was found.
 *
 * @param impactedItems how many items suffer if the targets fail
 * @param services the impacted services with what counts of them
 * @param paths explaining paths, services first, at most {@link #MOST_PATHS}
 * @param incomplete whether the impact rests on incomplete data
 * @param conflicts other changes with the same item in an overlapping window
 * @param restrictions freezes that the window runs into, and maintenance windows that it misses
 * @param discrepancies touched fields that have moved since the change set was planned
 * @param capabilities existing items that could serve
 * @param criticality the one that counts for risk, 1 to 4
 * @param highRiskTarget whether a target is reserved for the central configuration authority
 * @param itemOwners the groups that own what is worked on, created or impacted, services apart
 */
record Assessment(
    Instant at,
    int impactedItems,
    List<ServiceAtStake> services,
    List<Impact.Impacted> paths,
    boolean incomplete,
    List<WindowConflict> conflicts,
    Restrictions restrictions,
    List<Discrepancy> discrepancies,
    List<Capability> capabilities,
    int criticality,
    boolean highRiskTarget,
    List<ItemOwner> itemOwners) {

  static final int MOST_PATHS = 200;

  @SuppressWarnings("ConstantValue") // an assessment from before there were such names none
  Assessment {
    restrictions = restrictions == null ? Restrictions.NONE : restrictions;
    itemOwners = itemOwners == null ? List.of() : itemOwners;
  }

  /**
   * @param group that answers for them
   * @param items how many
   * @param example one of them, by name
   */
  record ItemOwner(String group, int items, String example) {}

  /**
   * @param owner the group that answers for it; null where nobody is on record
   */
  record ServiceAtStake(
      String key,
      String name,
      int criticality,
      @Nullable String owner,
      Map<String, Integer> needs) {}
}
