package org.changecontrol.approval.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.changecontrol.approval.ApprovalGates;
import org.changecontrol.approval.Decision;
import org.changecontrol.engine.TaskRule;
import org.changecontrol.identity.Actors;
import org.changecontrol.identity.Groups;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.NotAllowed;
import org.changecontrol.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may have a ballot, and what completing it says. */
@Component
class VoteOnChangeRule implements TaskRule {

  static final String DECISION = "decision";
  static final String REASON = "reason";
  static final String CONFIRM_PRIORITY_1 = "confirmPriority1";

  static final String SEEN = "seen";
  static final String ON_BEHALF_OF = "onBehalfOf";

  private static final List<String> FIELDS =
      List.of(DECISION, REASON, CONFIRM_PRIORITY_1, ON_BEHALF_OF, SEEN);

  private final ApprovalGates gates;
  private final Actors actors;
  private final VoteJustTaken taken;

  VoteOnChangeRule(ApprovalGates gates, Actors actors, VoteJustTaken taken) {
    this.gates = gates;
    this.actors = actors;
    this.taken = taken;
  }

  @Override
  public Set<String> tasks() {
    return Set.of(GateBallots.TASK);
  }

  /**
   * A person's own ballot stays his, and whoever stands in for him may take it. A ballot for any
   * member goes to somebody who may vote: he takes it himself, or one who may vote as well or a
   * change manager without a stake gives it to him. What several may take may always be given back.
   */
  @Override
  public void assigning(DelegateTask task, @Nullable String person) {
    var voter = GateOf.voter(task);
    var gate = GateOf.execution(task);
    if (person == null) {
      if (!voter.isEmpty() && !severalMayTake(gate, voter)) {
        throw new NotAllowed("this ballot is " + voter + "'s alone: a vote is not handed on");
      }
      return;
    }
    gates.requireEligible(gate, person, voter.isEmpty() ? null : voter);
    var actor = actors.current();
    if (actor.id().equals(person)) {
      return;
    }
    if (actor.isIn(Groups.CHANGE_MANAGERS)) {
      gates.requireNoStake(gate, actor.id());
    } else {
      gates.requireEligible(gate, actor.id());
    }
  }

  private boolean severalMayTake(long gate, String voter) {
    return gates.ballots(gate).stream()
        .anyMatch(ballot -> ballot.voter().equals(voter) && !ballot.standIns().isEmpty());
  }

  @Override
  public void completing(DelegateTask task, Map<String, Object> submitted) {
    var person = actors.current().id();
    var assignee = task.getAssignee();
    var voter = GateOf.voter(task);
    if (assignee != null && !assignee.equals(person)) {
      throw new NotAllowed("this ballot is " + assignee + "'s: only he can give it");
    }
    var decision = decision(submitted);
    var onBehalfOf = text(submitted, ON_BEHALF_OF);
    if (!voter.isEmpty() && !onBehalfOf.isBlank() && !onBehalfOf.equals(voter)) {
      throw new InvalidInput(
          new Problem(
              ON_BEHALF_OF, onBehalfOf, "this ballot is " + voter + "'s; leave it out or say so"));
    }
    var place = voter.isEmpty() ? onBehalfOf : voter;
    var gate = gates.watch(GateOf.execution(task));
    var seen = text(submitted, SEEN);
    if (!seen.isBlank()) {
      gates.requireUnchanged(gate.subject(), gate.key(), seen);
    }
    taken.remember(
        gates.vote(
            gate.subject(),
            gate.key(),
            decision,
            text(submitted, REASON),
            Boolean.TRUE.equals(submitted.get(CONFIRM_PRIORITY_1)),
            place.isBlank() ? null : place));
  }

  private static Decision decision(Map<String, Object> submitted) {
    List<Problem> problems = new ArrayList<>();
    submitted.forEach(
        (field, value) -> {
          if (!FIELDS.contains(field)) {
            problems.add(
                new Problem(
                    field,
                    value,
                    "is unknown; a vote has the fields " + String.join(", ", FIELDS)));
          } else if (field.equals(CONFIRM_PRIORITY_1)) {
            if (value != null && !(value instanceof Boolean)) {
              problems.add(new Problem(field, value, "must be true or false"));
            }
          } else if (value != null && !(value instanceof String)) {
            problems.add(new Problem(field, value, "must be text"));
          }
        });
    var decision = text(submitted, DECISION);
    if (decision.isBlank()) {
      problems.add(Problem.missing(DECISION));
    } else if (!decision.equals("APPROVE") && !decision.equals("REJECT")) {
      problems.add(new Problem(DECISION, decision, "must be APPROVE or REJECT"));
    }
    if (text(submitted, REASON).isBlank()) {
      problems.add(Problem.missing(REASON));
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
    return Decision.valueOf(decision);
  }

  private static String text(Map<String, Object> submitted, String field) {
    return submitted.get(field) instanceof String text ? text : "";
  }
}
