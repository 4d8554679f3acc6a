package org.changecontrol.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.changecontrol.change.ChangeFixtures.NOW;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.changecontrol.identity.Actor;
import org.changecontrol.policy.Risk;
import org.changecontrol.policy.Section;
import org.changecontrol.problem.NotNow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsultationTest {

  private static final Actor ANN = new Actor("ann", Set.of("network"));

  @Test
  void anAnswerIsAboutPlanScopeAndWindowAndNothingElse() {
    var change = ChangeFixtures.authorising(Risk.HIGH);
    assertThat(Consultation.sectionsOf(change))
        .containsOnlyKeys(Section.PLAN, Section.SCOPE, Section.WINDOW);
  }

  @Test
  void whatHasMovedSinceAnAnswerIsNamed() {
    var then = Map.of(Section.PLAN, "p", Section.SCOPE, "s", Section.WINDOW, "w");
    var now = Map.of(Section.PLAN, "p", Section.SCOPE, "other", Section.WINDOW, "other");

    assertThat(Consultation.moved(then, then)).isEmpty();
    assertThat(Consultation.moved(then, now)).containsExactly(Section.SCOPE, Section.WINDOW);
  }

  @Test
  void anEditOfThePlanMovesIt() {
    var change = ChangeFixtures.authorising(Risk.HIGH);
    var then = Consultation.sectionsOf(change);

    change.workChanged("other tasks", null);

    assertThat(Consultation.moved(then, Consultation.sectionsOf(change)))
        .containsExactly(Section.PLAN);
  }

  @Test
  void nobodyIsAskedAboutAChangeThatIsNotInFrontOfItsGates() {
    var change = ChangeFixtures.scheduled(Risk.HIGH);
    var consultation = new Consultation(1, NOW, Map.of(), List.of());
    assertThatThrownBy(() -> change.consulted(consultation)).isInstanceOf(NotNow.class);
  }

  @Test
  void aGroupSpeaksThroughItsMembersAndAPersonForHimself() {
    assertThat(Stakeholder.group("network").isVoicedBy(ANN)).isTrue();
    assertThat(Stakeholder.group("power").isVoicedBy(ANN)).isFalse();
    assertThat(Stakeholder.person("ann").isVoicedBy(ANN)).isTrue();
    assertThat(Stakeholder.person("network").isVoicedBy(ANN)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"auditors", "operators", "camunda-admin", "robots"})
  void anOfficeThatNeverAnswersBarsWhateverElseHeIs(String office) {
    var change = ChangeFixtures.authorising(Risk.HIGH);
    assertThat(Voices.bar(change, ANN)).isNull();
    assertThat(Voices.bar(change, new Actor("ann", Set.of("network", office)))).contains(office);
  }

  @ParameterizedTest
  @ValueSource(strings = {"requester", "implementer"})
  void whoWantsItOrCarriesItOutIsNobodysVoice(String person) {
    var change = ChangeFixtures.authorising(Risk.HIGH);
    assertThat(Voices.bar(change, new Actor(person, Set.of("network")))).isNotNull();
  }
}
