package org.changecontrol.approval;

/** What a row of the votes says. */
enum Word {
  /** A vote for. */
  APPROVE,
  /** A vote against. */
  REJECT,
  /** The voter takes back what he said before at this gate. */
  WITHDRAW;

  static Word of(Decision decision) {
    return decision == Decision.APPROVE ? APPROVE : REJECT;
  }
}
