package org.changecontrol;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CompletionCondition;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.support.SimpleBeanDefinitionRegistry;
import org.springframework.context.annotation.AnnotationBeanNameGenerator;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.util.ClassUtils;

/**
 * What an adopter may not break when he edits a model or a form: names that say the same in the
 * diagram, in the engine and in the code; references that lead somewhere; a picture that can be
 * read.
 */
class ProcessModelTest {

  private static final Path BPMN = Path.of("bpmn");
  private static final Path FORMS = Path.of("forms");
  private static final Path SOURCES = Path.of("src/main/java");

  static List<Path> models() {
    return filesIn(BPMN, ".bpmn");
  }

  static List<Path> decisions() {
    return filesIn(BPMN, ".dmn");
  }

  static List<Path> forms() {
    return filesIn(FORMS, ".form");
  }

  @Test
  void theEngineAcceptsAllModelsAndFormsAsOneSet() {
    var configuration = new StandaloneInMemProcessEngineConfiguration();
    configuration.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
    configuration.setProcessEngineName("process-models");
    configuration.setEnforceHistoryTimeToLive(true);
    ProcessEngine engine = configuration.buildProcessEngine();
    try {
      var deployment = engine.getRepositoryService().createDeployment();
      Stream.of(models(), decisions(), forms())
          .flatMap(List::stream)
          .forEach(file -> deployment.addString(file.toString(), text(file)));

      assertThat(deployment.deployWithResult().getDeployedProcessDefinitions())
          .hasSameSizeAs(models());
    } finally {
      engine.close();
    }
  }

  @Nested
  class Names {

    @ParameterizedTest
    @MethodSource("org.changecontrol.ProcessModelTest#models")
    void aProcessIsNamedAsItsFile(Path file) {
      assertThat(processesOf(file))
          .singleElement()
          .satisfies(
              process -> {
                assertThat(process.getId() + ".bpmn").isEqualTo(file.getFileName().toString());
                assertThat(words(process.getName()))
                    .containsExactlyElementsOf(words(process.getId()));
                assertThat(process.isExecutable()).isTrue();
                assertThat(process.getDocumentations()).isNotEmpty();
              });
    }

    @ParameterizedTest
    @MethodSource("org.changecontrol.ProcessModelTest#models")
    void anIdSaysWhatKindOfElementItIs(Path file) {
      assertThat(nodesOf(file))
          .allSatisfy(node -> assertThat(node.getId()).matches(prefixOf(node) + "_([A-Z][a-z]+)+"));
    }

    @ParameterizedTest
    @MethodSource("org.changecontrol.ProcessModelTest#models")
    void anIdAndALabelSayTheSameWords(Path file) {
      assertThat(nodesOf(file))
          .filteredOn(node -> !isJoin(node) && !(node instanceof EventBasedGateway))
          .allSatisfy(
              node -> {
                var id = words(node.getId().substring(node.getId().indexOf('_') + 1));
                assertThat(node.getName()).as("label of " + node.getId()).isNotBlank();
                if (node instanceof Gateway
                    || node instanceof SubProcess
                    || node instanceof CallActivity) {
                  assertThat(words(node.getName())).as(node.getId()).containsAll(id);
                } else {
                  assertThat(words(node.getName())).as(node.getId()).containsExactlyElementsOf(id);
                }
              });
    }

    @ParameterizedTest
    @MethodSource("org.changecontrol.ProcessModelTest#models")
    void aSplitAsksAQuestionAndItsFlowsAnswer(Path file) {
      assertThat(nodesOf(file))
          .filteredOn(node -> node instanceof ExclusiveGateway && node.getOutgoing().size() > 1)
          .map(ExclusiveGateway.class::cast)
          .allSatisfy(
              split -> {
                assertThat(split.getName()).endsWith("?");
                assertThat(split.getOutgoing())
                    .allSatisfy(flow -> assertThat(flow.getName()).as(flow.getId()).isNotBlank());
                assertThat(split.getOutgoing())
                    .filteredOn(flow -> flow.getConditionExpression() == null)
                    .as("flows without a condition at " + split.getId())
                    .containsExactly(split.getDefault());
              });
    }

    @ParameterizedTest
    @MethodSource("org.changecontrol.ProcessModelTest#models")
    void aProcessSplitsAndJoinsAtDifferentGateways(Path file) {
      assertThat(nodesOf(file))
          .filteredOn(node -> !(node instanceof SubProcess sub && sub.triggeredByEvent()))
          .allSatisfy(
              node -> {
                int in = node.getIncoming().size();
                int out = node.getOutgoing().size();
                if (isJoin(node)) {
                  assertThat(in).as("into " + node.getId()).isGreaterThan(1);
                  assertThat(out).as("out of " + node.getId()).isEqualTo(1);
                  assertThat(node.getName()).as("label of a join").isNull();
                } else {
                  assertThat(in)
                      .as("into " + node.getId())
                      .isEqualTo(
                          node instanceof StartEvent || node instanceof BoundaryEvent ? 0 : 1);
                  if (node instanceof Gateway) {
                    assertThat(out).as("out of " + node.getId()).isGreaterThan(1);
                  } else {
                    assertThat(out)
                        .as("out of " + node.getId())
                        .isEqualTo(node instanceof EndEvent ? 0 : 1);
                  }
                }
              });
    }

    @ParameterizedTest
    @MethodSource("org.changecontrol.ProcessModelTest#models")
    void everyStepIsExplained(Path file) {
      assertThat(nodesOf(file))
          .filteredOn(
              node ->
                  !(node instanceof Gateway
                      || node instanceof EndEvent
                      || node instanceof StartEvent))
          .allSatisfy(node -> assertThat(node.getDocumentations()).as(node.getId()).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("org.changecontrol.ProcessModelTest#models")
    void everyEndIsADistinctEnd(Path file) {
      assertThat(processesOf(file).get(0).getModelInstance().getModelElementsByType(EndEvent.class))
          .extracting(FlowElement::getName)
          .doesNotHaveDuplicates();
    }
  }

  @Nested
  class References {

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{[^}]*}");
    private static final Pattern DELEGATE = Pattern.compile("\\$\\{(\\w+)Delegate}");
    private static final Pattern FACT = Pattern.compile("\\$\\{(\\w+)\\.(\\w+)\\(execution\\)}");

    @ParameterizedTest
    @MethodSource("org.changecontrol.ProcessModelTest#models")
    void everyExpressionIsADelegateAFactOrTheBusinessKey(Path file) {
      assertThat(matches(EXPRESSION, text(file)))
          .allMatch(
              expression ->
                  DELEGATE.matcher(expression).matches()
                      || FACT.matcher(expression).matches()
                      || expression.equals("#{execution.processBusinessKey}"));
    }

    @ParameterizedTest
    @MethodSource("org.changecontrol.ProcessModelTest#models")
    void aDelegateIsNamedAsItsTask(Path file) {
      assertThat(delegatesOf(file))
          .allSatisfy(
              (task, expression) -> {
                var matcher = DELEGATE.matcher(expression);
                assertThat(matcher.matches()).as(expression).isTrue();
                assertThat(words(task.getName())).containsAll(words(matcher.group(1)));
              });
    }

    @ParameterizedTest
    @MethodSource("org.changecontrol.ProcessModelTest#models")
    void everyFormIsDeployedWithItsModel(Path file) {
      var formsByName = forms().stream().map(form -> form.getFileName().toString()).toList();
      for (FlowNode node : nodesOf(file)) {
        var form = camunda(node, "formRef");
        if (node instanceof UserTask) {
          assertThat(form).as("form of " + node.getId()).isNotNull();
        }
        if (form != null) {
          assertThat(formsByName).contains(form + ".form");
          assertThat(camunda(node, "formRefBinding")).as(node.getId()).isEqualTo("deployment");
          if (node instanceof UserTask) {
            assertThat(wordsWithoutThoseOf(processesOf(file).get(0), form, node.getName()))
                .containsExactlyElementsOf(words(node.getName()));
          }
        }
      }
    }

    /** A form for one process alone may say so: complete-emergency-request. */
    private static List<String> wordsWithoutThoseOf(Process process, String form, String task) {
      var more = new ArrayList<>(words(process.getId()));
      more.removeAll(words(task));
      return words(form).stream().filter(word -> !more.contains(word)).toList();
    }

    @Test
    void everyFormIsUsed() {
      var used =
          models().stream()
              .flatMap(file -> nodesOf(file).stream())
              .map(node -> camunda(node, "formRef") + ".form")
              .collect(toSet());

      assertThat(forms()).extracting(form -> form.getFileName().toString()).isSubsetOf(used);
    }

    @ParameterizedTest
    @MethodSource("org.changecontrol.ProcessModelTest#models")
    void everyCalledPartIsDeployedWithItsCallerAndHasItsBusinessKey(Path file) {
      assertThat(nodesOf(file))
          .filteredOn(CallActivity.class::isInstance)
          .map(CallActivity.class::cast)
          .allSatisfy(
              call -> {
                assertThat(BPMN.resolve(call.getCalledElement() + ".bpmn")).exists();
                assertThat(call.getCamundaCalledElementBinding()).isEqualTo("deployment");
                assertThat(call.getDomElement().getChildElements().toString()).isNotEmpty();
                assertThat(call.getExtensionElements().getDomElement().getChildElements())
                    .anyMatch(
                        in ->
                            "#{execution.processBusinessKey}"
                                .equals(in.getAttribute("businessKey")));
                assertThat(startable(call.getCalledElement()))
                    .as(call.getCalledElement() + " can be started in Tasklist")
                    .isFalse();
              });
    }

    @ParameterizedTest
    @MethodSource("org.changecontrol.ProcessModelTest#models")
    void everyUserTaskIsForSomebody(Path file) {
      assertThat(nodesOf(file))
          .filteredOn(UserTask.class::isInstance)
          .allSatisfy(
              task ->
                  assertThat(
                          Stream.of("assignee", "candidateGroups").map(name -> camunda(task, name)))
                      .as("people of " + task.getId())
                      .anyMatch(people -> people != null && !people.isBlank()));
    }

    @ParameterizedTest
    @MethodSource("org.changecontrol.ProcessModelTest#models")
    void everyProcessSaysHowLongItsHistoryIsKept(Path file) {
      assertThat(processesOf(file))
          .allSatisfy(
              process ->
                  assertThat(process.getCamundaHistoryTimeToLiveString())
                      .as(process.getId())
                      .matches("P\\d+D"));
    }

    @Test
    void everyDecisionSaysHowLongItsHistoryIsKept() {
      assertThat(decisions().stream().flatMap(file -> decisionsOf(file).stream()))
          .allSatisfy(
              decision ->
                  assertThat(decision.getCamundaHistoryTimeToLiveString())
                      .as(decision.getId())
                      .matches("P\\d+D"));
    }

    @ParameterizedTest
    @MethodSource("org.changecontrol.ProcessModelTest#models")
    void aMessageIsNamedAsItsId(Path file) {
      assertThat(Bpmn.readModelFromFile(file.toFile()).getModelElementsByType(Message.class))
          .allSatisfy(
              message -> assertThat(message.getId()).isEqualTo("Message_" + message.getName()));
    }
  }

  /** A model calls beans by name; here is what they must be. */
  @Nested
  class Code {

    private static final Pattern FACT = Pattern.compile("\\$\\{(\\w+)\\.(\\w+)\\(execution\\)}");
    private static final Set<Class<?>> TRUTH = Set.of(boolean.class);
    private static final Set<Class<?>> MOMENT = Set.of(Date.class, String.class);
    private static final Set<Class<?>> PERSON = Set.of(String.class);
    private static final Set<Class<?>> PEOPLE = Set.of(String.class, Collection.class);
    private static final Set<Class<?>> MANY = Set.of(Collection.class);

    private static Map<String, Class<?>> beans;

    @BeforeAll
    static void findBeans() {
      var registry = new SimpleBeanDefinitionRegistry();
      beans =
          new ClassPathScanningCandidateComponentProvider(true)
              .findCandidateComponents(ProcessModelTest.class.getPackageName()).stream()
                  .collect(
                      toMap(
                          bean ->
                              AnnotationBeanNameGenerator.INSTANCE.generateBeanName(bean, registry),
                          bean -> ClassUtils.resolveClassName(bean.getBeanClassName(), null),
                          (one, other) -> one));
    }

    @ParameterizedTest
    @MethodSource("org.changecontrol.ProcessModelTest#models")
    void everyTaskOfThePlatformHasItsDelegate(Path file) {
      assertThat(delegatesOf(file).values())
          .allSatisfy(
              expression -> {
                var name = expression.substring(2, expression.length() - 1);
                assertThat(beans).as(expression).containsKey(name);
                assertThat(JavaDelegate.class).as(expression).isAssignableFrom(beans.get(name));
              });
    }

    @Test
    void everyDelegateServesAModel() {
      var used =
          models().stream()
              .flatMap(file -> delegatesOf(file).values().stream())
              .map(expression -> expression.substring(2, expression.length() - 1))
              .collect(toSet());

      assertThat(beans.entrySet())
          .filteredOn(bean -> JavaDelegate.class.isAssignableFrom(bean.getValue()))
          .extracting(Map.Entry::getKey)
          .isSubsetOf(used);
    }

    @ParameterizedTest
    @MethodSource("org.changecontrol.ProcessModelTest#models")
    void everyFactCanBeAskedAndAnswersInItsKind(Path file) {
      var model = Bpmn.readModelFromFile(file.toFile());
      model
          .getModelElementsByType(ConditionExpression.class)
          .forEach(condition -> answers(condition.getTextContent(), TRUTH));
      model
          .getModelElementsByType(CompletionCondition.class)
          .forEach(condition -> answers(condition.getTextContent(), TRUTH));
      model
          .getModelElementsByType(TimerEventDefinition.class)
          .forEach(timer -> answers(timer.getTimeDate().getTextContent(), MOMENT));
      model
          .getModelElementsByType(MultiInstanceLoopCharacteristics.class)
          .forEach(loop -> answers(loop.getCamundaCollection(), MANY));
      for (UserTask task : model.getModelElementsByType(UserTask.class)) {
        answers(task.getCamundaAssignee(), PERSON);
        answers(task.getCamundaCandidateGroups(), PEOPLE);
        answers(task.getCamundaCandidateUsers(), PEOPLE);
        answers(task.getCamundaDueDate(), MOMENT);
        answers(task.getCamundaFollowUpDate(), MOMENT);
      }
    }

    @ParameterizedTest
    @MethodSource("org.changecontrol.ProcessModelTest#models")
    void everyMessageIsSentAndEveryUserTaskIsKnownByTheCode(Path file) {
      var code =
          filesBelow(SOURCES).stream()
              .filter(source -> source.toString().endsWith(".java"))
              .map(ProcessModelTest::text)
              .collect(joining());
      var model = Bpmn.readModelFromFile(file.toFile());

      assertThat(model.getModelElementsByType(Message.class))
          .extracting(Message::getName)
          .as("messages that the code names")
          .allMatch(name -> code.contains('"' + name + '"'));
      assertThat(model.getModelElementsByType(UserTask.class))
          .extracting(UserTask::getId)
          .as("user tasks that the code names")
          .allMatch(id -> code.contains('"' + id + '"'));
    }

    /** Only methods of public classes can be called from an expression. */
    private static void answers(String expression, Set<Class<?>> kinds) {
      var fact = FACT.matcher(String.valueOf(expression));
      if (!fact.matches()) {
        return;
      }
      assertThat(beans).as(expression).containsKey(fact.group(1));
      var bean = beans.get(fact.group(1));
      assertThat(bean).as("bean of " + expression).isPublic();
      assertThat(bean.getMethods())
          .filteredOn(method -> method.getName().equals(fact.group(2)))
          .as(expression)
          .singleElement()
          .satisfies(
              method -> {
                assertThat(method.getParameterTypes()).containsExactly(DelegateExecution.class);
                assertThat(kinds)
                    .as("what " + expression + " may answer")
                    .anyMatch(kind -> kind.isAssignableFrom(method.getReturnType()));
              });
    }
  }

  @Nested
  class Pictures {

    @ParameterizedTest
    @MethodSource("org.changecontrol.ProcessModelTest#models")
    void everyElementIsDrawn(Path file) {
      var model = Bpmn.readModelFromFile(file.toFile());
      assertThat(model.getModelElementsByType(FlowNode.class))
          .allSatisfy(node -> assertThat(node.getDiagramElement()).as(node.getId()).isNotNull());
      assertThat(model.getModelElementsByType(SequenceFlow.class))
          .allSatisfy(flow -> assertThat(flow.getDiagramElement()).as(flow.getId()).isNotNull());
    }

    @ParameterizedTest
    @MethodSource("org.changecontrol.ProcessModelTest#models")
    void theHappyPathIsOneStraightRow(Path file) {
      var drawing = new Drawing(file);
      for (StartEvent start : startsOf(file)) {
        if (joinsTheRowOfAnother(start)) {
          continue;
        }
        double row = drawing.shapes.get(start.getId()).centre();
        var reached = new HashSet<FlowNode>(Set.of(start));
        var open = new ArrayDeque<FlowNode>(reached);
        while (!open.isEmpty()) {
          for (SequenceFlow flow : open.pop().getOutgoing()) {
            boolean straight =
                drawing.edges.get(flow.getId()).stream().allMatch(line -> line.on(row));
            if (straight && reached.add(flow.getTarget())) {
              open.add(flow.getTarget());
            }
          }
        }
        assertThat(reached)
            .as("what can be reached on the row of " + start.getId())
            .anyMatch(EndEvent.class::isInstance);
        assertThat(reached)
            .filteredOn(SubProcess.class::isInstance)
            .flatExtracting(sub -> sub.getChildElementsByType(StartEvent.class))
            .allSatisfy(
                inner ->
                    assertThat(drawing.shapes.get(inner.getId()).centre())
                        .as("row of " + inner.getId())
                        .isEqualTo(row));
      }
    }

    /** A message that starts what a person may start as well. */
    private static boolean joinsTheRowOfAnother(StartEvent start) {
      return !start.getEventDefinitions().isEmpty()
          && start.getParentElement().getChildElementsByType(StartEvent.class).stream()
              .anyMatch(other -> other.getEventDefinitions().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("org.changecontrol.ProcessModelTest#models")
    void nothingOverlaps(Path file) {
      var drawing = new Drawing(file);
      assertThat(drawing.overlaps()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("org.changecontrol.ProcessModelTest#models")
    void noLinesCross(Path file) {
      var drawing = new Drawing(file);
      assertThat(drawing.crossings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("org.changecontrol.ProcessModelTest#models")
    void labelsStandClearOfShapesLinesAndEachOther(Path file) {
      var drawing = new Drawing(file);
      assertThat(drawing.hiddenLabels()).isEmpty();
    }
  }

  @Nested
  class Forms {

    /**
     * What the Tasklist that is shipped draws; a component it does not know makes the form
     * unusable.
     */
    private static final Set<String> COMPONENTS =
        Set.of(
            "text",
            "group",
            "textfield",
            "textarea",
            "number",
            "datetime",
            "checkbox",
            "radio",
            "select");

    private static final Set<String> REQUEST =
        Set.of(
            "title",
            "description",
            "justification",
            "category",
            "items",
            "changeSet",
            "outageExpected",
            "plannedStart",
            "plannedEnd",
            "pointOfNoReturn",
            "implementer",
            "implementationPlan",
            "testPlan",
            "backoutPlan",
            "communicationPlan",
            "questionnaire.doneBefore",
            "questionnaire.tested",
            "questionnaire.backoutTested",
            "questionnaire.reversible",
            "questionnaire.teamsInvolved",
            "draft");

    /**
     * The fields of the contract: the same names in Tasklist, in the engine's API and in the change
     * API.
     */
    private static final Set<String> EMERGENCY =
        Stream.concat(REQUEST.stream(), Stream.of("incident", "priority1")).collect(toSet());

    private static final Set<String> STANDARD =
        Stream.concat(REQUEST.stream(), Stream.of("model")).collect(toSet());

    private static final Map<String, Set<String>> KEYS =
        Map.ofEntries(
            Map.entry("request-normal-change", REQUEST),
            Map.entry("complete-request", REQUEST),
            Map.entry("request-emergency-change", EMERGENCY),
            Map.entry("complete-emergency-request", EMERGENCY),
            Map.entry(
                "request-retrospective-change",
                Set.of(
                    "title",
                    "description",
                    "category",
                    "source",
                    "doneBy",
                    "incident",
                    "items",
                    "changeSet")),
            Map.entry("review-difference", Set.of("decision", "reason", "explainedBy", "doneBy")),
            Map.entry("request-standard-change", STANDARD),
            Map.entry("complete-standard-request", STANDARD),
            Map.entry(
                "propose-standard-change-model",
                Set.of("key", "title", "description", "scope", "fields", "evidence")),
            Map.entry(
                "review-assessment",
                Set.of(
                    "decision",
                    "risk",
                    "reason",
                    "redeploy.item",
                    "redeploy.location",
                    "redeploy.owner")),
            Map.entry("vote-on-change", Set.of("decision", "reason", "confirmPriority1")),
            Map.entry("start-implementation", Set.of("reason")),
            Map.entry("carry-out-work", Set.of("state", "notes")),
            Map.entry("finish-implementation", Set.of("outcome", "notes")),
            Map.entry("verify-change", Set.of("verified", "notes")),
            Map.entry("review-change", Set.of("closeCode", "findings")));

    @ParameterizedTest
    @MethodSource("org.changecontrol.ProcessModelTest#forms")
    void aFormIsNamedAsItsFile(Path file) {
      assertThat(form(file).path("id").asText() + ".form").isEqualTo(file.getFileName().toString());
    }

    @ParameterizedTest
    @MethodSource("org.changecontrol.ProcessModelTest#forms")
    void aFormIsOfAVersionThatTasklistReads(Path file) {
      assertThat(form(file).path("schemaVersion").asInt()).isBetween(1, 16);
    }

    @ParameterizedTest
    @MethodSource("org.changecontrol.ProcessModelTest#forms")
    void aFormUsesOnlyWhatTasklistDraws(Path file) {
      assertThat(componentsOf(form(file), ""))
          .extracting(component -> component.json().path("type").asText())
          .isSubsetOf(COMPONENTS);
    }

    @ParameterizedTest
    @MethodSource("org.changecontrol.ProcessModelTest#forms")
    void aFormAsksForTheFieldsOfTheContract(Path file) {
      var keys =
          componentsOf(form(file), "").stream()
              .filter(component -> component.json().has("key"))
              .map(Component::path)
              .toList();

      assertThat(keys)
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(KEYS.get(form(file).path("id").asText()));
    }

    @ParameterizedTest
    @MethodSource("org.changecontrol.ProcessModelTest#forms")
    void everyFieldIsLabelledAndEveryTextIsBounded(Path file) {
      assertThat(componentsOf(form(file), ""))
          .filteredOn(component -> component.json().has("key"))
          .extracting(Component::json)
          .allSatisfy(
              field -> {
                assertThat(field.path("label").asText() + field.path("dateLabel").asText())
                    .isNotBlank();
                if (field.path("type").asText().startsWith("text")) {
                  assertThat(field.path("validate").path("maxLength").asInt())
                      .as("longest " + field.path("key"))
                      .isPositive();
                }
              });
    }

    @ParameterizedTest
    @MethodSource("org.changecontrol.ProcessModelTest#forms")
    void momentsCarryTheirOffset(Path file) {
      assertThat(componentsOf(form(file), ""))
          .extracting(Component::json)
          .filteredOn(field -> field.path("type").asText().equals("datetime"))
          .allSatisfy(
              field ->
                  assertThat(field.path("timeSerializingFormat").asText()).isEqualTo("utc_offset"));
    }

    private static JsonNode form(Path file) {
      try {
        return new ObjectMapper().readTree(file.toFile());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private record Component(JsonNode json, String path) {}

    private static List<Component> componentsOf(JsonNode parent, String path) {
      var found = new ArrayList<Component>();
      for (JsonNode child : parent.path("components")) {
        found.add(new Component(child, path + child.path("key").asText()));
        var inner = child.path("path").asText();
        found.addAll(componentsOf(child, inner.isEmpty() ? path : path + inner + "."));
      }
      return found;
    }
  }

  private static List<Path> filesIn(Path directory, String ending) {
    try (var files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> filesBelow(Path directory) {
    try (var files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Process> processesOf(Path file) {
    return List.copyOf(Bpmn.readModelFromFile(file.toFile()).getModelElementsByType(Process.class));
  }

  private static Collection<Decision> decisionsOf(Path file) {
    return Dmn.readModelFromFile(file.toFile()).getModelElementsByType(Decision.class);
  }

  private static Collection<FlowNode> nodesOf(Path file) {
    return Bpmn.readModelFromFile(file.toFile()).getModelElementsByType(FlowNode.class);
  }

  private static List<StartEvent> startsOf(Path file) {
    return nodesOf(file).stream()
        .filter(node -> node instanceof StartEvent && node.getParentElement() instanceof Process)
        .map(StartEvent.class::cast)
        .toList();
  }

  private static Map<FlowNode, String> delegatesOf(Path file) {
    return nodesOf(file).stream()
        .filter(node -> node instanceof ServiceTask || node instanceof BusinessRuleTask)
        .collect(toMap(node -> node, node -> String.valueOf(camunda(node, "delegateExpression"))));
  }

  private static boolean startable(String process) {
    return processesOf(BPMN.resolve(process + ".bpmn")).get(0).isCamundaStartableInTasklist();
  }

  private static String camunda(BaseElement element, String attribute) {
    return element.getAttributeValueNs("http://camunda.org/schema/1.0/bpmn", attribute);
  }

  private static boolean isJoin(FlowNode node) {
    return node.getId().startsWith("Join_");
  }

  private static String prefixOf(FlowNode node) {
    if (node instanceof StartEvent) {
      return "Start";
    }
    if (node instanceof EndEvent) {
      return "End";
    }
    if (node instanceof BoundaryEvent) {
      return "Boundary";
    }
    if (node instanceof Gateway) {
      return "(Gateway|Join)";
    }
    if (node instanceof SubProcess) {
      return "SubProcess";
    }
    if (node instanceof CallActivity) {
      return "CallActivity";
    }
    return node.getElementType().getTypeName().endsWith("Task") ? "Task" : "Event";
  }

  /** The words of a label, an id or a bean name, in lower case. */
  private static List<String> words(String name) {
    return Arrays.stream(name.split("(?=[A-Z])|[^A-Za-z]+"))
        .map(word -> word.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static List<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(result -> result.group()).toList();
  }

  /** A rectangle of the picture. */
  private record Box(double left, double top, double right, double bottom) {

    static Box of(Bounds bounds) {
      return new Box(
          bounds.getX(),
          bounds.getY(),
          bounds.getX() + bounds.getWidth(),
          bounds.getY() + bounds.getHeight());
    }

    double centre() {
      return (top + bottom) / 2;
    }

    boolean overlaps(Box other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }

    boolean contains(Box other) {
      return left <= other.left
          && top <= other.top
          && right >= other.right
          && bottom >= other.bottom;
    }
  }

  /** A piece of a line, horizontal or vertical. */
  private record Line(String flow, double x1, double y1, double x2, double y2) {

    boolean on(double row) {
      return y1 == row && y2 == row;
    }

    /** The line as a rectangle, a little shorter at both ends: what touches an end may. */
    Box inner() {
      double dx = x1 == x2 ? -0.5 : 0.5;
      double dy = y1 == y2 ? -0.5 : 0.5;
      return new Box(
          Math.min(x1, x2) + dx,
          Math.min(y1, y2) + dy,
          Math.max(x1, x2) - dx,
          Math.max(y1, y2) - dy);
    }
  }

  /** A diagram as it is drawn: shapes, lines and labels. */
  private static final class Drawing {

    private final Map<String, Box> shapes = new HashMap<>();
    private final Map<String, List<Line>> edges = new HashMap<>();
    private final Map<String, Box> labels = new HashMap<>();
    private final Map<String, Set<String>> family = new HashMap<>();

    Drawing(Path file) {
      BpmnModelInstance model = Bpmn.readModelFromFile(file.toFile());
      for (BpmnShape shape : model.getModelElementsByType(BpmnShape.class)) {
        var element = shape.getBpmnElement();
        shapes.put(element.getId(), Box.of(shape.getBounds()));
        label(element.getId(), shape.getBpmnLabel());
        var relatives = family.computeIfAbsent(element.getId(), id -> new HashSet<>());
        for (var parent = element.getParentElement();
            parent instanceof SubProcess sub;
            parent = sub.getParentElement()) {
          relatives.add(sub.getId());
        }
        if (element instanceof BoundaryEvent boundary) {
          relatives.add(boundary.getAttachedTo().getId());
        }
      }
      for (BpmnEdge edge : model.getModelElementsByType(BpmnEdge.class)) {
        var flow = (SequenceFlow) edge.getBpmnElement();
        label(flow.getId(), edge.getBpmnLabel());
        var lines = new ArrayList<Line>();
        var points = List.copyOf(edge.getWaypoints());
        for (int i = 1; i < points.size(); i++) {
          var from = points.get(i - 1);
          var to = points.get(i);
          lines.add(new Line(flow.getId(), from.getX(), from.getY(), to.getX(), to.getY()));
        }
        edges.put(flow.getId(), lines);
        var relatives = family.computeIfAbsent(flow.getId(), id -> new HashSet<>());
        relatives.add(flow.getSource().getId());
        relatives.add(flow.getTarget().getId());
        if (flow.getSource() instanceof BoundaryEvent boundary) {
          relatives.add(boundary.getAttachedTo().getId());
        }
        for (var parent = flow.getParentElement();
            parent instanceof SubProcess sub;
            parent = sub.getParentElement()) {
          relatives.add(sub.getId());
        }
      }
    }

    private void label(String element, BpmnLabel label) {
      if (label != null && label.getBounds() != null) {
        labels.put(element, Box.of(label.getBounds()));
      }
    }

    List<String> overlaps() {
      var found = new ArrayList<String>();
      shapes.forEach(
          (a, first) ->
              shapes.forEach(
                  (b, second) -> {
                    boolean inside = family.get(a).contains(b) && !a.startsWith("Boundary_");
                    if (inside && !second.contains(first)) {
                      found.add(a + " leaves " + b);
                    }
                    if (a.compareTo(b) < 0
                        && !family.get(a).contains(b)
                        && !family.get(b).contains(a)
                        && first.overlaps(second)) {
                      found.add(a + " overlaps " + b);
                    }
                  }));
      return found;
    }

    List<String> crossings() {
      var found = new ArrayList<String>();
      var lines = edges.values().stream().flatMap(List::stream).toList();
      for (Line line : lines) {
        assertThat(line.x1() == line.x2() || line.y1() == line.y2())
            .as(line.flow() + " runs straight")
            .isTrue();
        for (Line other : lines) {
          if (line.flow().compareTo(other.flow()) < 0 && line.inner().overlaps(other.inner())) {
            found.add(line.flow() + " crosses " + other.flow());
          }
        }
        shapes.forEach(
            (id, shape) -> {
              if (!family.get(line.flow()).contains(id) && shape.overlaps(line.inner())) {
                found.add(line.flow() + " runs through " + id);
              }
            });
      }
      return found;
    }

    List<String> hiddenLabels() {
      var found = new ArrayList<String>();
      labels.forEach(
          (owner, label) -> {
            shapes.forEach(
                (id, shape) -> {
                  boolean around = shape.contains(label) && family.get(owner).contains(id);
                  if (!around && shape.overlaps(label)) {
                    found.add("label of " + owner + " lies on " + id);
                  }
                });
            edges.values().stream()
                .flatMap(List::stream)
                .filter(line -> line.inner().overlaps(label))
                .forEach(line -> found.add("label of " + owner + " lies on " + line.flow()));
            labels.forEach(
                (other, second) -> {
                  if (owner.compareTo(other) < 0 && label.overlaps(second)) {
                    found.add("label of " + owner + " lies on the label of " + other);
                  }
                });
          });
      return found;
    }
  }
}
