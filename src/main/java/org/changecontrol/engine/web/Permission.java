package org.changecontrol.engine.web;

import java.util.Arrays;
import java.util.List;
import org.changecontrol.identity.Actor;
import org.changecontrol.identity.Groups;

/**
 * Something that may be done over the engine's APIs; the engine's own authorizations come on top.
 *
 * @param method the HTTP method
 * @param pattern segments of the path, {@code *} for any one
 * @param who who may
 * @param body what stands in the body
 */
record Permission(String method, List<String> pattern, Who who, Body body) {

  /** Who may do it. */
  enum Who {
    /** Whoever the engine authorizes. */
    AUTHORIZED,
    /** Who watches the engine. */
    OPERATORS,
    /** Who keeps the accounts. */
    ADMINISTRATORS,
    /** The person that the path names, and who keeps the accounts. */
    ONESELF
  }

  /** How the body is read. */
  enum Body {
    /** As the engine reads it. */
    PLAIN,
    /** Fields of a form: they do not rest in the engine. */
    SUBMISSION,
    /** A query: it holds no expression. */
    QUERY,
    /** Who takes a task: nobody but the caller. */
    CLAIM,
    /** An account or a group: the one that the path names. */
    DIRECTORY
  }

  static Permission of(String method, String path, Who who, Body body) {
    return new Permission(method, Arrays.asList(path.split("/")), who, body);
  }

  boolean covers(Call call) {
    List<String> segments = call.segments();
    if (!method.equals(call.method()) || pattern.size() != segments.size()) {
      return false;
    }
    for (int i = 0; i < pattern.size(); i++) {
      if (!pattern.get(i).equals("*") && !pattern.get(i).equals(segments.get(i))) {
        return false;
      }
    }
    return true;
  }

  boolean isFor(Actor actor, Call call) {
    return switch (who) {
      case AUTHORIZED -> true;
      case OPERATORS -> actor.isIn(Groups.OPERATORS);
      case ADMINISTRATORS -> actor.isIn(Groups.ADMINISTRATORS);
      case ONESELF ->
          actor.isIn(Groups.ADMINISTRATORS)
              || (call.segments().size() > 1 && call.segments().get(1).equals(actor.id()));
    };
  }
}
