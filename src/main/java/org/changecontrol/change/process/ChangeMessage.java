package org.changecontrol.change.process;

import java.util.Set;

/** The messages that tell the process of a change what has happened to it. */
final class ChangeMessage {

  static final String CHANGE_EDITED = "ChangeEdited";
  static final String DRIFT_DETECTED = "DriftDetected";
  static final String EARLY_START_GRANTED = "EarlyStartGranted";
  static final String CHANGE_CANCELLED = "ChangeCancelled";
  static final String CHANGE_PUT_ON_HOLD = "ChangePutOnHold";
  static final String CHANGE_RESUMED = "ChangeResumed";
  static final String BACKOUT_DECIDED = "BackoutDecided";

  static final Set<String> ALL =
      Set.of(
          CHANGE_EDITED,
          DRIFT_DETECTED,
          EARLY_START_GRANTED,
          CHANGE_CANCELLED,
          CHANGE_PUT_ON_HOLD,
          CHANGE_RESUMED,
          BACKOUT_DECIDED);

  private ChangeMessage() {}
}
