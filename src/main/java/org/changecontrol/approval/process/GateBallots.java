package org.changecontrol.approval.process;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
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
      @Nullable String seen) {
    return actions.perform(
        () ->
            engine.withoutAuthorization(
                () -> {
                  var gate = gates.hold(subject, gateKey);
                  taken.forget();
                  tasks.complete(
                      ballotOf(gate.id(), subject, gateKey),
                      SubmittedFields.asVariables(
                          Map.of(
                              VoteOnChangeRule.DECISION,
                              decision.name(),
                              VoteOnChangeRule.REASON,
                              reason,
                              VoteOnChangeRule.CONFIRM_PRIORITY_1,
                              confirmsPriority1,
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

  /** The caller's ballot: his own, or the one that anybody may take. */
  private String ballotOf(long gate, String subject, String gateKey) {
    var person = actors.current().id();
    List<Task> ballots =
        tasks
            .createTaskQuery()
            .taskDefinitionKey(TASK)
            .processVariableValueEquals(GateOf.GATE, gate)
            .active()
            .list();
    var mine = find(ballots, person);
    if (mine == null) {
      mine = find(ballots, null);
    }
    if (mine != null) {
      return mine.getId();
    }
    gates.requireEligible(gate, person);
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

  private static @Nullable Task find(List<Task> ballots, @Nullable String assignee) {
    for (var ballot : ballots) {
      if (java.util.Objects.equals(ballot.getAssignee(), assignee)) {
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

  void remind(long gate, String processInstance) {
    gates.remind(gate);
    for (var ballot :
        tasks.createTaskQuery().processInstanceId(processInstance).taskDefinitionKey(TASK).list()) {
      tasks.setPriority(ballot.getId(), PRIORITY_OF_A_REMINDED_BALLOT);
    }
  }
}
