package org.changecontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.camunda.bpm.engine.test.mock.MockExpressionManager;
import org.camunda.bpm.engine.test.mock.Mocks;
import org.camunda.community.process_test_coverage.engine.platform7.ProcessCoverageInMemProcessEngineConfiguration;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A model on a bare engine: what the domain would say is scripted by the test, what it would do is
 * only noted. Shows that every way through a model can be gone, and where it leads.
 */
abstract class ScriptedProcess {

  static final String NUMBER = "CHG-000001";

  private static final Pattern DELEGATE = Pattern.compile("\\$\\{(\\w+Delegate)}");

  final Facts facts = new Facts();

  /** The delegates that ran, in order. */
  final List<String> effects = new ArrayList<>();

  static ProcessEngineCoverageExtension covering(String process, String... othersOnStage) {
    var configuration = new ProcessCoverageInMemProcessEngineConfiguration();
    configuration.setProcessEngineName(process);
    configuration.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
    configuration.setHistory(ProcessEngineConfiguration.HISTORY_FULL);
    configuration.setJobExecutorActivate(false);
    configuration.setExpressionManager(new MockExpressionManager());
    return ProcessEngineCoverageExtension.builder(configuration)
        .excludeProcessDefinitionKeys(othersOnStage)
        .assertClassCoverageAtLeast(1.0)
        .build();
  }

  abstract ProcessEngineCoverageExtension engine();

  @BeforeEach
  void playTheDomain() {
    BpmnAwareTests.init(engine().getProcessEngine());
    Mocks.register("changeFacts", facts);
    Mocks.register("gateFacts", facts);
    Mocks.register("workFacts", facts);
    for (var model : ProcessModelTest.models()) {
      DELEGATE
          .matcher(ProcessModelTest.text(model))
          .results()
          .map(result -> result.group(1))
          .forEach(name -> Mocks.register(name, (JavaDelegate) execution -> effects.add(name)));
    }
  }

  @AfterEach
  void leaveTheStage() {
    engine().getRepositoryService().createDeploymentQuery().list().stream()
        .flatMap(
            deployment ->
                engine()
                    .getRuntimeService()
                    .createProcessInstanceQuery()
                    .deploymentId(deployment.getId())
                    .rootProcessInstances()
                    .list()
                    .stream())
        .forEach(
            instance ->
                engine()
                    .getRuntimeService()
                    .deleteProcessInstance(instance.getId(), "end of test"));
    Mocks.reset();
  }

  ProcessInstance start(String process) {
    return engine().getRuntimeService().startProcessInstanceByKey(process, NUMBER);
  }

  /** The open task of that key, whichever called part it belongs to. */
  Task task(String key) {
    return engine()
        .getTaskService()
        .createTaskQuery()
        .processInstanceBusinessKey(NUMBER)
        .taskDefinitionKey(key)
        .initializeFormKeys()
        .listPage(0, 1)
        .stream()
        .findFirst()
        .orElseThrow(() -> new AssertionError(key + " is not open"));
  }

  long open(String key) {
    return engine()
        .getTaskService()
        .createTaskQuery()
        .processInstanceBusinessKey(NUMBER)
        .taskDefinitionKey(key)
        .count();
  }

  void complete(String key) {
    engine().getTaskService().complete(task(key).getId());
  }

  /** The time of a timer has come. */
  void elapse(String timer) {
    var job =
        engine().getManagementService().createJobQuery().activityId(timer).timers().singleResult();
    assertThat(job).as("timer of " + timer).isNotNull();
    engine().getManagementService().executeJob(job.getId());
  }

  void tell(String message) {
    engine()
        .getRuntimeService()
        .createMessageCorrelation(message)
        .processInstanceBusinessKey(NUMBER)
        .correlate();
  }

  List<String> groupsOf(Task task) {
    return engine().getTaskService().getIdentityLinksForTask(task.getId()).stream()
        .filter(link -> link.getGroupId() != null)
        .map(link -> link.getGroupId())
        .toList();
  }

  /**
   * What the domain says; each fact answers in turn, the last answer stays. Public, because the
   * engine calls only methods of public classes from an expression.
   */
  public static final class Facts {

    private static final Date LATER = Date.from(Instant.now().plus(Duration.ofDays(1)));

    private final Map<String, Deque<Object>> script = new HashMap<>();

    void say(String fact, Object... answers) {
      script.put(fact, new ArrayDeque<>(Arrays.asList(answers)));
    }

    private Object answer(String fact, Object otherwise) {
      var answers = script.get(fact);
      if (answers == null) {
        return otherwise;
      }
      return answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
    }

    private boolean truth(String fact, boolean otherwise) {
      return (boolean) answer(fact, otherwise);
    }

    public boolean differenceToBeRecorded(DelegateExecution execution) {
      return truth("differenceToBeRecorded", true);
    }

    public boolean differenceExplained(DelegateExecution execution) {
      return truth("differenceExplained", false);
    }

    public boolean preauthorised(DelegateExecution execution) {
      return truth("preauthorised", true);
    }

    public boolean complete(DelegateExecution execution) {
      return truth("complete", true);
    }

    public String requester(DelegateExecution execution) {
      return "requester";
    }

    public boolean reworkRequested(DelegateExecution execution) {
      return truth("reworkRequested", false);
    }

    public boolean assessmentReviewNeeded(DelegateExecution execution) {
      return truth("assessmentReviewNeeded", false);
    }

    public boolean assessmentAccepted(DelegateExecution execution) {
      return truth("assessmentAccepted", false);
    }

    public boolean redeploymentChosen(DelegateExecution execution) {
      return truth("redeploymentChosen", false);
    }

    public Collection<?> openGates(DelegateExecution execution) {
      return (Collection<?>) answer("openGates", List.of());
    }

    public boolean refused(DelegateExecution execution) {
      return truth("refused", false);
    }

    public boolean stillFree(DelegateExecution execution) {
      return truth("stillFree", true);
    }

    public boolean windowOpen(DelegateExecution execution) {
      return truth("windowOpen", true);
    }

    public Date windowStart(DelegateExecution execution) {
      return LATER;
    }

    public boolean readyToImplement(DelegateExecution execution) {
      return truth("readyToImplement", true);
    }

    public boolean redeploymentApproved(DelegateExecution execution) {
      return truth("redeploymentApproved", false);
    }

    public boolean startedEarly(DelegateExecution execution) {
      return truth("startedEarly", false);
    }

    public String implementer(DelegateExecution execution) {
      return "implementer";
    }

    public Date windowEnd(DelegateExecution execution) {
      return LATER;
    }

    public boolean planned(DelegateExecution execution) {
      return truth("planned", false);
    }

    public Collection<?> inTurn(DelegateExecution execution) {
      return (Collection<?>) answer("inTurn", List.of());
    }

    public boolean more(DelegateExecution execution) {
      return truth("more", false);
    }

    public String assignee(DelegateExecution execution) {
      return (String) answer("assignee", null);
    }

    public Collection<String> people(DelegateExecution execution) {
      return List.of("implementer");
    }

    public Date begins(DelegateExecution execution) {
      return (Date) answer("begins", null);
    }

    public boolean implementationSucceeded(DelegateExecution execution) {
      return truth("implementationSucceeded", true);
    }

    public boolean implemented(DelegateExecution execution) {
      return truth("implemented", true);
    }

    public boolean verifiedBySource(DelegateExecution execution) {
      return truth("verifiedBySource", true);
    }

    public Collection<?> reviewers(DelegateExecution execution) {
      return (Collection<?>)
          answer("reviewers", List.of("change-managers", "configuration-managers"));
    }

    public Date reviewDueAt(DelegateExecution execution) {
      return LATER;
    }

    public Date reviewOverdueAt(DelegateExecution execution) {
      return LATER;
    }

    public Collection<String> verifiers(DelegateExecution execution) {
      return List.of("network", "implementers");
    }

    public boolean reviewDue(DelegateExecution execution) {
      return truth("reviewDue", false);
    }

    public boolean failed(DelegateExecution execution) {
      return truth("failed", false);
    }

    public Date holdExpiry(DelegateExecution execution) {
      return LATER;
    }

    public Collection<?> ballots(DelegateExecution execution) {
      return (Collection<?>) answer("ballots", List.of("first"));
    }

    public String voter(DelegateExecution execution) {
      return (String) answer("voter", null);
    }

    public Collection<String> groups(DelegateExecution execution) {
      return List.of("peers");
    }

    public Date due(DelegateExecution execution) {
      return LATER;
    }

    public Date reminder(DelegateExecution execution) {
      return LATER;
    }

    public Date overdue(DelegateExecution execution) {
      return LATER;
    }

    public boolean decided(DelegateExecution execution) {
      return truth("decided", false);
    }

    /** A change is approved, and so is a gate. */
    public boolean approved(DelegateExecution execution) {
      return truth("approved", true);
    }

    public boolean rejected(DelegateExecution execution) {
      return truth("rejected", false);
    }
  }
}
