package org.changecontrol.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** The shipped models as an adopter has edited them. */
final class EditedModels {

  private final TreeMap<String, byte[]> files = new TreeMap<>();

  private EditedModels() {}

  static EditedModels shipped() {
    EditedModels models = new EditedModels();
    Stream.of("bpmn", "forms").forEach(models::read);
    return models;
  }

  private void read(String folder) {
    try (Stream<Path> all = Files.list(Path.of(folder))) {
      for (Path file : all.toList()) {
        files.put(folder + "/" + file.getFileName(), Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SortedMap<String, byte[]> files() {
    return files;
  }

  EditedModels edit(String process, Consumer<BpmnModelInstance> edit) {
    BpmnModelInstance model =
        Bpmn.readModelFromStream(new ByteArrayInputStream(files.get(file(process))));
    edit.accept(model);
    files.put(file(process), Bpmn.convertToString(model).getBytes(StandardCharsets.UTF_8));
    return this;
  }

  EditedModels replace(String process, String old, String with) {
    String before = new String(files.get(file(process)), StandardCharsets.UTF_8);
    assertThat(before).contains(old);
    files.put(file(process), before.replace(old, with).getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Makes an element one of another kind; {@code more} are attributes. */
  EditedModels retag(String process, String id, String tag, String more) {
    String before = new String(files.get(file(process)), StandardCharsets.UTF_8);
    var element =
        Pattern.compile("<bpmn:(\\w+) id=\"" + id + "\"[^>]*>(.*?)</bpmn:\\1>", Pattern.DOTALL)
            .matcher(before);
    assertThat(element.find()).isTrue();
    String edited =
        "<bpmn:"
            + tag
            + " id=\""
            + id
            + "\""
            + more
            + ">"
            + element.group(2)
            + "</bpmn:"
            + tag
            + ">";
    files.put(
        file(process),
        (before.substring(0, element.start()) + edited + before.substring(element.end()))
            .getBytes(StandardCharsets.UTF_8));
    return this;
  }

  EditedModels add(String process, String content) {
    files.put(file(process), content.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  EditedModels remove(String process) {
    files.remove(file(process));
    return this;
  }

  /** Lets a flow lead to another element. */
  EditedModels lead(String process, String flow, String target) {
    return edit(process, model -> lead(model, flow, target));
  }

  static void lead(BpmnModelInstance model, String flow, String target) {
    SequenceFlow edited = model.getModelElementById(flow);
    FlowNode to = model.getModelElementById(target);
    edited.getTarget().getIncoming().remove(edited);
    to.getIncoming().add(edited);
    edited.setTarget(to);
  }

  /** Takes an element out and leads what came to it to where it led. */
  EditedModels bypass(String process, String element) {
    return edit(
        process,
        model -> {
          FlowNode node = model.getModelElementById(element);
          SequenceFlow out = node.getOutgoing().iterator().next();
          FlowNode next = out.getTarget();
          for (SequenceFlow in : List.copyOf(node.getIncoming())) {
            lead(model, in.getId(), next.getId());
          }
          out.getParentElement().removeChildElement(out);
          node.getParentElement().removeChildElement(node);
        });
  }

  /** Puts a new element into a flow. */
  <T extends FlowNode> EditedModels insert(
      String process, String flow, Class<T> kind, String id, Consumer<T> details) {
    return edit(
        process,
        model -> {
          SequenceFlow in = model.getModelElementById(flow);
          FlowNode next = in.getTarget();
          T node = add(model, in.getParentElement(), kind, id);
          details.accept(node);
          lead(model, flow, id);
          connect(model, node, next);
        });
  }

  static <T extends FlowNode> T add(
      BpmnModelInstance model, ModelElementInstance parent, Class<T> kind, String id) {
    T node = model.newInstance(kind, id);
    parent.addChildElement(node);
    return node;
  }

  static SequenceFlow connect(BpmnModelInstance model, FlowNode from, FlowNode to) {
    SequenceFlow flow =
        model.newInstance(SequenceFlow.class, "Flow_" + from.getId() + "_" + to.getId());
    from.getParentElement().addChildElement(flow);
    flow.setSource(from);
    flow.setTarget(to);
    from.getOutgoing().add(flow);
    to.getIncoming().add(flow);
    return flow;
  }

  EditedModels removeFlow(String process, String flow) {
    return edit(
        process,
        model -> {
          SequenceFlow removed = model.getModelElementById(flow);
          removed.getParentElement().removeChildElement(removed);
        });
  }

  private static String file(String process) {
    return "bpmn/" + process + ".bpmn";
  }
}
