package org.changecontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.variable.Variables.createVariables;
import static org.mockito.Mockito.mock;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.changecontrol.identity.Actor;
import org.changecontrol.identity.Actors;
import org.changecontrol.identity.Groups;
import org.changecontrol.problem.NotAllowed;
import org.changecontrol.problem.NotNow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.OptimisticLockingFailureException;

/** The controls that are built into the engine, on an engine that has nothing else. */
class EngineControlsTest {

  private static final List<String> assigned = new ArrayList<>();
  private static final List<Map<String, Object>> completed = new ArrayList<>();
  private static String actor = "peer";
  private static Set<String> groups = Set.of();
  private static boolean refusing;
  private static Supplier<RuntimeException> failing;
  private static ProcessEngine engine;

  private static final TaskRule RULE =
      new TaskRule() {
        @Override
        public Set<String> tasks() {
          return Set.of("Task_DoorScenario");
        }

        @Override
        public void assigning(DelegateTask task, String person) {
          refuseWhereAsked();
          assigned.add(person);
        }

        @Override
        public void completing(DelegateTask task, Map<String, Object> submitted) {
          refuseWhereAsked();
          completed.add(submitted);
        }

        private void refuseWhereAsked() {
          if (refusing) {
            throw new NotNow("the door is closed");
          }
        }
      };

  /** Fails as it is told to. */
  public static final class Failure {
    public void now() {
      throw failing.get();
    }
  }

  @BeforeAll
  static void startAnEngine() {
    var rules = new TaskRules(only(RULE), only((Actors) () -> new Actor(actor, groups)));
    var configuration = new StandaloneInMemProcessEngineConfiguration();
    configuration.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
    configuration.setProcessEngineName("controls");
    configuration.setHistory("full");
    configuration.setFailedJobRetryTimeCycle("R1/PT0S");
    configuration.setBeans(new HashMap<>(Map.of("failure", new Failure())));
    configuration.getProcessEnginePlugins().add(new EngineSettings(rules, new CalledParts()));
    engine = configuration.buildProcessEngine();
    engine
        .getRepositoryService()
        .createDeployment()
        .addClasspathResource("org/changecontrol/engine/door-scenario.bpmn")
        .deploy();
  }

  @AfterAll
  static void stopIt() {
    engine.close();
  }

  @BeforeEach
  void forget() {
    assigned.clear();
    completed.clear();
    actor = "peer";
    groups = Set.of();
    refusing = false;
  }

  @Test
  void theRuleIsAskedBeforeATaskIsClaimedAssignedDelegatedOrOwned() {
    Task task = started();

    actor = "claimer";
    engine.getTaskService().claim(task.getId(), "claimer");
    engine.getTaskService().setAssignee(task.getId(), "assignee");
    actor = "assignee";
    engine.getTaskService().delegateTask(task.getId(), "delegate");
    engine.getTaskService().setOwner(task.getId(), "owner");
    actor = "owner";
    engine.getTaskService().setAssignee(task.getId(), null);

    assertThat(assigned).containsExactly("claimer", "assignee", "delegate", "owner", null);
  }

  @Test
  void whoIsRefusedByTheRuleDoesNotGetTheTask() {
    Task task = started();
    refusing = true;

    assertThatThrownBy(() -> engine.getTaskService().claim(task.getId(), "claimer"))
        .isInstanceOf(NotNow.class);
    assertThatThrownBy(() -> engine.getTaskService().setAssignee(task.getId(), "assignee"))
        .isInstanceOf(NotNow.class);
    assertThatThrownBy(() -> engine.getTaskService().delegateTask(task.getId(), "delegate"))
        .isInstanceOf(NotNow.class);
    assertThatThrownBy(() -> engine.getTaskService().setOwner(task.getId(), "owner"))
        .isInstanceOf(NotNow.class);
    assertThat(task(task.getProcessInstanceId()).getAssignee()).isNull();
  }

  @Test
  void theRuleTakesOverWhatWasSubmittedAndNothingOfItRests() {
    Task task = started();
    String plan = "x".repeat(15_000);

    engine
        .getTaskService()
        .complete(task.getId(), SubmittedFields.asVariables(Map.of("plan", plan, "sure", true)));

    assertThat(completed).containsExactly(Map.of("plan", plan, "sure", true));
    assertThat(rest(task.getProcessInstanceId())).isZero();
  }

  @Test
  void aSubmittedFormLeavesNoTraceOfItsFieldsInTheEngine() {
    Task task = started();

    engine
        .getFormService()
        .submitTaskForm(
            task.getId(), SubmittedFields.asVariables(Map.of("plan", "x".repeat(15_000))));

    assertThat(completed).hasSize(1);
    assertThat(rest(task.getProcessInstanceId())).isZero();
  }

  @Test
  void aRefusalReachesTheCallerAsItIsAndUndoesTheStep() {
    Task task = started();
    refusing = true;

    assertThatThrownBy(() -> engine.getTaskService().complete(task.getId()))
        .isInstanceOf(NotNow.class)
        .hasMessage("the door is closed");
    assertThat(task(task.getProcessInstanceId())).isNotNull();
  }

  @Test
  void noFlagSkipsTheRule() {
    var instance =
        engine
            .getRuntimeService()
            .createProcessInstanceByKey("door-scenario")
            .startBeforeActivity("Task_DoorScenario")
            .executeWithVariablesInReturn(true, true);
    refusing = true;

    assertThatThrownBy(
            () -> engine.getTaskService().complete(task(instance.getProcessInstanceId()).getId()))
        .isInstanceOf(NotNow.class);
  }

  @Test
  void nobodyCompletesATaskThatAnotherHasClaimed() {
    Task task = started();
    engine.getTaskService().claim(task.getId(), "claimer");

    assertThatThrownBy(() -> engine.getTaskService().complete(task.getId()))
        .isInstanceOf(NotAllowed.class)
        .hasMessageContaining("claimer");

    actor = "claimer";
    engine.getTaskService().complete(task.getId());
    assertThat(completed).hasSize(1);
  }

  @Test
  void nobodyTakesFromAnotherWhatHeHasClaimed() {
    Task task = started();
    var tasks = engine.getTaskService();
    actor = "claimer";
    tasks.claim(task.getId(), "claimer");

    actor = "other";
    var takings =
        List.<ThrowingCallable>of(
            () -> tasks.setAssignee(task.getId(), null),
            () -> tasks.setAssignee(task.getId(), "other"),
            () -> tasks.delegateTask(task.getId(), "other"),
            () -> tasks.resolveTask(task.getId()),
            () -> tasks.resolveTask(task.getId(), Map.of("decision", "APPROVE")));
    assertThat(takings)
        .allSatisfy(
            taking ->
                assertThatThrownBy(taking)
                    .isInstanceOf(NotAllowed.class)
                    .hasMessageContaining("claimer"));
    assertThat(task(task.getProcessInstanceId()).getAssignee()).isEqualTo("claimer");

    actor = "claimer";
    tasks.delegateTask(task.getId(), "other");
    actor = "other";
    tasks.resolveTask(task.getId());
    assertThat(task(task.getProcessInstanceId()).getAssignee()).isEqualTo("claimer");

    actor = "manager";
    groups = Set.of(Groups.CHANGE_MANAGERS);
    tasks.setAssignee(task.getId(), null);
    assertThat(task(task.getProcessInstanceId()).getAssignee()).isNull();
  }

  @Test
  void aTaskWhosePlaceInTheProcessIsGoneHasMetAnother() {
    assertThatThrownBy(() -> TaskRules.requireThatItStands(mock(DelegateTask.class)))
        .isInstanceOf(OptimisticLockingException.class);
  }

  @Test
  void aTaskThatNoRuleKnowsCannotBeCompleted() {
    var whole = engine.getRuntimeService().startProcessInstanceByKey("door-whole", "CHG-W");
    Task unruled =
        engine.getTaskService().createTaskQuery().taskDefinitionKey("Task_Unruled").singleResult();

    assertThatThrownBy(() -> engine.getTaskService().complete(unruled.getId()))
        .isInstanceOf(NotAllowed.class)
        .hasMessageContaining("Task_Unruled");

    engine.getRuntimeService().deleteProcessInstance(whole.getId(), "end of the test");
  }

  @Test
  void aCalledPartRunsAsAPartAndNotByItself() {
    assertThatThrownBy(() -> engine.getRuntimeService().startProcessInstanceByKey("door-part"))
        .isInstanceOf(NotAllowed.class)
        .hasMessageContaining("door-part");
    assertThatThrownBy(
            () ->
                engine
                    .getRuntimeService()
                    .createProcessInstanceByKey("door-part")
                    .startBeforeActivity("Task_Unruled")
                    .execute(true, true))
        .isInstanceOf(NotAllowed.class);

    var whole = engine.getRuntimeService().startProcessInstanceByKey("door-whole");
    assertThat(
            engine
                .getRuntimeService()
                .createProcessInstanceQuery()
                .superProcessInstanceId(whole.getId())
                .count())
        .isOne();
    engine.getRuntimeService().deleteProcessInstance(whole.getId(), "end of the test");
  }

  @Test
  void aCollidedCommandIsDoneAgain() {
    List<Integer> attempts = new ArrayList<>();

    String done =
        commands(
            context -> {
              attempts.add(attempts.size());
              if (attempts.size() < 4) {
                throw new OptimisticLockingFailureException("somebody was faster");
              }
              return "done";
            });

    assertThat(done).isEqualTo("done");
    assertThat(attempts).hasSize(4);
  }

  @Test
  void aCommandThatKeepsCollidingEndsInTheEnginesOwnWords() {
    assertThatThrownBy(
            () ->
                commands(
                    context -> {
                      throw new OptimisticLockingFailureException("somebody was faster");
                    }))
        .isInstanceOf(OptimisticLockingException.class)
        .hasMessageContaining("Somebody else moved this");
  }

  @Test
  void aCollisionSparesTheRetriesOfAJobAndAnyOtherFailureDoesNot() {
    engine.getRuntimeService().startProcessInstanceByKey("door-job", "CHG-J1");
    Job job = job("CHG-J1");

    failing = () -> new OptimisticLockingFailureException("somebody was faster");
    assertThatThrownBy(() -> engine.getManagementService().executeJob(job.getId()))
        .isInstanceOf(OptimisticLockingException.class);
    int after = job("CHG-J1").getRetries();

    failing = () -> new IllegalStateException("broken");
    assertThatThrownBy(() -> engine.getManagementService().executeJob(job.getId()));
    assertThat(job("CHG-J1").getRetries()).isEqualTo(after - 1);
  }

  @Test
  void aNewVersionIsStartedAtOnceAndWhatRunsStaysWithItsOwn() {
    var old = started();
    var again =
        engine
            .getRepositoryService()
            .createDeployment()
            .addClasspathResource("org/changecontrol/engine/door-scenario.bpmn")
            .deploy();
    try {
      var young = started();

      assertThat(young.getProcessDefinitionId()).isNotEqualTo(old.getProcessDefinitionId());
      for (var task : List.of(old, young)) {
        engine.getTaskService().complete(task.getId());
        assertThat(
                engine
                    .getHistoryService()
                    .createHistoricTaskInstanceQuery()
                    .taskId(task.getId())
                    .finished()
                    .singleResult()
                    .getProcessDefinitionId())
            .isEqualTo(task.getProcessDefinitionId());
      }
    } finally {
      engine.getRepositoryService().deleteDeployment(again.getId(), true);
    }
    assertThat(started().getProcessDefinitionId()).isEqualTo(old.getProcessDefinitionId());
  }

  @Test
  void anIncidentSaysWhichStepOfWhichChangeStandsStillAndWhatToDo() {
    engine.getRuntimeService().startProcessInstanceByKey("door-job", "CHG-J2");
    failing = () -> new IllegalStateException("the source cannot be reached");

    while (job("CHG-J2").getRetries() > 0) {
      assertThatThrownBy(() -> engine.getManagementService().executeJob(job("CHG-J2").getId()));
    }

    assertThat(
            engine
                .getRuntimeService()
                .createIncidentQuery()
                .configuration(job("CHG-J2").getId())
                .singleResult()
                .getIncidentMessage())
        .contains("“Fail at the door” (Task_FailAtTheDoor) of CHG-J2")
        .contains("the source cannot be reached")
        .contains("What to do:");
  }

  @Test
  void anIncidentEndsWithItsJobAndHowTheJobFailedStaysInTheHistory() {
    var instance = engine.getRuntimeService().startProcessInstanceByKey("door-job", "CHG-J3");
    failing = () -> new IllegalStateException();
    var job = job("CHG-J3").getId();
    while (job("CHG-J3").getRetries() > 0) {
      assertThatThrownBy(() -> engine.getManagementService().executeJob(job));
    }
    engine.getManagementService().setJobRetries(job, 1);
    assertThat(incidents(job)).isZero();
    assertThatThrownBy(() -> engine.getManagementService().executeJob(job));
    assertThat(incidents(job)).isOne();

    engine.getRuntimeService().deleteProcessInstance(instance.getId(), "end of the test");

    assertThat(incidents(job)).isZero();
    var log = engine.getHistoryService().createHistoricJobLogQuery().jobId(job);
    assertThat(log.list()).isNotEmpty().allMatch(entry -> entry.isFailureLog());
  }

  private static long incidents(String job) {
    return engine.getRuntimeService().createIncidentQuery().configuration(job).count();
  }

  private static <T> T commands(Command<T> command) {
    return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
        .getCommandExecutorTxRequired()
        .execute(command);
  }

  private static Task started() {
    var instance =
        engine.getRuntimeService().startProcessInstanceByKey("door-scenario", createVariables());
    return task(instance.getId());
  }

  private static Task task(String instance) {
    return engine.getTaskService().createTaskQuery().processInstanceId(instance).singleResult();
  }

  private static Job job(String businessKey) {
    var instance =
        engine
            .getRuntimeService()
            .createProcessInstanceQuery()
            .processInstanceBusinessKey(businessKey)
            .singleResult();
    return engine
        .getManagementService()
        .createJobQuery()
        .processInstanceId(instance.getId())
        .singleResult();
  }

  /** Variables and details that the engine keeps of an instance, running or past. */
  private static long rest(String instance) {
    return engine
            .getRuntimeService()
            .createVariableInstanceQuery()
            .processInstanceIdIn(instance)
            .count()
        + engine
            .getHistoryService()
            .createHistoricVariableInstanceQuery()
            .processInstanceId(instance)
            .count()
        + engine
            .getHistoryService()
            .createHistoricDetailQuery()
            .processInstanceId(instance)
            .count();
  }

  private static <T> ObjectProvider<T> only(T bean) {
    return new ObjectProvider<>() {
      @Override
      public T getObject() {
        return bean;
      }

      @Override
      public T getObject(Object... args) {
        return bean;
      }

      @Override
      public T getIfAvailable() {
        return bean;
      }

      @Override
      public T getIfUnique() {
        return bean;
      }

      @Override
      public Stream<T> stream() {
        return Stream.of(bean);
      }

      @Override
      public Stream<T> orderedStream() {
        return Stream.of(bean);
      }
    };
  }
}
