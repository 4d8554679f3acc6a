package org.changecontrol.engine.identity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.persistence.entity.FilterEntity;
import org.camunda.bpm.engine.task.TaskQuery;
import org.changecontrol.identity.Groups;
import org.springframework.stereotype.Component;

/**
 * The lists that everybody finds in Tasklist. None says "mine": the engine shows each person the
 * tasks that are his or his group's, so the same list is another one for each.
 */
@Component
class TaskFilters {

  private record TaskList(
      String name, String description, int position, String color, TaskQuery tasks) {}

  private final FilterService filters;
  private final TaskService tasks;

  TaskFilters(FilterService filters, TaskService tasks) {
    this.filters = filters;
    this.tasks = tasks;
  }

  void keep() {
    for (TaskList list :
        List.of(
            new TaskList(
                "My approvals",
                "Changes that wait for my vote",
                10,
                "#0b5cad",
                query().taskDefinitionKeyIn("Task_VoteOnChange")),
            new TaskList(
                "CAB queue",
                "Changes in front of the change advisory board",
                20,
                "#5b3f9e",
                query()
                    .taskDefinitionKeyIn("Task_VoteOnChange")
                    .taskCandidateGroup(Groups.CAB)
                    .includeAssignedTasks()),
            new TaskList(
                "Implementation",
                "Changes to start, to carry out, to finish or to verify",
                30,
                "#1f7a4d",
                query()
                    .taskDefinitionKeyIn(
                        "Task_StartImplementation",
                        "Task_CarryOutWork",
                        "Task_FinishImplementation",
                        "Task_VerifyChange")),
            new TaskList(
                "Overdue",
                "Everything whose due date has passed",
                40,
                "#a4161a",
                new StoredTaskQueries.Overdue()),
            new TaskList("All changes", "Every task that is mine to do", 50, "#555555", query()))) {
      keep(list);
    }
  }

  private void keep(TaskList list) {
    Filter filter =
        filters.createFilterQuery().filterName(list.name).list().stream()
            .findFirst()
            .orElseGet(() -> filters.newTaskFilter(list.name));
    Map<String, Object> properties = properties(list);
    if (filter.getId() == null || !isAs(filter, list, properties)) {
      filter.setQuery(list.tasks);
      filter.setProperties(properties);
      filters.saveFilter(filter);
    }
  }

  private static boolean isAs(Filter kept, TaskList list, Map<String, Object> properties) {
    String stored = ((FilterEntity) kept).getQueryInternal();
    boolean sameTasks =
        list.tasks instanceof StoredTaskQueries.Overdue
            // What is overdue is another moment with every reading.
            ? stored.contains("dueBefore")
            : stored.equals(new StoredTaskQueries().toJson(list.tasks));
    return sameTasks && properties.equals(kept.getProperties());
  }

  private static Map<String, Object> properties(TaskList list) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("description", list.description);
    properties.put("priority", list.position);
    properties.put("color", list.color);
    properties.put("refresh", true);
    properties.put("showUndefinedVariable", false);
    properties.put("variables", List.of());
    return properties;
  }

  private TaskQuery query() {
    return tasks.createTaskQuery();
  }
}
