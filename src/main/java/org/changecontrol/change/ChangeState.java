package org.changecontrol.change;

/** Where a change stands. On hold is a flag beside the state. */
public enum ChangeState {
  /** A difference was found that no change has made; what may explain it is looked for. */
  DETECTED,
  /** Being written; not yet submitted. */
  DRAFT,
  /** Its impact and risk are being determined. */
  ASSESSING,
  /** Its gates are open. */
  AUTHORISING,
  /** Authorised, waiting for its window or for its implementer. */
  SCHEDULED,
  /** Work is going on. */
  IMPLEMENTING,
  /** The change set is applied. */
  IMPLEMENTED,
  /** What was done is undone. */
  BACKED_OUT,
  /** Being reviewed after the fact. */
  REVIEW,
  /** Over. */
  CLOSED,
  /** Refused, or fulfilled with an item that was there already; final. */
  REJECTED,
  /** Given up before work began; final. */
  CANCELLED;

  /** Whether nothing can follow. */
  public boolean isFinal() {
    return this == CLOSED || this == REJECTED || this == CANCELLED;
  }

  /** Whether work has not begun and the change is still alive. */
  public boolean isBeforeWork() {
    return this == DETECTED
        || this == DRAFT
        || this == ASSESSING
        || this == AUTHORISING
        || this == SCHEDULED;
  }
}
