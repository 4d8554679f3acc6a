package org.changecontrol.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.changecontrol.fact.RefusedAttempt;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.KeyReused;
import org.changecontrol.problem.NotAllowed;
import org.changecontrol.problem.NotNow;
import org.changecontrol.problem.NotVisible;
import org.changecontrol.problem.Problem;
import org.changecontrol.problem.TooLarge;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.event.EventListener;

/** The rule of the processes that try the engine's door: refuses as it is told to by a field. */
@TestComponent
public class DoorScenario implements TaskRule {

  private final List<Map<String, Object>> taken = new CopyOnWriteArrayList<>();
  private final List<RefusedAttempt> refusals = new CopyOnWriteArrayList<>();

  /** What was submitted and taken over since it was forgotten last. */
  public List<Map<String, Object>> taken() {
    return taken;
  }

  /** The attempts that were refused since then. */
  public List<RefusedAttempt> refusals() {
    return refusals;
  }

  public void forget() {
    taken.clear();
    refusals.clear();
  }

  @Override
  public Set<String> tasks() {
    return Set.of("Task_DoorScenario", "Task_DoorGate");
  }

  @Override
  public void assigning(DelegateTask task, String person) {
    if ("requester2".equals(person)) {
      throw new NotAllowed("the requester does not vote on his own");
    }
  }

  @Override
  public void completing(DelegateTask task, Map<String, Object> submitted) {
    switch (String.valueOf(submitted.get("refuse"))) {
      case "400" -> throw new InvalidInput(new Problem("refuse", "400", "is refused"));
      case "403" -> throw new NotAllowed("refuse: not allowed");
      case "404" -> throw new NotVisible("refuse: not visible");
      case "409" -> throw new NotNow("refuse: not now");
      case "413" -> throw new TooLarge("refuse: too large");
      case "422" -> throw new KeyReused("refuse: key reused");
      case "500" -> throw new IllegalStateException("secret of the platform");
      default -> taken.add(submitted);
    }
  }

  @EventListener
  void on(RefusedAttempt attempt) {
    refusals.add(attempt);
  }
}
