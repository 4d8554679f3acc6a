package org.changecontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ExceptionUtil;
import org.camunda.bpm.engine.task.Task;
import org.changecontrol.PlatformIT;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What the engine writes comes to be as a whole, and who collides hears so, on each database. */
abstract class EngineWritesScenarios extends PlatformIT {

  @Autowired ProcessEngineConfigurationImpl engine;
  @Autowired TaskService tasks;
  @Autowired TransactionTemplate transaction;

  private final String mark = "writes-" + UUID.randomUUID().toString().substring(0, 8);

  @AfterEach
  void leaveNoTasks() {
    tasks.deleteTasks(named().stream().map(Task::getId).toList(), true);
    assertThat(named()).isEmpty();
  }

  @Test
  void moreIsWrittenInOneCommandThanGoesInOneTrip() {
    inOneCommand(() -> IntStream.range(0, 120).forEach(i -> newTask(mark + i)));
    assertThat(named()).hasSize(120).extracting(Task::getName).doesNotHaveDuplicates();

    inOneCommand(
        () ->
            named()
                .forEach(
                    task -> {
                      task.setPriority(77);
                      task.setDescription(task.getName() + ": ' ? ; -- \n$1");
                      tasks.saveTask(task);
                    }));

    assertThat(named())
        .hasSize(120)
        .allSatisfy(
            task -> {
              assertThat(task.getPriority()).isEqualTo(77);
              assertThat(task.getDescription()).isEqualTo(task.getName() + ": ' ? ; -- \n$1");
            });
  }

  @Test
  void whoWritesWhatAnotherHasWrittenMeanwhileHearsThatTheyCollided() {
    newTask(mark);
    newTask(mark + "-other");
    var mine = named().get(0);
    var his = named().get(0);
    his.setPriority(1);
    tasks.saveTask(his);

    assertThatThrownBy(
            () ->
                inOneCommand(
                    () -> {
                      newTask(mark + "-new");
                      mine.setPriority(2);
                      tasks.saveTask(mine);
                    }))
        .isInstanceOf(OptimisticLockingException.class);
    assertThat(named()).hasSize(2);
  }

  @Test
  void whoAddsToWhatAnotherHasRemovedMeanwhileHearsThatTheyCollided() {
    var task = newTask(mark);

    // In a transaction of somebody else's, where the engine does not try again by itself.
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status ->
                        inOneCommand(
                            () -> {
                              newTask(mark + "-new");
                              tasks.addCandidateGroup(task.getId(), "peers");
                              CompletableFuture.runAsync(() -> tasks.deleteTask(task.getId(), true))
                                  .join();
                            })))
        .isInstanceOf(OptimisticLockingException.class);
    assertThat(named()).isEmpty();
  }

  @Test
  void whatIsTooLongIsToldAsThat() {
    var failure =
        catchThrowableOfType(
            ProcessEngineException.class,
            () ->
                inOneCommand(
                    () -> {
                      newTask(mark);
                      newTask(mark + "x".repeat(300));
                    }));

    assertThat(ExceptionUtil.checkValueTooLongException(failure)).isTrue();
    assertThat(named()).isEmpty();
  }

  private Task newTask(String name) {
    var task = tasks.newTask();
    task.setName(name);
    tasks.saveTask(task);
    return task;
  }

  private List<Task> named() {
    return tasks.createTaskQuery().taskNameLike(mark + "%").orderByTaskName().asc().list();
  }

  private void inOneCommand(Runnable writing) {
    engine
        .getCommandExecutorTxRequired()
        .execute(
            context -> {
              writing.run();
              return mark;
            });
  }
}
