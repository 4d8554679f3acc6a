package org.changecontrol.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.changecontrol.change.ChangeFixtures.NOW;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.changecontrol.cmdb.ItemKey;
import org.changecontrol.cmdb.PlannedOperations;
import org.changecontrol.policy.Risk;
import org.changecontrol.policy.Section;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

class SectionsTest {

  @Test
  void anotherPlanChangesThePlanAlone() {
    assertThat(changedBy(edit(r -> withPlan(r, "Do it differently"))))
        .containsExactly(Section.PLAN);
  }

  @Test
  void anotherTitleOrCategoryChangesThePlanAlone() {
    assertThat(changedBy(edit(r -> named(r, "Retire the access switch", r.category()))))
        .containsExactly(Section.PLAN);
    assertThat(changedBy(edit(r -> named(r, r.title(), "routine")))).containsExactly(Section.PLAN);
  }

  @Test
  void theVotesOnAChangeThatWasSubmittedBeforeItsTitleWasJudgedStand() {
    var change = ChangeFixtures.assessed(Risk.MEDIUM);
    ReflectionTestUtils.setField(change, "titleJudged", false);
    var before = Sections.of(change, List.of());
    change.edit(named(change.content(), "Retire the access switch", "routine"));
    assertThat(Sections.of(change, List.of())).isEqualTo(before);
  }

  @Test
  void anotherWindowChangesTheWindowAlone() {
    assertThat(changedBy(edit(SectionsTest::withLaterEnd))).containsExactly(Section.WINDOW);
  }

  @Test
  void anotherTargetChangesTheScopeAlone() {
    assertThat(
            changedBy(
                change ->
                    change.replan(
                        PlannedOperations.NONE,
                        List.of(
                            new Target(
                                ItemKey.of(43),
                                "rack:A",
                                Target.Role.TARGET,
                                Target.Origin.MANUAL,
                                1)))))
        .containsExactly(Section.SCOPE);
  }

  @Test
  void otherTasksChangeThePlanAlone() {
    assertThat(changedBy(change -> change.workChanged("abc", null))).containsExactly(Section.PLAN);
  }

  @Test
  void aRiskSetByHandChangesTheRiskAlone() {
    assertThat(
            changedBy(
                c -> c.assessmentReviewed(AssessmentDecision.ACCEPT, Risk.CRITICAL, "manager")))
        .containsExactly(Section.RISK);
  }

  @Test
  void moreCriticalServicesOrLessRedundancyChangeTheImpact() {
    var service = new Assessment.ServiceAtStake("CI-000001", "Shop", 2, "owners", Map.of());
    var critical = new Assessment.ServiceAtStake("CI-000001", "Shop", 4, "owners", Map.of());
    var fragile =
        new Assessment.ServiceAtStake("CI-000001", "Shop", 2, "owners", Map.of("runs-on", 2));

    assertThat(
            Set.of(
                Sections.impact(List.of(service)),
                Sections.impact(List.of(critical)),
                Sections.impact(List.of(fragile)),
                Sections.impact(List.of())))
        .hasSize(4);
  }

  private static Consumer<Change> edit(java.util.function.UnaryOperator<RequestedChange> how) {
    return change -> change.edit(how.apply(change.content()));
  }

  private static Set<Section> changedBy(Consumer<Change> edit) {
    var change = ChangeFixtures.assessed(Risk.MEDIUM);
    var before = Sections.of(change, List.of());
    edit.accept(change);
    var after = Sections.of(change, List.of());
    return EnumSet.allOf(Section.class).stream()
        .filter(section -> !before.get(section).equals(after.get(section)))
        .collect(Collectors.toSet());
  }

  private static RequestedChange withPlan(RequestedChange r, String plan) {
    return new RequestedChange(
        r.title(),
        r.description(),
        r.justification(),
        r.category(),
        r.items(),
        r.changeSet(),
        r.plannedStart(),
        r.plannedEnd(),
        r.pointOfNoReturn(),
        r.implementer(),
        plan,
        r.testPlan(),
        r.backoutPlan(),
        r.communicationPlan(),
        r.outageExpected(),
        r.questionnaire(),
        r.incident(),
        r.priority1(),
        null,
        null,
        null);
  }

  private static RequestedChange named(RequestedChange r, String title, String category) {
    return new RequestedChange(
        title,
        r.description(),
        r.justification(),
        category,
        r.items(),
        r.changeSet(),
        r.plannedStart(),
        r.plannedEnd(),
        r.pointOfNoReturn(),
        r.implementer(),
        r.implementationPlan(),
        r.testPlan(),
        r.backoutPlan(),
        r.communicationPlan(),
        r.outageExpected(),
        r.questionnaire(),
        r.incident(),
        r.priority1(),
        null,
        null,
        null);
  }

  private static RequestedChange withLaterEnd(RequestedChange r) {
    return new RequestedChange(
        r.title(),
        r.description(),
        r.justification(),
        r.category(),
        r.items(),
        r.changeSet(),
        r.plannedStart(),
        NOW.plusSeconds(9999),
        r.pointOfNoReturn(),
        r.implementer(),
        r.implementationPlan(),
        r.testPlan(),
        r.backoutPlan(),
        r.communicationPlan(),
        r.outageExpected(),
        r.questionnaire(),
        r.incident(),
        r.priority1(),
        null,
        null,
        null);
  }
}
