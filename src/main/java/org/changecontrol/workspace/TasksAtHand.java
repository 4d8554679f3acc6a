package org.changecontrol.workspace;

import java.time.Instant;
import java.util.List;
import org.changecontrol.identity.Actor;
import org.jspecify.annotations.Nullable;

/** The user tasks of running changes, as the workspace shows them. */
public interface TasksAtHand {

  /**
   * What waits for somebody: tasks that are his, and unclaimed ones that he may take; of several
   * ballots at one gate only one. The latest {@value #MOST} at most, the most urgent first.
   */
  List<Task> of(Actor actor);

  /**
   * The number of the change that a task belongs to, whichever called part it stands in.
   *
   * @throws org.changecontrol.problem.NotVisible where there is no such task, or the signed-in
   *     actor may not read it
   */
  String changeOf(String task);

  /** More than anybody works through. */
  int MOST = 200;

  /**
   * @param id the engine's id of the task
   * @param key for example {@code Task_VoteOnChange}
   * @param change the number of the change
   * @param due when it is overdue; null where it has no limit
   */
  record Task(
      String id, String key, String name, String change, Instant since, @Nullable Instant due) {}
}
