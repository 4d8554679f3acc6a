package org.changecontrol.engine.guard;

import java.io.ByteArrayInputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.jspecify.annotations.Nullable;

/** The processes of a set. */
final class Processes {

  private final Map<String, BpmnModelInstance> models = new TreeMap<>();
  private final Map<String, Scope> byId = new LinkedHashMap<>();
  private final List<Scope> startable;

  private Processes(SortedMap<String, byte[]> files) {
    files.forEach(
        (file, content) -> {
          if (file.endsWith(".bpmn")) {
            models.put(file, Bpmn.readModelFromStream(new ByteArrayInputStream(content)));
          }
        });
    models.forEach(
        (file, model) ->
            model
                .getModelElementsByType(Process.class)
                .forEach(process -> byId.put(process.getId(), Scope.of(file, process))));
    startable =
        models.values().stream()
            .flatMap(model -> model.getModelElementsByType(Process.class).stream())
            .filter(Process::isCamundaStartableInTasklist)
            .map(process -> byId.get(process.getId()))
            .toList();
  }

  /**
   * @throws IllegalArgumentException where a flow leaves its scope
   */
  static Processes of(SortedMap<String, byte[]> files) {
    return new Processes(files);
  }

  Map<String, BpmnModelInstance> models() {
    return models;
  }

  Collection<Scope> all() {
    return byId.values();
  }

  /** Those that may be started by themselves; the others run only as parts of these. */
  List<Scope> startable() {
    return startable;
  }

  @Nullable Scope process(@Nullable String id) {
    return id == null ? null : byId.get(id);
  }

  /** What lies inside an element: the inside of a sub-process or the process that it calls. */
  @Nullable Scope inside(Node node) {
    return node.inner() == null ? process(node.called()) : node.inner();
  }

  Stream<Scope> scopes() {
    return byId.values().stream().flatMap(Scope::withInner);
  }

  Stream<Node> nodes() {
    return scopes().flatMap(scope -> scope.nodes().stream());
  }
}
