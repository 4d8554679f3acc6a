package org.changecontrol.problem;

/** More than the platform takes in one request. HTTP status 413. */
public final class TooLarge extends Refusal {

  public TooLarge(String message) {
    super(message);
  }
}
