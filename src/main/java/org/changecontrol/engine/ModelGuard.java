package org.changecontrol.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SignalEventDefinition;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaScript;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.xml.ModelParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Reads a set of models before the engine gets it and refuses what would break a control: a part
 * that is not bound to its set, a script, a called part that can be started by itself, an event
 * that would take a refusal for a business outcome, a signal that is delivered later.
 */
@Component
class ModelGuard {

  private static final String DEPLOYMENT = "deployment";

  private final ObjectMapper json;
  private final ObjectProvider<ModelCheck> checks;

  /**
   * @param checks asked of a set whose parts are all there
   */
  ModelGuard(ObjectMapper json, ObjectProvider<ModelCheck> checks) {
    this.json = json;
    this.checks = checks;
  }

  /**
   * @throws ModelsRefused with all that is wrong
   */
  void check(ModelSet set) {
    new Reading(set).check();
  }

  private final class Reading {

    private final ModelSet set;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, BpmnModelInstance> processes = new TreeMap<>();
    private final Set<String> processKeys = new TreeSet<>();
    private final Set<String> calledKeys = new TreeSet<>();
    private final Set<String> decisionKeys = new TreeSet<>();
    private final Set<String> formKeys = new TreeSet<>();

    Reading(ModelSet set) {
      this.set = set;
    }

    void check() {
      set.files().forEach(this::read);
      if (processKeys.isEmpty() && problems.isEmpty()) {
        problems.add("bpmn/: holds no process");
      }
      if (problems.isEmpty()) {
        processes.forEach(this::checkParts);
        processes.forEach(this::checkProcesses);
      }
      if (problems.isEmpty()) {
        checks.orderedStream().forEach(check -> problems.addAll(check.problems(set.files())));
      }
      if (!problems.isEmpty()) {
        throw new ModelsRefused(problems);
      }
    }

    private void read(String name, byte[] content) {
      try {
        if (name.endsWith(".bpmn")) {
          BpmnModelInstance model = Bpmn.readModelFromStream(new ByteArrayInputStream(content));
          processes.put(name, model);
          model.getModelElementsByType(Process.class).forEach(it -> processKeys.add(it.getId()));
          model
              .getModelElementsByType(CallActivity.class)
              .forEach(it -> calledKeys.add(it.getCalledElement()));
        } else if (name.endsWith(".dmn")) {
          Dmn.readModelFromStream(new ByteArrayInputStream(content))
              .getModelElementsByType(Decision.class)
              .forEach(it -> decisionKeys.add(it.getId()));
        } else {
          JsonNode form = json.readTree(content);
          formKeys.add(form.path("id").asText());
        }
      } catch (ModelParseException | IOException e) {
        problems.add(name + ": cannot be read: " + e.getMessage());
      }
    }

    private void checkProcesses(String name, BpmnModelInstance model) {
      for (Process process : model.getModelElementsByType(Process.class)) {
        if (process.getCamundaHistoryTimeToLiveString() == null) {
          problems.add(at(name, process) + "has no history time to live");
        }
        if (calledKeys.contains(process.getId()) && process.isCamundaStartableInTasklist()) {
          problems.add(
              at(name, process)
                  + "is called by another process but can be started by itself; set"
                  + " camunda:isStartableInTasklist=\"false\"");
        }
      }
    }

    private void checkParts(String name, BpmnModelInstance model) {
      for (UserTask task : model.getModelElementsByType(UserTask.class)) {
        checkForm(at(name, task), task.getCamundaFormRef(), task.getCamundaFormRefBinding());
      }
      for (StartEvent start : model.getModelElementsByType(StartEvent.class)) {
        checkForm(at(name, start), start.getCamundaFormRef(), start.getCamundaFormRefBinding());
      }
      for (CallActivity call : model.getModelElementsByType(CallActivity.class)) {
        if (!processKeys.contains(call.getCalledElement())) {
          problems.add(
              at(name, call) + "calls " + call.getCalledElement() + ", which is not in the set");
        }
        checkBinding(
            at(name, call), "camunda:calledElementBinding", call.getCamundaCalledElementBinding());
      }
      for (BusinessRuleTask task : model.getModelElementsByType(BusinessRuleTask.class)) {
        String decision = task.getCamundaDecisionRef();
        if (decision != null) {
          if (!decisionKeys.contains(decision)) {
            problems.add(at(name, task) + "decides by " + decision + ", which is not in the set");
          }
          checkBinding(
              at(name, task), "camunda:decisionRefBinding", task.getCamundaDecisionRefBinding());
        }
      }
      for (ScriptTask task : model.getModelElementsByType(ScriptTask.class)) {
        problems.add(at(name, task) + "is a script; only the platform's own beans are called");
      }
      for (CamundaScript script : model.getModelElementsByType(CamundaScript.class)) {
        problems.add(
            name
                + ": holds a script in "
                + script.getCamundaScriptFormat()
                + "; scripts are refused");
      }
      for (ConditionExpression condition :
          model.getModelElementsByType(ConditionExpression.class)) {
        if (condition.getLanguage() != null) {
          problems.add(
              at(name, (BaseElement) condition.getParentElement())
                  + "decides by a script in "
                  + condition.getLanguage());
        }
      }
      for (ErrorEventDefinition error : model.getModelElementsByType(ErrorEventDefinition.class)) {
        if (error.getParentElement() instanceof CatchEvent event
            && (error.getError() == null || error.getError().getErrorCode() == null)) {
          problems.add(
              at(name, event)
                  + "catches every error, a refusal too; name the error code that it is for");
        }
      }
      for (SignalEventDefinition signal :
          model.getModelElementsByType(SignalEventDefinition.class)) {
        if (signal.isCamundaAsync()) {
          problems.add(
              at(name, (BaseElement) signal.getParentElement())
                  + "leaves its signal to a job, which nobody would call off; remove camunda:async");
        }
      }
    }

    private void checkForm(String element, @Nullable String form, @Nullable String binding) {
      if (form == null) {
        return;
      }
      if (!formKeys.contains(form)) {
        problems.add(element + "shows the form " + form + ", which is not in the set");
      }
      checkBinding(element, "camunda:formRefBinding", binding);
    }

    private void checkBinding(String element, String attribute, @Nullable String binding) {
      if (!DEPLOYMENT.equals(binding)) {
        problems.add(
            element
                + "must be bound to its set with "
                + attribute
                + "=\"deployment\", not "
                + (binding == null ? "left open" : "\"" + binding + "\""));
      }
    }

    private static String at(String file, BaseElement element) {
      return file + ": " + element.getId() + " ";
    }
  }
}
