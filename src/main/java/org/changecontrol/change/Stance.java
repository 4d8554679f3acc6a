package org.changecontrol.change;

/** What a stakeholder thinks of a change. It decides nothing; approvers have it before them. */
public enum Stance {
  /** It may go ahead as far as he is concerned. */
  NO_OBJECTION,
  /** Something should be looked at. */
  CONCERN,
  /** It should not be done so. */
  OBJECTION
}
