package org.changecontrol.problem;

/** The idempotency key was used before with another body. HTTP status 422. */
public final class KeyReused extends Refusal {

  public KeyReused(String message) {
    super(message);
  }
}
