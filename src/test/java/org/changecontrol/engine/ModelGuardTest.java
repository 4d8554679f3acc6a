package org.changecontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class ModelGuardTest {

  private static final ModelSet SHIPPED =
      ModelSet.in("classpath:", new PathMatchingResourcePatternResolver());

  private final ModelGuard guard =
      new ModelGuard(
          new ObjectMapper(), new StaticListableBeanFactory().getBeanProvider(ModelCheck.class));

  @Test
  void theShippedModelsPass() {
    assertThat(SHIPPED.files())
        .containsKeys("bpmn/normal-change.bpmn", "forms/vote-on-change.form");
    assertThatCode(() -> guard.check(SHIPPED)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bpmn/approval-gate.bpmn | camunda:formRefBinding=\"deployment\" | camunda:formRefBinding=\"latest\" | Task_VoteOnChange must be bound to its set",
        "bpmn/approval-gate.bpmn | camunda:formRef=\"vote-on-change\" | camunda:formRef=\"another\" | Task_VoteOnChange shows the form another, which is not in the set",
        "bpmn/normal-change.bpmn | camunda:calledElementBinding=\"deployment\" | | must be bound to its set with camunda:calledElementBinding",
        "bpmn/normal-change.bpmn | calledElement=\"implementation\" | calledElement=\"imagination\" | CallActivity_ImplementChange calls imagination, which is not in the set",
        "bpmn/approval-gate.bpmn | camunda:isStartableInTasklist=\"false\" | | approval-gate is called by another process but can be started by itself",
        "bpmn/approval-gate.bpmn | camunda:historyTimeToLive=\"P1827D\" | | approval-gate has no history time to live",
        "bpmn/approval-gate.bpmn | <bpmn:serviceTask id=\"Task_EscalateApproval\" name=\"Escalate approval\" camunda:delegateExpression=\"${escalateApprovalDelegate}\"> | <bpmn:scriptTask id=\"Task_EscalateApproval\" name=\"Escalate approval\" scriptFormat=\"javascript\"> | Task_EscalateApproval is a script",
      })
  void aModelThatWouldBreakAControlIsRefusedByName(
      String file, String right, String wrong, String problem) {
    String model = text(file);
    String changed = model.replace(right, wrong == null ? "" : wrong);
    if (wrong != null && wrong.startsWith("<bpmn:scriptTask")) {
      int from = changed.indexOf("<bpmn:scriptTask");
      int to = changed.indexOf("</bpmn:serviceTask>", from);
      changed = changed.substring(0, to) + "</bpmn:scriptTask>" + changed.substring(to + 19);
    }
    assertThat(changed).isNotEqualTo(model);

    ModelSet set = with(file, changed);

    assertThatThrownBy(() -> guard.check(set))
        .isInstanceOf(ModelsRefused.class)
        .hasMessageContaining(file + ": ")
        .hasMessageContaining(problem);
  }

  @Test
  void anEventThatCatchesEveryErrorIsRefused() {
    String file = "bpmn/normal-change.bpmn";
    String changed =
        text(file).replaceAll("(<bpmn:errorEventDefinition[^>]*) errorRef=\"[^\"]*\"", "$1");

    assertThatThrownBy(() -> guard.check(with(file, changed)))
        .isInstanceOf(ModelsRefused.class)
        .hasMessageContaining("catches every error");
  }

  @Test
  void whatAnyCheckFindsIsRefusedToo() {
    var checks = new StaticListableBeanFactory();
    checks.addBean("one", (ModelCheck) files -> List.of("bpmn/one.bpmn: Task_One is wrong"));
    checks.addBean("other", (ModelCheck) files -> List.of());
    var strict = new ModelGuard(new ObjectMapper(), checks.getBeanProvider(ModelCheck.class));

    assertThatThrownBy(() -> strict.check(SHIPPED))
        .isInstanceOf(ModelsRefused.class)
        .hasMessageContaining("bpmn/one.bpmn: Task_One is wrong");
  }

  @Test
  void aSignalThatIsLeftToAJobIsRefused() {
    String file = "bpmn/normal-change.bpmn";
    String changed =
        text(file)
            .replaceFirst(
                "</bpmn:process>",
                """
                <bpmn:intermediateThrowEvent id="Event_Late">
                  <bpmn:signalEventDefinition id="Signal_Late" camunda:async="true" />
                </bpmn:intermediateThrowEvent></bpmn:process>""");

    assertThatThrownBy(() -> guard.check(with(file, changed)))
        .isInstanceOf(ModelsRefused.class)
        .hasMessageContaining("Event_Late leaves its signal to a job");
  }

  @Test
  void aFileThatIsNoModelIsRefused() {
    assertThatThrownBy(() -> guard.check(with("bpmn/broken.bpmn", "<bpmn:definitions")))
        .isInstanceOf(ModelsRefused.class)
        .hasMessageContaining("bpmn/broken.bpmn: cannot be read");
    assertThatThrownBy(() -> guard.check(new ModelSet(new TreeMap<>(Map.of()))))
        .isInstanceOf(ModelsRefused.class)
        .hasMessageContaining("holds no process");
  }

  @Test
  void theDigestDependsOnNamesAndContentsAlone() {
    assertThat(ModelSet.in("classpath:", new PathMatchingResourcePatternResolver()).digest())
        .isEqualTo(SHIPPED.digest());
    assertThat(with("forms/vote-on-change.form", "{}").digest()).isNotEqualTo(SHIPPED.digest());
  }

  private static String text(String file) {
    return new String(SHIPPED.files().get(file), StandardCharsets.UTF_8);
  }

  private static ModelSet with(String file, String content) {
    TreeMap<String, byte[]> files = new TreeMap<>(SHIPPED.files());
    files.put(file, content.getBytes(StandardCharsets.UTF_8));
    return new ModelSet(files);
  }
}
