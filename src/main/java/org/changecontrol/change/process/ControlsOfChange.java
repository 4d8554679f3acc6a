package org.changecontrol.change.process;

import static org.changecontrol.engine.ModelGate.call;
import static org.changecontrol.engine.ModelGate.delegate;
import static org.changecontrol.engine.ModelGate.fact;
import static org.changecontrol.engine.ModelGate.userTask;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.changecontrol.change.ChangeType;
import org.changecontrol.engine.ModelControls;
import org.changecontrol.engine.ModelGate;
import org.springframework.stereotype.Component;

/**
 * What every process of a change must keep to. The record asks again at each effect; this keeps a
 * model from being deployed that would run into those refusals, or that never asks anybody.
 */
@Component
class ControlsOfChange implements ModelControls {

  @Override
  public String protectedThing() {
    return "the estate";
  }

  /**
   * All that reserves, writes or retires items, puts a change on the calendar for good, or makes a
   * model by which others may. To release reservations, to cancel, to reject and to explain give
   * back only, to resume renews what was reserved, and to remediate asks for another change: none
   * of them needs a gate.
   */
  @Override
  public Set<String> effects() {
    return Set.of(
        "authoriseChangeDelegate",
        "scheduleChangeDelegate",
        "beginImplementationDelegate",
        "applyChangeSetDelegate",
        "redeployItemDelegate",
        "recordDifferenceDelegate",
        "publishModelDelegate",
        "backOutChangeDelegate",
        "closeChangeDelegate");
  }

  @Override
  public List<ModelGate> gates() {
    return List.of(
        new ModelGate(
            "approval",
            List.of(
                delegate("determineGatesDelegate"),
                call("approval-gate"),
                userTask("Task_VoteOnChange"),
                fact("changeFacts.approved"))),
        new ModelGate(
            "pre-authorisation by a published model",
            List.of(delegate("determineEligibilityDelegate"), fact("changeFacts.preauthorised"))));
  }

  /** What is edited or assessed anew is judged anew. */
  @Override
  public Set<String> voids() {
    return Set.of(
        ChangeMessage.CHANGE_EDITED,
        "registerChangeDelegate",
        "submitChangeDelegate",
        "assessImpactDelegate",
        "planRedeploymentDelegate",
        "determineGatesDelegate",
        "determineEligibilityDelegate");
  }

  @Override
  public Set<String> proofs() {
    return Set.of("changeFacts.readyToImplement", "changeFacts.redeploymentApproved");
  }

  @Override
  public Set<String> processes() {
    return Arrays.stream(ChangeType.values()).map(ChangeType::process).collect(Collectors.toSet());
  }

  @Override
  public Set<String> messages() {
    return ChangeMessage.ALL;
  }

  @Override
  public Map<String, String> escalations() {
    return Map.of("Task_ReviewChange", "escalateReviewDelegate");
  }
}
