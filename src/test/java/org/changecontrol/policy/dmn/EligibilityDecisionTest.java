package org.changecontrol.policy.dmn;

import static org.assertj.core.api.Assertions.assertThat;

import org.changecontrol.policy.Eligibility;
import org.changecontrol.policy.EligibilityPolicy;
import org.changecontrol.policy.EligibilityQuestion;
import org.changecontrol.policy.MatchedRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EligibilityDecisionTest {

  private final EligibilityPolicy policy = PoliciesFromFiles.eligibility();

  @Test
  void rule1AuthorisesWhatAPublishedModelCoversAndNothingStandsInTheWayOf() {
    var eligibility =
        policy.judge(
            new EligibilityQuestion(
                "PUBLISHED", true, true, true, true, true, false, false, false));
    assertThat(eligibility.eligible()).isTrue();
    assertThat(eligibility.obstacles()).isEmpty();
    assertThat(eligibility.rules()).extracting(MatchedRule::rule).containsExactly(1);
    assertThat(eligibility.policyVersion()).startsWith("standard-change-eligibility:");
  }

  @ParameterizedTest
  @CsvSource({
    "2, MODEL, SUSPENDED, true, true, true, true, true, false, false, false",
    "3, MODEL, RETIRED, true, true, true, true, true, false, false, false",
    "4, TYPE, PUBLISHED, false, true, true, true, true, false, false, false",
    "5, ENVIRONMENT, PUBLISHED, true, false, true, true, true, false, false, false",
    "6, OWNER, PUBLISHED, true, true, false, true, true, false, false, false",
    "7, OPERATION, PUBLISHED, true, true, true, false, true, false, false, false",
    "8, ATTRIBUTE, PUBLISHED, true, true, true, true, false, false, false, false",
    "9, HIGH_RISK, PUBLISHED, true, true, true, true, true, true, false, false",
    "10, CONFLICT, PUBLISHED, true, true, true, true, true, false, true, false",
    "11, FREEZE, PUBLISHED, true, true, true, true, true, false, false, true"
  })
  void eachOtherRuleIsAReasonAgainst(
      int rule,
      String respect,
      String state,
      boolean types,
      boolean environments,
      boolean owners,
      boolean operations,
      boolean attributes,
      boolean highRisk,
      boolean conflict,
      boolean freeze) {
    var eligibility =
        policy.judge(
            new EligibilityQuestion(
                state,
                types,
                environments,
                owners,
                operations,
                attributes,
                highRisk,
                conflict,
                freeze));
    assertThat(eligibility.eligible()).isFalse();
    assertThat(eligibility.rules()).extracting(MatchedRule::rule).containsExactly(rule);
    assertThat(eligibility.obstacles())
        .extracting(Eligibility.Obstacle::respect)
        .containsExactly(respect);
    assertThat(eligibility.obstacles().get(0).because()).isNotBlank();
  }

  @Test
  void everyReasonIsTold() {
    var eligibility =
        policy.judge(
            new EligibilityQuestion(
                "SUSPENDED", false, false, false, false, false, true, true, true));
    assertThat(eligibility.obstacles())
        .extracting(Eligibility.Obstacle::respect)
        .containsExactly(
            "MODEL",
            "TYPE",
            "ENVIRONMENT",
            "OWNER",
            "OPERATION",
            "ATTRIBUTE",
            "HIGH_RISK",
            "CONFLICT",
            "FREEZE");
  }

  @Test
  void whereNoRuleMatchesNothingIsAuthorised() {
    var eligibility =
        policy.judge(
            new EligibilityQuestion("INVENTED", true, true, true, true, true, false, false, false));
    assertThat(eligibility.eligible()).isFalse();
    assertThat(eligibility.obstacles())
        .extracting(Eligibility.Obstacle::respect)
        .containsExactly("POLICY");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, false",
    "1, 1, false",
    "2, 1, false",
    "10, 1, false",
    "2, 2, true",
    "10, 2, true",
    "10, 10, true"
  })
  void aModelLosesItsStandingByTwoFailuresInItsLastRuns(int runs, int failures, boolean suspended) {
    assertThat(policy.standing(runs, failures).suspended()).isEqualTo(suspended);
  }

  @ParameterizedTest
  @CsvSource({
    "PUBLISHED, 1, false",
    "PUBLISHED, 19, false",
    "PUBLISHED, 20, true",
    "PUBLISHED, 21, false",
    "PUBLISHED, 40, true",
    "SUSPENDED, 1, true",
    "RETIRED, 7, true"
  })
  void everyTwentiethRunIsASampleAndEachOneOfAModelThatIsNoLongerInForce(
      String state, int run, boolean sampled) {
    assertThat(policy.isSampled(state, run)).isEqualTo(sampled);
  }
}
