package org.changecontrol.engine.guard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.changecontrol.engine.ModelCheck;
import org.changecontrol.engine.ModelControls;
import org.changecontrol.engine.TaskRule;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Holds the processes of a set to what the trade demands of them. The beans are asked for when a
 * set is checked: by then all are there.
 */
@Component
class ProcessGuard implements ModelCheck {

  private final ObjectProvider<ModelControls> controls;
  private final ObjectProvider<TaskRule> tasks;
  private final BeansAndFacts beans;

  ProcessGuard(
      ObjectProvider<ModelControls> controls, ObjectProvider<TaskRule> tasks, KnownBeans beans) {
    this.controls = controls;
    this.tasks = tasks;
    this.beans = new BeansAndFacts(beans);
  }

  @Override
  public List<String> problems(SortedMap<String, byte[]> files) {
    List<String> problems = new ArrayList<>();
    try {
      problems.addAll(beans.problems(files));
      Processes processes = Processes.of(files);
      Walk everywhere = new Walk(processes, new ModelControls() {});
      rules().forEach(rule -> problems.addAll(rule.problems(processes, everywhere)));
    } catch (RuntimeException e) {
      // what the guard stumbles over is refused like what it finds; the last good set keeps running
      problems.add("bpmn/: cannot be followed: " + e.getMessage());
    }
    return problems;
  }

  private List<ProcessRule> rules() {
    List<ModelControls> all = controls.orderedStream().toList();
    Map<String, String> escalations = new LinkedHashMap<>();
    all.forEach(each -> escalations.putAll(each.escalations()));
    Set<String> known = new LinkedHashSet<>();
    tasks.orderedStream().forEach(rule -> known.addAll(rule.tasks()));
    List<ProcessRule> rules =
        new ArrayList<>(
            List.of(
                new Followable(),
                new WaysThrough(),
                new PeopleAtTasks(known, escalations),
                new KnownWords(all)));
    all.forEach(each -> rules.add(new GatesBeforeEffects(each)));
    return rules;
  }
}
