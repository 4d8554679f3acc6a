package org.changecontrol.change;

import java.util.Arrays;
import java.util.Optional;

/** Which course a change takes (ITIL 4, change enablement). */
public enum ChangeType {
  /** Assessed and authorised one by one, through gates in proportion to its risk. */
  NORMAL("normal-change", ChangeState.SCHEDULED),
  /**
   * Repairs what an incident has broken: authorised within minutes by the emergency board, carried
   * out at once, and accounted for in full afterwards.
   */
  EMERGENCY("emergency-change", ChangeState.AUTHORISING);

  private final String process;
  private final ChangeState beforeWork;

  ChangeType(String process, ChangeState beforeWork) {
    this.process = process;
    this.beforeWork = beforeWork;
  }

  /** The name of the process that changes of this type go through. */
  public String process() {
    return process;
  }

  /** The state from which work begins. */
  ChangeState beforeWork() {
    return beforeWork;
  }

  /**
   * Whether it is dated and waits for its window; an emergency begins as soon as it is authorised.
   */
  boolean isScheduled() {
    return beforeWork == ChangeState.SCHEDULED;
  }

  /** The type whose changes go through the process of that name. */
  public static Optional<ChangeType> ofProcess(String process) {
    return Arrays.stream(values()).filter(type -> type.process.equals(process)).findFirst();
  }
}
