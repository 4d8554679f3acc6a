package org.changecontrol.problem;

/**
 * A request that the platform understood and refuses. Nothing of it is stored. Each kind has one
 * HTTP status at every door.
 */
public abstract sealed class Refusal extends RuntimeException
    permits InvalidInput, NotAllowed, NotVisible, NotNow, TooLarge, KeyReused {

  Refusal(String message) {
    super(message);
  }
}
