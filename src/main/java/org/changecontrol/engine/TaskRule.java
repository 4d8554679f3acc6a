package org.changecontrol.engine;

import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.jspecify.annotations.Nullable;

/**
 * Who may have a user task and what finishing it takes over. Asked at every door, in the engine's
 * transaction, by listeners that no flag of the engine's API can skip. To refuse, throw a {@link
 * org.changecontrol.problem.Refusal}: the whole command is rolled back and the caller gets the
 * refusal's status. A user task that no rule names cannot be completed.
 */
public interface TaskRule {

  /** Definition keys of the user tasks this rule answers for; each belongs to one rule only. */
  Set<String> tasks();

  /** The task has come into being: what it is called in the lists may be said here. */
  default void appearing(DelegateTask task) {}

  /**
   * Somebody is about to get the task: by claim, assignment, delegation or as its owner. Not asked
   * for the assignee that the model itself names when the task comes into being.
   *
   * @param person who gets it; null when it is given back
   */
  void assigning(DelegateTask task, @Nullable String person);

  /**
   * The task is about to be completed.
   *
   * @param submitted what was sent with it: texts, numbers and booleans, nothing of it stored
   */
  void completing(DelegateTask task, Map<String, Object> submitted);
}
