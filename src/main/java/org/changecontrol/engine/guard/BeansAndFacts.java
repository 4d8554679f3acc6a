package org.changecontrol.engine.guard;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * A model does its work by delegates and asks for facts, both beans of the platform, and nothing
 * else: no class, no script, no variable and no other bean stands in an expression.
 */
final class BeansAndFacts {

  private static final Pattern BEAN = Pattern.compile("\\s*[$#]\\{\\s*(\\w+)\\s*}\\s*");
  private static final String BUSINESS_KEY = "#{execution.processBusinessKey}";

  /** What a fact must answer where it is asked; elsewhere anything. */
  private static final Map<String, Set<Class<?>>> ANSWERS =
      Map.ofEntries(
          Map.entry("conditionExpression", Set.of(boolean.class, Boolean.class)),
          Map.entry("completionCondition", Set.of(boolean.class, Boolean.class)),
          Map.entry("condition", Set.of(boolean.class, Boolean.class)),
          Map.entry("timeDate", Set.of(Date.class, String.class)),
          Map.entry("timeDuration", Set.of(String.class)),
          Map.entry("timeCycle", Set.of(String.class)),
          Map.entry("dueDate", Set.of(Date.class, String.class)),
          Map.entry("followUpDate", Set.of(Date.class, String.class)),
          Map.entry("assignee", Set.of(String.class)),
          Map.entry("candidateGroups", Set.of(String.class, Collection.class)),
          Map.entry("candidateUsers", Set.of(String.class, Collection.class)),
          Map.entry("collection", Set.of(Collection.class)));

  private static final Set<String> CONDITIONS =
      Set.of("conditionExpression", "completionCondition", "condition");

  private final KnownBeans beans;

  BeansAndFacts(KnownBeans beans) {
    this.beans = beans;
  }

  List<String> problems(SortedMap<String, byte[]> files) {
    List<String> problems = new ArrayList<>();
    files.forEach(
        (file, content) -> {
          if (file.endsWith(".bpmn")) {
            for (Wording wording : Wording.in(content)) {
              String problem = problem(wording);
              if (problem != null) {
                problems.add(file + ": " + wording.owner() + " " + problem);
              }
            }
          }
        });
    return problems;
  }

  private @Nullable String problem(Wording wording) {
    String text = wording.text();
    if (wording.isOld()) {
      return "uses " + wording.name() + " in an old namespace; use " + Node.CAMUNDA;
    }
    if (wording.isForeignWork()) {
      return "does its work by camunda:"
          + wording.name()
          + "=\""
          + text
          + "\"; only the platform's own delegates are called";
    }
    if (wording.isCamunda() && wording.name().equals("delegateExpression")) {
      return wrongDelegate(text, wording.element());
    }
    if (CONDITIONS.contains(wording.name())) {
      Question question = Question.read(text);
      return question == null
          ? "decides by " + text + ", which is no fact of the record"
          : wrongFacts(question, wording.name());
    }
    if (!text.contains("${") && !text.contains("#{")) {
      return null;
    }
    if (text.equals(BUSINESS_KEY) && wording.name().equals("businessKey")) {
      return null;
    }
    Question question = Question.read(text);
    return question == null
        ? "holds " + text + ", which is neither a delegate nor a fact of the record"
        : wrongFacts(question, wording.name());
  }

  private @Nullable String wrongDelegate(String text, Element element) {
    var named = BEAN.matcher(text);
    Class<?> type = named.matches() ? beans.type(named.group(1)) : null;
    if (type == null) {
      return "runs " + text + ", which is no bean of the platform";
    }
    boolean fits =
        switch (String.valueOf(element.getLocalName())) {
          case "executionListener" ->
              ExecutionListener.class.isAssignableFrom(type)
                  || JavaDelegate.class.isAssignableFrom(type);
          case "taskListener" -> TaskListener.class.isAssignableFrom(type);
          default -> JavaDelegate.class.isAssignableFrom(type);
        };
    if (!fits) {
      return "runs " + text + ", which is no delegate";
    }
    return Wording.isStepOrInsideOne(element)
        ? null
        : "runs " + text + " on a flow or on the whole process; give it a task of its own";
  }

  private @Nullable String wrongFacts(Question question, String place) {
    for (String fact : question.facts()) {
      String bean = fact.substring(0, fact.indexOf('.'));
      Class<?> type = beans.type(bean);
      if (type == null) {
        return "asks ${" + fact + "(execution)}, but there is no bean " + bean;
      }
      if (JavaDelegate.class.isAssignableFrom(type)) {
        return "asks ${" + fact + "(execution)}, but " + bean + " is a delegate and tells nothing";
      }
      String wrong = wrongAnswer(type, fact.substring(fact.indexOf('.') + 1), fact, place);
      if (wrong != null) {
        return wrong;
      }
    }
    return null;
  }

  private static @Nullable String wrongAnswer(
      Class<?> type, String name, String fact, String place) {
    Method method =
        Arrays.stream(type.getMethods())
            .filter(it -> it.getName().equals(name))
            .filter(it -> Arrays.equals(it.getParameterTypes(), EXECUTION))
            .findFirst()
            .orElse(null);
    if (method == null || !Modifier.isPublic(type.getModifiers())) {
      return "asks ${" + fact + "(execution)}, which no fact of the record is called";
    }
    Class<?> answer = method.getReturnType();
    Set<Class<?>> kinds = ANSWERS.get(place);
    boolean fits =
        kinds == null
            ? answer != void.class
            : kinds.stream().anyMatch(kind -> kind.isAssignableFrom(answer));
    return fits
        ? null
        : "asks ${"
            + fact
            + "(execution)}, which answers with "
            + answer.getSimpleName()
            + " and cannot be used as "
            + place;
  }

  private static final Class<?>[] EXECUTION = {DelegateExecution.class};
}
