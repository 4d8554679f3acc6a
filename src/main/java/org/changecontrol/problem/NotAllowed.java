package org.changecontrol.problem;

/**
 * The person who asks may not do this, for example approve a change of his own. HTTP status 403.
 */
public final class NotAllowed extends Refusal {

  public NotAllowed(String message) {
    super(message);
  }
}
