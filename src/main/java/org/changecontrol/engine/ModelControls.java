package org.changecontrol.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a part of the trade demands of every process model, whoever edits it, and what it offers the
 * models. Each part declares it in one bean; start-up holds all models to all of them. Delegates
 * and facts are named as in a model: {@code applyChangeSetDelegate}, {@code changeFacts.approved}.
 */
public interface ModelControls {

  /** What is protected, in words that complete "this step touches": {@code the estate}. */
  default String protectedThing() {
    return "what is protected";
  }

  /** Delegates that touch it: on every path from a start each comes after one of the gates. */
  default Set<String> effects() {
    return Set.of();
  }

  /** What lets a path through to the effects; one of them is enough. */
  default List<ModelGate> gates() {
    return List.of();
  }

  /** Delegates and messages after which every gate has to be passed anew. */
  default Set<String> voids() {
    return Set.of();
  }

  /**
   * Facts that the record affirms only of what was let through. A path that has passed no gate does
   * not go on where a flow asks one of them.
   */
  default Set<String> proofs() {
    return Set.of();
  }

  /** Processes that the code starts by name. */
  default Set<String> processes() {
    return Set.of();
  }

  /** Messages that the code sends to processes. */
  default Set<String> messages() {
    return Set.of();
  }

  /** Codes of the errors that delegates throw. */
  default Set<String> errors() {
    return Set.of();
  }

  /**
   * User tasks that must not wait for ever, each with the delegate that a timer on the task leads
   * to.
   */
  default Map<String, String> escalations() {
    return Map.of();
  }
}
