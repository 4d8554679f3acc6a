package org.changecontrol.engine;

import java.util.List;

/**
 * What has to come on a path, in this order, before it may touch what is protected.
 *
 * @param name what it is called in a refusal, for example {@code approval}
 * @param steps at least one; other elements may stand between them
 */
public record ModelGate(String name, List<Step> steps) {

  public ModelGate {
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a gate has at least one step");
    }
    steps = List.copyOf(steps);
  }

  /** The kinds of step that a gate is made of. */
  public enum Kind {
    /** A task or event has run the delegate. */
    DELEGATE,
    /** The process of that name was called. */
    CALL,
    /** The user task of that id was completed. */
    USER_TASK,
    /** A flow was taken because the record affirms the fact. */
    FACT
  }

  /** One step of a gate. */
  public record Step(Kind kind, String name) {

    @Override
    public String toString() {
      return switch (kind) {
        case DELEGATE -> "${" + name + "}";
        case CALL -> "a call of " + name;
        case USER_TASK -> "the completion of " + name;
        case FACT -> "a yes to ${" + name + "(execution)}";
      };
    }
  }

  public static Step delegate(String bean) {
    return new Step(Kind.DELEGATE, bean);
  }

  public static Step call(String process) {
    return new Step(Kind.CALL, process);
  }

  public static Step userTask(String id) {
    return new Step(Kind.USER_TASK, id);
  }

  public static Step fact(String name) {
    return new Step(Kind.FACT, name);
  }
}
