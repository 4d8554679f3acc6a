package org.changecontrol.change;

import org.changecontrol.identity.Actor;

/**
 * Somebody who has a stake in a change.
 *
 * @param name of the group, or the person's account
 */
public record Stakeholder(Kind kind, String name) {

  /** Who speaks for a stakeholder. */
  public enum Kind {
    /** Any of its members. */
    GROUP,
    /** He himself. */
    PERSON
  }

  static Stakeholder group(String name) {
    return new Stakeholder(Kind.GROUP, name);
  }

  static Stakeholder person(String name) {
    return new Stakeholder(Kind.PERSON, name);
  }

  /** Whether it is his voice. */
  boolean isVoicedBy(Actor actor) {
    return kind == Kind.GROUP ? actor.isIn(name) : actor.id().equals(name);
  }
}
