package org.changecontrol.approval;

/** What a voter says. */
public enum Decision {
  /** The subject may go on. */
  APPROVE,
  /** It may not. */
  REJECT
}
