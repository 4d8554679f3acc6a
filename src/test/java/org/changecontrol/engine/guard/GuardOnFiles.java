package org.changecontrol.engine.guard;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.changecontrol.engine.ModelControls;
import org.changecontrol.engine.TaskRule;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.support.SimpleBeanDefinitionRegistry;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.annotation.AnnotationBeanNameGenerator;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/** The guard with the platform's own beans and controls, without a platform that runs. */
final class GuardOnFiles {

  private static final String ROOT = "org.changecontrol";

  private GuardOnFiles() {}

  /**
   * @param more user tasks that rules of the adopter answer for
   */
  static ProcessGuard knowing(String... more) {
    var beans = new StaticListableBeanFactory();
    controls().forEach(each -> beans.addBean(each.getClass().getName(), each));
    beans.addBean("rules", rule(userTasks(more)));
    return new ProcessGuard(
        beans.getBeanProvider(ModelControls.class), beans.getBeanProvider(TaskRule.class), beans());
  }

  /** What the parts of the platform declare. */
  static List<ModelControls> controls() {
    var declared = new ClassPathScanningCandidateComponentProvider(false);
    declared.addIncludeFilter(new AssignableTypeFilter(ModelControls.class));
    return declared.findCandidateComponents(ROOT).stream()
        .map(found -> ClassUtils.resolveClassName(found.getBeanClassName(), null))
        .map(found -> (ModelControls) BeanUtils.instantiateClass(found))
        .toList();
  }

  static KnownBeans beans() {
    var registry = new SimpleBeanDefinitionRegistry();
    Map<String, Class<?>> beans =
        new ClassPathScanningCandidateComponentProvider(true)
            .findCandidateComponents(ROOT).stream()
                .collect(
                    Collectors.toMap(
                        bean ->
                            AnnotationBeanNameGenerator.INSTANCE.generateBeanName(bean, registry),
                        bean -> ClassUtils.resolveClassName(bean.getBeanClassName(), null),
                        (one, other) -> one));
    return beans::get;
  }

  private static Set<String> userTasks(String... more) {
    Set<String> tasks = new HashSet<>(List.of(more));
    Processes.of(EditedModels.shipped().files())
        .nodes()
        .filter(node -> node.element() instanceof UserTask)
        .forEach(node -> tasks.add(node.id()));
    return tasks;
  }

  private static TaskRule rule(Set<String> tasks) {
    return new TaskRule() {
      @Override
      public Set<String> tasks() {
        return tasks;
      }

      @Override
      public void assigning(DelegateTask task, String person) {}

      @Override
      public void completing(DelegateTask task, Map<String, Object> submitted) {}
    };
  }
}
