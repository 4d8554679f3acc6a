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
  EMERGENCY("emergency-change", ChangeState.AUTHORISING),
  /** A proven routine: authorised beforehand by the published model that it follows. */
  STANDARD("standard-change", ChangeState.SCHEDULED),
  /** Accounts for what was done outside of change control: takes it over, or has it put back. */
  RETROSPECTIVE("retrospective-change", ChangeState.AUTHORISING),
  /** Puts a standard-change model, or its next version, in force; touches nothing of the estate. */
  MODEL("standard-change-model", ChangeState.AUTHORISING);

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

  /** Whether it is requested as a change of the estate; a model is proposed. */
  public boolean isOfTheEstate() {
    return this != MODEL;
  }

  /** Whether it is planned for a window and may be edited until work begins. */
  public boolean isPlanned() {
    return this != MODEL && this != RETROSPECTIVE;
  }

  /** The type whose changes go through the process of that name. */
  public static Optional<ChangeType> ofProcess(String process) {
    return Arrays.stream(values()).filter(type -> type.process.equals(process)).findFirst();
  }
}
