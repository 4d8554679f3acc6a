package org.changecontrol.change;

import java.util.Set;
import org.changecontrol.identity.Actor;
import org.changecontrol.identity.Groups;
import org.jspecify.annotations.Nullable;

/** Who never speaks for a stakeholder, whatever else he is. */
final class Voices {

  /**
   * Auditors and operators look on, administrators could make themselves members of any group, and
   * a robot has no opinion.
   */
  static final Set<String> NEVER =
      Set.of(Groups.AUDITORS, Groups.OPERATORS, Groups.ADMINISTRATORS, Groups.ROBOTS);

  private Voices() {}

  /**
   * Whoever wants the change, or carries it out, has said what he thinks of it in the request.
   * Approvers would take his word for that of somebody who was asked.
   */
  static boolean isInvolved(Change change, String person) {
    return person.equals(change.requester())
        || person.equals(change.implementer())
        || person.equals(change.content().doneBy());
  }

  /** Why the actor never answers about the change; null where nothing bars him. */
  static @Nullable String bar(Change change, Actor actor) {
    if (isInvolved(change, actor.id())) {
      return "requested or implements " + change.number() + ", and is no stakeholder's voice";
    }
    return NEVER.stream()
        .filter(actor::isIn)
        .sorted()
        .findFirst()
        .map(office -> "belongs to " + office + ", who never answer")
        .orElse(null);
  }
}
