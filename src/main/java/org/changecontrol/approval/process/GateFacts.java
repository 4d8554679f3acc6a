package org.changecontrol.approval.process;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.changecontrol.approval.ApprovalGates;
import org.changecontrol.approval.Ballot;
import org.changecontrol.approval.GateState;
import org.changecontrol.approval.GateWatch;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the model of an approval gate asks. Everything is read from the gate; the process holds its
 * number alone.
 */
@Component("gateFacts")
public class GateFacts {

  private final ApprovalGates gates;
  private final Clock clock;

  GateFacts(ApprovalGates gates, Clock clock) {
    this.gates = gates;
    this.clock = clock;
  }

  /**
   * For whom a ballot is: a person each, or the empty text for the one that any member may take.
   * None once the gate is decided, and then the process goes on.
   */
  public List<String> ballots(DelegateExecution execution) {
    return gates.ballots(GateOf.execution(execution)).stream().map(Ballot::voter).toList();
  }

  /**
   * The person whom this ballot is for; null when any member may take it, or somebody who stands in
   * for him.
   */
  public @Nullable String voter(DelegateExecution execution) {
    var voter = GateOf.voter(execution);
    return voter.isEmpty() || mayBeTakenByAnother(execution) ? null : voter;
  }

  /** A process that began by a model which names no persons leaves the ballot with its owner. */
  private boolean mayBeTakenByAnother(DelegateExecution execution) {
    return !standIns(execution).isEmpty()
        && ((ExecutionEntity) execution).getActivity().getActivityBehavior()
            instanceof UserTaskActivityBehavior ballot
        && !ballot.getTaskDefinition().getCandidateUserIdExpressions().isEmpty();
  }

  /**
   * The persons who may take this ballot beside the groups: who stands in for somebody, and where
   * the ballot is for one person, he himself.
   */
  public Set<String> people(DelegateExecution execution) {
    Set<String> people = new TreeSet<>(standIns(execution));
    if (!people.isEmpty() && !GateOf.voter(execution).isEmpty()) {
      people.add(GateOf.voter(execution));
    }
    return people;
  }

  private Set<String> standIns(DelegateExecution execution) {
    var voter = GateOf.voter(execution);
    return gates.ballots(GateOf.execution(execution)).stream()
        .filter(ballot -> ballot.voter().equals(voter))
        .findFirst()
        .map(Ballot::standIns)
        .orElse(Set.of());
  }

  /** The groups whose members may take this ballot; none when it is for one person. */
  public Set<String> groups(DelegateExecution execution) {
    return GateOf.voter(execution).isEmpty() ? watch(execution).groups() : Set.of();
  }

  public Date due(DelegateExecution execution) {
    return Date.from(watch(execution).dueAt());
  }

  public Date overdue(DelegateExecution execution) {
    return due(execution);
  }

  /** Halfway from now until the gate is overdue. */
  public Date reminder(DelegateExecution execution) {
    return Date.from(watch(execution).reminderAt(now()));
  }

  /**
   * Whether the ballots that are out are of no use any more: the gate is closed, others decide it
   * now, or somebody holds one who has been heard for another.
   */
  public boolean decided(DelegateExecution execution) {
    var gate = watch(execution);
    return gate.state() != GateState.OPEN || gate.fellBack() || gates.leftABallotBehind(gate.id());
  }

  public boolean approved(DelegateExecution execution) {
    return watch(execution).state() == GateState.APPROVED;
  }

  /** A gate that became void lets nothing through either. */
  public boolean rejected(DelegateExecution execution) {
    var state = watch(execution).state();
    return state == GateState.REJECTED || state == GateState.VOID;
  }

  private GateWatch watch(DelegateExecution execution) {
    return gates.watch(GateOf.execution(execution));
  }

  private Instant now() {
    return clock.instant();
  }
}
