package org.changecontrol.approval.process;

import java.util.Map;
import java.util.Set;
import org.changecontrol.engine.ModelControls;
import org.springframework.stereotype.Component;

/** What the called part that asks for votes must keep to. */
@Component
class ControlsOfApproval implements ModelControls {

  @Override
  public Set<String> messages() {
    return Set.of(GateBallots.BALLOTS_REOPENED);
  }

  @Override
  public Map<String, String> escalations() {
    return Map.of(GateBallots.TASK, "escalateApprovalDelegate");
  }
}
