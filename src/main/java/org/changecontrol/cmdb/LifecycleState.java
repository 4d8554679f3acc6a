package org.changecontrol.cmdb;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where a configuration item stands in its life. */
public enum LifecycleState {
  /** Agreed, not yet there. */
  PLANNED,
  /** Ordered from a supplier. */
  ON_ORDER,
  /** Owned and free to be used. */
  IN_STOCK,
  /** On its way into use. */
  DEPLOYING,
  /** In use. */
  IN_USE,
  /** In use, and being worked on. */
  MAINTENANCE,
  /** Out of use, waiting for its change to be closed. */
  PENDING_RETIREMENT,
  /** Out of use for good. */
  RETIRED,
  /** Physically gone. */
  DISPOSED,
  /** Should be there and cannot be found. */
  MISSING,
  /** Was planned and never came to be. */
  VOID;

  private static final Set<LifecycleState> ENDED = EnumSet.of(VOID, RETIRED, DISPOSED);

  private static final Set<LifecycleState> NOT_LIVE = EnumSet.of(PLANNED, VOID, RETIRED, DISPOSED);

  private static final Map<LifecycleState, Set<LifecycleState>> NEXT =
      Map.of(
          PLANNED, EnumSet.of(ON_ORDER, IN_STOCK, DEPLOYING, IN_USE, VOID),
          ON_ORDER, EnumSet.of(IN_STOCK, DEPLOYING, MISSING),
          IN_STOCK, EnumSet.of(DEPLOYING, IN_USE, PENDING_RETIREMENT, MISSING),
          DEPLOYING, EnumSet.of(IN_USE, IN_STOCK, MISSING),
          IN_USE, EnumSet.of(MAINTENANCE, IN_STOCK, PENDING_RETIREMENT, MISSING),
          MAINTENANCE, EnumSet.of(IN_USE, IN_STOCK, PENDING_RETIREMENT, MISSING),
          PENDING_RETIREMENT, EnumSet.of(RETIRED, IN_USE, MISSING),
          RETIRED, EnumSet.of(DISPOSED),
          MISSING,
              EnumSet.of(ON_ORDER, IN_STOCK, DEPLOYING, IN_USE, MAINTENANCE, PENDING_RETIREMENT));

  /** Whether an item may go from this state to the other; every other move is refused. */
  public boolean mayBecome(LifecycleState other) {
    return NEXT.getOrDefault(this, Set.of()).contains(other);
  }

  /** The states an item may go to from this one. */
  public Set<LifecycleState> next() {
    return Set.copyOf(NEXT.getOrDefault(this, Set.of()));
  }

  /**
   * Whether the record of an item in this state is closed: it no longer stands in the way of
   * another with the same identity, and no field of it is written any more but its state.
   */
  public boolean isEnded() {
    return ENDED.contains(this);
  }

  /** Whether an item in this state is part of the live estate and counts in impact. */
  public boolean isLive() {
    return !NOT_LIVE.contains(this);
  }
}
