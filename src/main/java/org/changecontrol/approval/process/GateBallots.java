package org.changecontrol.approval.process;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.changecontrol.approval.ApprovalGates;
import org.changecontrol.approval.BallotsStale;
import org.changecontrol.approval.Decision;
import org.changecontrol.approval.GateView;
import org.changecontrol.approval.VotingBooth;
import org.changecontrol.engine.EngineAuthority;
import org.changecontrol.engine.SubmittedFields;
import org.changecontrol.engine.UserActions;
import org.changecontrol.identity.Actors;
import org.changecontrol.identity.StandInChanged;
import org.changecontrol.problem.NotAllowed;
import org.changecontrol.problem.NotNow;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The ballots as user tasks: finds and completes them, hands them out anew, makes them stand out.
 */
@Component
class GateBallots implements VotingBooth {

  static final String TASK = "Task_VoteOnChange";
  static final String BALLOTS_REOPENED = "BallotsReopened";

  /** Above the 50 that every task begins with. */
  private static final int PRIORITY_OF_A_REMINDED_BALLOT = 75;

  private final ApprovalGates gates;
  private final Actors actors;
  private final UserActions actions;
  private final TaskService tasks;
  private final RuntimeService processes;
  private final EngineAuthority engine;
  private final VoteJustTaken taken;

  GateBallots(
      ApprovalGates gates,
      Actors actors,
      UserActions actions,
      @Lazy TaskService tasks,
      @Lazy RuntimeService processes,
      EngineAuthority engine,
      VoteJustTaken taken) {
    this.gates = gates;
    this.actors = actors;
    this.actions = actions;
    this.tasks = tasks;
    this.processes = processes;
    this.engine = engine;
    this.taken = taken;
  }

  @Override
  public GateView vote(
      String subject,
      String gateKey,
      Decision decision,
      String reason,
      boolean confirmsPriority1,
      @Nullable String onBehalfOf,
      @Nullable String seen) {
    return actions.perform(
        () ->
            engine.withoutAuthorization(
                () -> {
                  var gate = gates.hold(subject, gateKey);
                  taken.forget();
                  tasks.complete(
                      ballotOf(gate.id(), subject, gateKey, onBehalfOf),
                      SubmittedFields.asVariables(
                          Map.of(
                              VoteOnChangeRule.DECISION,
                              decision.name(),
                              VoteOnChangeRule.REASON,
                              reason,
                              VoteOnChangeRule.CONFIRM_PRIORITY_1,
                              confirmsPriority1,
                              VoteOnChangeRule.ON_BEHALF_OF,
                              onBehalfOf == null ? "" : onBehalfOf,
                              VoteOnChangeRule.SEEN,
                              seen == null ? "" : seen)));
                  return taken.remembered(gate.id());
                }));
  }

  @Override
  public GateView withdraw(String subject, String gateKey) {
    return actions.perform(
        () -> {
          var gate = gates.withdraw(subject, gateKey);
          handOutAnew(new BallotsStale(gate.id()));
          return gate;
        });
  }

  /** The caller's ballot: his own, the one that anybody may take, or that of whom he votes for. */
  private String ballotOf(long gate, String subject, String gateKey, @Nullable String onBehalfOf) {
    var person = actors.current().id();
    List<Task> ballots =
        tasks
            .createTaskQuery()
            .taskDefinitionKey(TASK)
            .processVariableValueEquals(GateOf.GATE, gate)
            .active()
            .list();
    var open = ballots.stream().filter(ballot -> ballot.getAssignee() == null).toList();
    var mine =
        open.isEmpty() && onBehalfOf == null
            ? find(ballots, person)
            : ballots.size() == 1
                ? ownOrOpen(ballots.get(0), person)
                : ballotFor(gates.requireEligible(gate, person, onBehalfOf), ballots, person);
    if (mine != null) {
      return mine.getId();
    }
    gates.requireEligible(gate, person, onBehalfOf);
    if (ballots.isEmpty()) {
      throw new NotNow(
          "gate \"" + gateKey + "\" of " + subject + " has no ballot to give out at this moment");
    }
    throw new NotAllowed(
        "the ballot of gate \""
            + gateKey
            + "\" of "
            + subject
            + " has been taken by "
            + ballots.get(0).getAssignee());
  }

  private static @Nullable Task ownOrOpen(Task ballot, String person) {
    return ballot.getAssignee() == null || ballot.getAssignee().equals(person) ? ballot : null;
  }

  /** Of several ballots, each for one person, the one for this person, if nobody else took it. */
  private @Nullable Task ballotFor(String voter, List<Task> ballots, String person) {
    var executions = ballots.stream().map(Task::getExecutionId).toArray(String[]::new);
    Set<String> his = new HashSet<>();
    processes
        .createVariableInstanceQuery()
        .variableName(GateOf.BALLOT)
        .executionIdIn(executions)
        .list()
        .forEach(
            ballot -> {
              if (voter.equals(ballot.getValue())) {
                his.add(ballot.getExecutionId());
              }
            });
    for (var ballot : ballots) {
      if (his.contains(ballot.getExecutionId())
          && (ballot.getAssignee() == null || ballot.getAssignee().equals(person))) {
        return ballot;
      }
    }
    return null;
  }

  private static @Nullable Task find(List<Task> ballots, String assignee) {
    for (var ballot : ballots) {
      if (assignee.equals(ballot.getAssignee())) {
        return ballot;
      }
    }
    return null;
  }

  /** Others may vote than those who hold a ballot. */
  @EventListener
  void handOutAnew(BallotsStale stale) {
    engine.withoutAuthorization(
        () ->
            processes
                .createMessageCorrelation(BALLOTS_REOPENED)
                .processInstanceVariableEquals(GateOf.GATE, stale.gate())
                .correlateAllWithResult());
  }

  /** Somebody may vote for another at gates that are open, or may not any more. */
  @EventListener
  void askAnew(StandInChanged change) {
    engine.withoutAuthorization(
        () -> {
          for (var ballot : ballotsOfGroups(change)) {
            if (change.given()) {
              addTo(ballot, change.delegate());
            } else {
              takeFrom(ballot, change.delegate());
            }
          }
          for (var gate : personalBallots(change)) {
            if (!change.given() || isStandIn(gate, change.delegate())) {
              handOutAnew(new BallotsStale(gate));
            }
          }
          return change;
        });
  }

  private List<Task> ballotsOfGroups(StandInChanged change) {
    return tasks
        .createTaskQuery()
        .taskDefinitionKey(TASK)
        .taskCandidateGroupIn(List.copyOf(change.groups()))
        .includeAssignedTasks()
        .active()
        .list();
  }

  private void addTo(Task ballot, String person) {
    if (!isCandidate(ballot, person) && isStandIn(gateOf(ballot), person)) {
      tasks.addCandidateUser(ballot.getId(), person);
    }
  }

  /** A ballot that he has taken, or that lies open, is handed out anew; a member keeps his. */
  private void takeFrom(Task ballot, String person) {
    if (!isCandidate(ballot, person) || isStandIn(gateOf(ballot), person)) {
      return;
    }
    if (ballot.getAssignee() == null || ballot.getAssignee().equals(person)) {
      handOutAnew(new BallotsStale(gateOf(ballot)));
    } else {
      tasks.deleteCandidateUser(ballot.getId(), person);
    }
  }

  private boolean isCandidate(Task ballot, String person) {
    return tasks.getIdentityLinksForTask(ballot.getId()).stream()
        .anyMatch(
            link ->
                person.equals(link.getUserId())
                    && link.getType().equals(IdentityLinkType.CANDIDATE));
  }

  /** Gates with a ballot for the giver alone. */
  private Set<Long> personalBallots(StandInChanged change) {
    Set<Long> gates = new TreeSet<>();
    processes
        .createVariableInstanceQuery()
        .variableValueEquals(GateOf.BALLOT, change.giver())
        .list()
        .forEach(ballot -> gates.add(gateOf(ballot.getProcessInstanceId())));
    return gates;
  }

  /** Whether the person may take one of its ballots for somebody else. */
  private boolean isStandIn(long gate, String person) {
    return gates.ballots(gate).stream().anyMatch(ballot -> ballot.standIns().contains(person));
  }

  private long gateOf(Task ballot) {
    return gateOf(ballot.getProcessInstanceId());
  }

  private long gateOf(String processInstance) {
    return ((Number) processes.getVariable(processInstance, GateOf.GATE)).longValue();
  }

  void remind(long gate, String processInstance) {
    gates.remind(gate);
    for (var ballot :
        tasks.createTaskQuery().processInstanceId(processInstance).taskDefinitionKey(TASK).list()) {
      tasks.setPriority(ballot.getId(), PRIORITY_OF_A_REMINDED_BALLOT);
    }
  }
}
