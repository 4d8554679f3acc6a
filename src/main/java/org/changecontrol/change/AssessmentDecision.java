package org.changecontrol.change;

/** What the reviewer of an assessment decides. */
public enum AssessmentDecision {
  /** The assessment stands; the gates decide. */
  ACCEPT,
  /** Back to the requester. */
  REWORK,
  /** The change is refused. */
  REJECT,
  /** An item that is in stock serves instead. */
  REDEPLOY
}
