package org.changecontrol.policy;

/** A part of a change record that votes bind to: one hash per section. */
public enum Section {
  /** Plans, tasks, attachments. */
  PLAN,
  /** Targets and change set. */
  SCOPE,
  /** Planned start and end. */
  WINDOW,
  /** Risk as rated or set. */
  RISK,
  /** Impacted services, their criticality and redundancy. */
  IMPACT
}
