package org.changecontrol.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.changecontrol.engine.ModelGate;
import org.junit.jupiter.api.Test;

/** The models as they are shipped, and what is declared of them. */
class ProcessGuardTest {

  private static final ProcessGuard GUARD = GuardOnFiles.knowing();

  private static EditedModels models() {
    return EditedModels.shipped();
  }

  private static List<String> problems(EditedModels models) {
    return GUARD.problems(models.files());
  }

  @Test
  void theShippedModelsPass() {
    assertThat(problems(models())).isEmpty();
  }

  /** What is declared and not there would protect nothing. */
  @Test
  void theDeclaredControlsNameWhatIsThere() {
    KnownBeans beans = GuardOnFiles.beans();
    assertThat(GuardOnFiles.controls())
        .hasSizeGreaterThan(1)
        .allSatisfy(
            controls -> {
              assertThat(controls.effects()).allMatch(bean -> beans.type(bean) != null);
              assertThat(controls.escalations().values())
                  .allMatch(bean -> beans.type(bean) != null);
              assertThat(controls.voids())
                  .allMatch(word -> controls.messages().contains(word) || beans.type(word) != null);
              assertThat(controls.gates())
                  .flatExtracting(ModelGate::steps)
                  .filteredOn(step -> step.kind() == ModelGate.Kind.DELEGATE)
                  .allMatch(step -> beans.type(step.name()) != null);
            });
  }
}
