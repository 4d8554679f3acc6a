package org.changecontrol.policy;

/** What makes somebody a stakeholder of a change. */
public enum Stake {
  /** Owns an impacted service. */
  SERVICE_OWNER,
  /** Owns another item that is worked on, created or impacted. */
  ITEM_OWNER,
  /** Was named by a person. */
  BY_HAND
}
