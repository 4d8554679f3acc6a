package org.changecontrol.change;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.changecontrol.identity.Actor;
import org.changecontrol.identity.Groups;
import org.changecontrol.problem.NotAllowed;
import org.jspecify.annotations.Nullable;

/**
 * Who answers for which step of a change. Asked at every door: when a task is claimed, assigned or
 * completed, and by {@code /api}.
 */
public enum Responsibility {
  /** The requester submits his draft. */
  SUBMIT,
  /**
   * Change managers or the configuration authority look at the assessment; never of their own
   * change.
   */
  ASSESSMENT,
  /** The implementer begins; before the window a change manager. */
  START_IMPLEMENTATION,
  /** The implementer reports. */
  FINISH_IMPLEMENTATION,
  /** Those who can see the estate say whether it is as planned. */
  VERIFICATION,
  /**
   * Change managers or the configuration authority review, and whoever an overdue review was
   * escalated to; never their own change.
   */
  REVIEW,
  /** The requester, and once it is submitted the implementer and change managers, edit. */
  EDIT_PLAN,
  /**
   * The requester or a change manager names stakeholders, and strikes them off. Not the
   * implementer: who is affected is not for whoever carries it out to say.
   */
  STAKEHOLDERS,
  /** The requester or a change manager gives it up. */
  CANCEL,
  /** The requester, the implementer or a change manager pauses it. */
  HOLD,
  /** The requester, the implementer or a change manager lets it go on. */
  RESUME,
  /** The implementer or a change manager undoes it. */
  BACKOUT,
  /** After the point of no return it is for a change manager to say that it is undone. */
  BACKOUT_AFTER_NO_RETURN;

  static final Set<String> ASSESSORS =
      Set.of(Groups.CHANGE_MANAGERS, Groups.CONFIGURATION_MANAGERS);
  static final Set<String> VERIFIERS =
      Set.of(Groups.IMPLEMENTERS, Groups.CONFIGURATION_MANAGERS, Groups.CHANGE_MANAGERS);

  /** Who undoes it, at that moment. */
  static Responsibility backout(Change change, Instant now) {
    return change.state() == ChangeState.IMPLEMENTING && change.isPastItsReturn(now)
        ? BACKOUT_AFTER_NO_RETURN
        : BACKOUT;
  }

  /** The groups and people who may take the step. */
  List<String> by(Change change) {
    var by = new ArrayList<String>();
    switch (this) {
      case SUBMIT -> by.add(change.requester());
      case ASSESSMENT -> by.addAll(ASSESSORS.stream().sorted().toList());
      case START_IMPLEMENTATION -> {
        add(by, change.implementer());
        by.add(Groups.CHANGE_MANAGERS);
      }
      case FINISH_IMPLEMENTATION -> add(by, change.implementer());
      case VERIFICATION -> by.addAll(VERIFIERS.stream().sorted().toList());
      case REVIEW -> {
        by.addAll(ASSESSORS.stream().sorted().toList());
        add(by, change.reviewEscalatedTo());
      }
      case CANCEL, STAKEHOLDERS -> {
        by.add(change.requester());
        by.add(Groups.CHANGE_MANAGERS);
      }
      case EDIT_PLAN -> {
        by.add(change.requester());
        if (change.state() != ChangeState.DRAFT) {
          add(by, change.implementer());
          by.add(Groups.CHANGE_MANAGERS);
        }
      }
      case HOLD, RESUME -> {
        by.add(change.requester());
        add(by, change.implementer());
        by.add(Groups.CHANGE_MANAGERS);
      }
      case BACKOUT -> {
        add(by, change.implementer());
        by.add(Groups.CHANGE_MANAGERS);
      }
      case BACKOUT_AFTER_NO_RETURN -> by.add(Groups.CHANGE_MANAGERS);
    }
    return by.stream().distinct().toList();
  }

  /** Whether whoever belongs to these groups, and no other, has a part in changes at all. */
  static boolean takePart(Set<String> groups) {
    return !Groups.WATCHING.containsAll(groups);
  }

  /** Whether the actor may take the step. */
  boolean isOf(Change change, Actor actor) {
    if (isBarred(change, actor) || !takePart(actor.groups())) {
      return false;
    }
    var by = by(change);
    return by.contains(actor.id()) || actor.isInAny(by);
  }

  /**
   * @throws NotAllowed saying who may
   */
  public void require(Change change, Actor actor) {
    if (!isOf(change, actor)) {
      throw new NotAllowed(
          isBarred(change, actor)
              ? actor.id()
                  + " requested, implements or did "
                  + change.number()
                  + " and may not review it (segregation of duties)"
              : actor.id()
                  + " may not do this to "
                  + change.number()
                  + "; these may: "
                  + String.join(", ", by(change)));
    }
  }

  /** Whether this is to be looked at by others than those who asked for the change or did it. */
  private boolean isBarred(Change change, Actor actor) {
    return (this == ASSESSMENT || this == REVIEW) && isInvolved(change, actor);
  }

  private static boolean isInvolved(Change change, Actor actor) {
    return change.involved().contains(actor.id());
  }

  private static void add(List<String> by, @Nullable String person) {
    if (person != null) {
      by.add(person);
    }
  }
}
