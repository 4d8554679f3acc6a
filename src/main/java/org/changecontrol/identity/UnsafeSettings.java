package org.changecontrol.identity;

import java.util.List;

/** The settings would leave a door open: the platform does not start with them. */
public final class UnsafeSettings extends RuntimeException {

  private final List<String> problems;

  /**
   * @param problems what is wrong and what to set instead, a sentence or two each, never empty
   */
  public UnsafeSettings(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
