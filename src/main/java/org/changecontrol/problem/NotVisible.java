package org.changecontrol.problem;

/** There is no such thing, or the person who asks may not know that there is. HTTP status 404. */
public final class NotVisible extends Refusal {

  public NotVisible(String message) {
    super(message);
  }
}
