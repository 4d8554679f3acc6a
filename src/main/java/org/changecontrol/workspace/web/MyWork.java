package org.changecontrol.workspace.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.changecontrol.identity.Actors;
import org.changecontrol.workspace.TasksAtHand;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What somebody who is signed in asks about himself and his work. */
@RestController
@Tag(name = "Workspace")
class MyWork {

  private final Actors actors;
  private final TasksAtHand tasks;

  MyWork(Actors actors, TasksAtHand tasks) {
    this.actors = actors;
    this.tasks = tasks;
  }

  @GetMapping("/api/me")
  @Operation(summary = "Who is signed in, with the groups he belongs to now")
  Me me() {
    var actor = actors.current();
    return new Me(actor.id(), new TreeSet<>(actor.groups()));
  }

  /**
   * The user tasks that wait for whoever is signed in, the most urgent first; ballots of one gate
   * once.
   */
  @GetMapping("/api/me/steps")
  List<Step> steps() {
    return tasks.of(actors.current()).stream()
        .map(
            task ->
                new Step(
                    task.id(), task.key(), task.name(), task.change(), task.since(), task.due()))
        .toList();
  }

  @GetMapping("/api/tasks/{task}/change")
  @Operation(
      summary = "The change that a user task belongs to",
      description =
          "Whichever called part of the process it stands in; 404 for a task that the caller may not read.")
  ChangeOfTask changeOf(@PathVariable String task) {
    var number = tasks.changeOf(task);
    return new ChangeOfTask(number, "/api/changes/" + number);
  }

  record Me(String id, Set<String> groups) {}

  /**
   * @param task the engine's id of the task
   * @param key for example {@code Task_VoteOnChange}
   * @param step the task's name
   */
  record Step(
      String task, String key, String step, String change, Instant since, @Nullable Instant due) {}

  record ChangeOfTask(String number, String href) {}
}
