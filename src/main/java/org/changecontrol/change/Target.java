package org.changecontrol.change;

import org.changecontrol.cmdb.ItemKey;

/**
 * An item that a change affects, with the revision it was planned against.
 *
 * @param name {@code type:name} at submission
 */
public record Target(ItemKey item, String name, Role role, Origin origin, int revision) {

  /** How the change affects the item. */
  public enum Role {
    /** It is worked on. */
    TARGET,
    /** It is related to what is worked on. */
    DEPENDENT
  }

  /** Who named it. */
  public enum Origin {
    /** The requester. */
    MANUAL,
    /** The platform, from the change set. */
    COMPUTED
  }
}
